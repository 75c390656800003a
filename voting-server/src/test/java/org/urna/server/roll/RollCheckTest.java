// SPDX-License-Identifier: Apache-2.0
package org.urna.server.roll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rolls, good and bad: every rejected row is named with its line and its reason, none is dropped silently. */
class RollCheckTest {

    private static final String HEADER = String.join(",", RollFile.HEADER) + "\r\n";
    private static final String GOOD = "1,Ann,ann@example.org,,,,,,,,m,full,,,,\r\n";

    private static RollCheck.Outcome check(String... rows) throws Exception {
        return check((HEADER + String.join("", rows)).getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    private static RollCheck.Outcome check(byte[] file, Charset charset) throws Exception {
        return RollCheck.check(RollFile.read(file, charset), Set.of("full", "student"), List.of("en", "cy"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "member-number-missing    | ,Bob,b@example.org,,,,,,,,m,full,,,,",
                "member-number-missing    | ' ,Bob,b@example.org,,,,,,,,m,full,,,,'",
                "email-malformed          | 2,Bob,not an address,,,,,,,,m,full,,,,",
                "email-malformed          | 2,Bob,b@@example.org,,,,,,,,m,full,,,,",
                "email-malformed          | 2,Bob,b@example..org,,,,,,,,m,full,,,,",
                "email-malformed          | 2,Bob,Bob <b@example.org>,,,,,,,,m,full,,,,",
                "email-malformed          | 2,Bob,'b@example.org;c@example.org',,,,,,,,m,full,,,,",
                "unreachable              | 2,Bob,,,,,,,,,m,full,,,,",
                "unreachable              | 2,Bob,,,,,,,AB1 2CD,UK,m,full,,,,",
                "ballot-style-missing     | 2,Bob,b@example.org,,,,,,,,m,,,,,",
                "ballot-style-unknown     | 2,Bob,b@example.org,,,,,,,,m,Full,,,,",
                "weight                   | 2,Bob,b@example.org,,,,,,,,m,full,0,,,",
                "weight                   | 2,Bob,b@example.org,,,,,,,,m,full,-1,,,",
                "weight                   | 2,Bob,b@example.org,,,,,,,,m,full,1.5,,,",
                "weight                   | 2,Bob,b@example.org,,,,,,,,m,full,1000001,,,",
                "weight                   | 2,Bob,b@example.org,,,,,,,,m,full,99999999999999999999,,,",
                "language-unknown         | 2,Bob,b@example.org,,,,,,,,m,full,,fr,,",
                "joined                   | 2,Bob,b@example.org,,,,,,,,m,full,,,31/12/2019,",
                "joined                   | 2,Bob,b@example.org,,,,,,,,m,full,,,2019-02-30,",
                "arrears-months           | 2,Bob,b@example.org,,,,,,,,m,full,,,,two",
                "columns                  | 2,Bob,b@example.org,,,,,,,,m,full,,,",
                "columns                  | 2,Bob,b@example.org,,,,,,,,m,full,,,,,",
                "columns                  | 2",
                "duplicate-member-number  | 1,Bob,b@example.org,,,,,,,,m,full,,,,",
            })
    void aBadRowIsNamedWithItsLineAndRule(String rule, String row) throws Exception {
        RollReport report = check(GOOD + row + "\r\n" + "3,Cid,c@example.org,,,,,,,,m,student,,,,\r\n")
                .report();

        assertThat(report.rejected()).anySatisfy(remark -> {
            assertThat(remark.line()).isEqualTo(3);
            assertThat(remark.rule()).isEqualTo(rule);
            assertThat(remark.reason()).isNotBlank();
        });
        assertThat(report.rows()).isEqualTo(3);
        long bad = report.rejected().stream().map(RollRemark::line).distinct().count();
        assertThat(report.accepted() + bad).isEqualTo(3);
    }

    @Test
    void everyRowOfADuplicatedNumberIsRejected() throws Exception {
        RollCheck.Outcome outcome = check(GOOD + GOOD + "2,Bob,b@example.org,,,,,,,,m,full,,,,\r\n");

        assertThat(outcome.report().rejected()).extracting(RollRemark::line).containsExactly(2, 3);
        assertThat(outcome.members()).extracting(Member::memberNumber).containsExactly("2");
    }

    @Test
    void linesAreCountedThroughQuotedLineBreaksAndTheBreaksThemselvesAreRejected() throws Exception {
        RollReport report = check(
                        "1,\"Ann\r\nLee\",ann@example.org,,,,,,,,m,full,,,,\r\n", "2,Bob,,,,,,,,,m,full,,,,\r\n")
                .report();

        assertThat(report.rejected())
                .extracting(RollRemark::line, RollRemark::rule)
                .containsExactly(tuple(2, "control-character"), tuple(4, "unreachable"));
    }

    @Test
    void whoSharesAnAddressGetsALetter() throws Exception {
        RollCheck.Outcome outcome = check(
                "1,Ann,home@example.org,1 High St,,,,,AB1,UK,m,full,,,,\r\n",
                "2,Bob,HOME@example.org,1 High St,,,,,AB1,UK,m,full,,,,\r\n",
                "3,Cid,home@example.org,,,,,,,,m,full,,,,\r\n",
                "4,Dot,dot@example.org,,,,,,,,m,full,,,,\r\n");

        assertThat(outcome.members())
                .extracting(Member::memberNumber, Member::channel)
                .containsExactly(
                        tuple("1", Member.Channel.POST),
                        tuple("2", Member.Channel.POST),
                        tuple("4", Member.Channel.EMAIL));
        assertThat(outcome.report().notes())
                .extracting(RollRemark::rule)
                .containsExactly("shared-email", "shared-email");
        assertThat(outcome.report().rejected())
                .extracting(RollRemark::line, RollRemark::rule)
                .containsExactly(tuple(4, "shared-email-unreachable"));
    }

    @Test
    void whoMayStandInTwoClassesIsPointedOut() throws Exception {
        RollReport report = check(
                        "1,Ann Lee,a1@example.org,,,,,,AB1 2CD,UK,member,full,,,,\r\n",
                        "2,ann lee,a2@example.org,,,,,,ab12cd,UK,affiliate,full,,,,\r\n",
                        "3,Ann Lee,a3@example.org,,,,,,AB1 2CD,UK,member,full,,,,\r\n")
                .report();

        assertThat(report.accepted()).isEqualTo(3);
        assertThat(report.notes())
                .extracting(RollRemark::line, RollRemark::rule)
                .containsExactly(tuple(3, "same-person"));
    }

    @Test
    void aByteOrderMarkBareLineFeedsAndBlankLastLinesAreTaken() throws Exception {
        byte[] file = ("\uFEFF" + HEADER + GOOD
                        + "2,\"O\"\"Neil, Z\u00f6e\",z@example.org,,,,,,,,m,full,7,cy,2019-01-31,0\r\n\r\n")
                .replace("\r\n", "\n")
                .getBytes(StandardCharsets.UTF_8);

        RollCheck.Outcome outcome = check(file, StandardCharsets.UTF_8);

        assertThat(outcome.report().rows()).isEqualTo(2);
        assertThat(outcome.report().rejected()).isEmpty();
        assertThat(outcome.members().get(1).name()).isEqualTo("O\"Neil, Z\u00f6e");
        assertThat(outcome.members().get(1).weight()).isEqualTo(7);
        assertThat(outcome.members().get(1).language()).isEqualTo("cy");
        assertThat(outcome.members().get(0).language()).isEqualTo("en");
    }

    @Test
    void windows1252IsReadOnlyWhenChosen() throws Exception {
        Charset windows = Charset.forName("windows-1252");
        byte[] file = (HEADER + "1,Zo\u00eb \u2013 Lee,z@example.org,,,,,,,,m,full,,,,\r\n").getBytes(windows);

        assertThat(check(file, windows).members().get(0).name()).isEqualTo("Zo\u00eb \u2013 Lee");
        assertThatThrownBy(() -> check(file, StandardCharsets.UTF_8))
                .isInstanceOfSatisfying(
                        RollFile.UnreadableException.class,
                        e -> assertThat(e.remark().rule()).isEqualTo("charset"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"header, 'number,name'", "header, ''", "csv, '\"open'"})
    void aFileThatIsNoRollIsRefusedAsAWhole(String rule, String start) {
        String text = rule.equals("csv") ? HEADER + start : start;

        assertThatThrownBy(() -> check(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                .isInstanceOfSatisfying(
                        RollFile.UnreadableException.class,
                        e -> assertThat(e.remark().rule()).isEqualTo(rule));
    }

    @Test
    void aMemberDoesNotPrintThePerson() throws Exception {
        assertThat(check(GOOD).members().get(0)).hasToString("Member[line 2]");
    }
}
