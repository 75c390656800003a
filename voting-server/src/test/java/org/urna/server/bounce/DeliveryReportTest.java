// SPDX-License-Identifier: Apache-2.0
package org.urna.server.bounce;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.urna.server.mail.Sender;

class DeliveryReportTest {

    private static final Sender SENDER = new Sender("elections@urna.test", "returns@urna.test");
    private static final String TOKEN = "00112233445566778899aabbccddeeff";
    private static final String RETURN = SENDER.returnPath(TOKEN);

    private static Optional<DeliveryReport> read(String mail) {
        return DeliveryReport.read(mail.getBytes(StandardCharsets.UTF_8), SENDER);
    }

    private static String report(String system) {
        return Reports.of(system, RETURN, "m1@members.test");
    }

    @ParameterizedTest
    @CsvSource({"postfix,5.1.1", "exim,5.0.0", "exchange,5.1.10", "gmail,4.2.2"})
    void theReportsOfFourMailSystemsAreRead(String system, String status) {
        assertThat(read(report(system))).contains(new DeliveryReport(TOKEN, status));
    }

    @ParameterizedTest
    @ValueSource(strings = {"delayed", "delivered", "relayed", "expanded"})
    void whatHasNotFailedIsNoBounce(String action) {
        for (String system : Reports.SYSTEMS) {
            assertThat(read(report(system).replace("Action: failed", "Action: " + action)))
                    .isEmpty();
        }
    }

    @Test
    void aMailThatOnlyLooksLikeAReportSaysNothing() {
        String report = report("postfix");
        String away = "From: m1@members.test\r\nTo: " + RETURN
                + "\r\nSubject: Out of office\r\nAuto-Submitted: auto-replied\r\n"
                + "\r\nI am away. Action: failed\r\nStatus: 5.1.1\r\n";

        assertThat(read(away)).isEmpty();
        assertThat(read(report.replace("multipart/report; report-type=delivery-status;", "multipart/mixed;")))
                .isEmpty();
        assertThat(read(report.replace("report-type=delivery-status", "report-type=disposition-notification")))
                .isEmpty();
        assertThat(read(report.replace("message/delivery-status", "text/plain")))
                .isEmpty();
        assertThat(read(report.replace("Status: 5.1.1", "Status: ok"))).isEmpty();
        assertThat(read(report.replace("Status: 5.1.1", "X-Status: 5.1.1"))).isEmpty();
    }

    /** A mail that encloses a report, such as a forwarded one, is not a report. */
    @Test
    void anEnclosedReportIsNotOne() {
        String forwarded = "From: m1@members.test\r\nTo: " + RETURN + "\r\nMIME-Version: 1.0\r\n"
                + "Content-Type: multipart/report; report-type=delivery-status; boundary=out\r\n\r\n"
                + "--out\r\nContent-Type: message/rfc822\r\n\r\n" + report("postfix") + "\r\n--out--\r\n";

        assertThat(read(forwarded)).isEmpty();
    }

    @Test
    void onlyTheAddressItCameBackToNamesTheMessage() {
        String report = report("postfix");
        String other = "returns+b-ffeeddccbbaa99887766554433221100@urna.test";

        // The token of the enclosed or reporting part counts for nothing.
        assertThat(read(report.replace("To: " + RETURN, "To: returns@urna.test")))
                .isEmpty();
        // Two tokens: whose message is it?
        assertThat(read(report.replaceFirst("\r\nTo: ", "\r\nTo: " + other + ", ")))
                .isEmpty();
        assertThat(read(report.replace(RETURN, "returns+b-0011@urna.test"))).isEmpty();
        assertThat(read(report.replace(RETURN, "returns+b-" + TOKEN + "@urna.example")))
                .isEmpty();
    }

    @Test
    void damagedAndEndlessMailsAreNoReports() {
        String report = report("gmail");

        for (int end = 0; end < report.length(); end += 97) {
            Optional<DeliveryReport> read = read(report.substring(0, end));
            assertThat(read.map(DeliveryReport::envelope).orElse(TOKEN)).isEqualTo(TOKEN);
        }
        assertThat(read("")).isEmpty();
        assertThat(read("Content-Type: multipart/report; boundary=\r\n\r\n--\r\n"))
                .isEmpty();
        assertThat(read(report + "x".repeat(DeliveryReport.MAX_BYTES))).isEmpty();
    }
}
