// SPDX-License-Identifier: Apache-2.0
package org.urna.acceptance.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Route;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.urna.acceptance.harness.PollingBooth;

/** C3: whatever a lying server answers to a cast, the booth notices, says so, and keeps the evidence. */
@ExtendWith(InChromium.class)
class LyingServerTest {

    private static final int ANY_MEMBER = 1;

    private static BoothElection booth;

    @BeforeAll
    static void open() {
        booth = new BoothElection("liar");
    }

    @AfterAll
    static void close() {
        if (booth != null) {
            booth.close();
        }
    }

    @Test
    void anotherBallotsReceiptIsNoReceipt(Browser browser) throws Exception {
        PollingBooth other = booth.election().booth(booth.server().http());
        String receipt = other.cast(booth.server().http(), other.encrypt(ANY_MEMBER, booth.shortPaper()));
        isCaught(browser, honest -> receipt, "receipt-ballot");
    }

    @Test
    void aReceiptWithAnotherTrackerIsNoReceipt(Browser browser) throws Exception {
        isCaught(
                browser,
                honest -> altered(
                        honest,
                        payload -> payload.replaceFirst(
                                "\"tracker\":\"T-[0-9A-Z-]+\"", "\"tracker\":\"T-AAAAA-BBBBB-CCCCC-DDDDD-EEEEE\"")),
                "receipt-signature");
    }

    @Test
    void aReceiptForAnotherPlaceIsNoReceipt(Browser browser) throws Exception {
        isCaught(
                browser,
                honest -> altered(honest, payload -> payload.replaceFirst("\"index\":\\d+", "\"index\":1")),
                "receipt-signature");
    }

    @Test
    void anEmptyAnswerIsNoReceipt(Browser browser) throws Exception {
        isCaught(browser, honest -> "", "malformed");
    }

    private static void isCaught(Browser browser, UnaryOperator<String> lie, String rule) throws Exception {
        String code = booth.shortPaper();
        String[] told = new String[1];
        try (BoothPage member = new BoothPage(browser, Texts.ENGLISH)) {
            member.begin(booth.link(code)).encryptShort("Ada");
            String tracker = member.tracker();
            member.page().route("**/ballots", route -> {
                APIResponse honest = route.fetch();
                told[0] = lie.apply(honest.text());
                route.fulfill(new Route.FulfillOptions().setResponse(honest).setBody(told[0]));
            });
            member.press("booth.encrypted.cast")
                    .sees("booth.mismatch.title")
                    .headingHasFocus()
                    .says("booth.mismatch.text");
            assertThat(member.page().locator("main").innerText()).contains(rule);
            assertThat(member.tracker()).isEqualTo(tracker);

            String text = member.saved(() -> member.press("booth.mismatch.save"));
            JsonNode complaint = new JsonMapper().readTree(text);
            assertThat(complaint.properties())
                    .extracting(java.util.Map.Entry::getKey)
                    .containsExactly("type", "election", "E", "time", "expected", "failed", "request", "answer");
            assertThat(complaint.path("answer").asText()).isEqualTo(told[0]);
            assertThat(complaint.path("expected").path("tracker").asText()).isEqualTo(tracker);
            assertThat(List.of(complaint.path("request").asText())).isEqualTo(member.bodies("/ballots"));
            assertThat(text).doesNotContainPattern(BoothPage.anywhere(code)).doesNotContain("openings");
        }
    }

    /** The payload changed, the signature as it was. */
    private static String altered(String receipt, UnaryOperator<String> change) {
        String[] parts = receipt.split("\\.", -1);
        String payload = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
        String changed = change.apply(payload);
        assertThat(changed).isNotEqualTo(payload);
        return parts[0] + "."
                + Base64.getUrlEncoder().withoutPadding().encodeToString(changed.getBytes(StandardCharsets.UTF_8)) + "."
                + parts[2];
    }

    @Test
    void aTestedBallotThatTheServerCallsCastIsAnAlarm(Browser browser) {
        try (BoothPage member = new BoothPage(browser, Texts.ENGLISH)) {
            member.begin(booth.link(booth.shortPaper())).encryptShort("Ada").press("booth.encrypted.test");
            member.page()
                    .route(
                            "**/challenges",
                            route -> route.fulfill(new Route.FulfillOptions()
                                    .setStatus(409)
                                    .setContentType("application/problem+json")
                                    .setBody("{\"type\":\"urn:urna:problem:ballot-cast\",\"status\":409}")));
            String file = member.saved(() -> member.press("booth.test.open"));
            assertThat(file).contains("challenge");
            member.sees("booth.mismatch.ballot-cast.title").says("booth.mismatch.ballot-cast");
        }
    }

    /** A server that shows this member other candidates than the officers signed gets no ballot. */
    @Test
    void aManifestThatTheOfficersDidNotSignIsNotVotedOn(Browser browser) {
        String code = booth.shortPaper();
        try (BoothPage member = new BoothPage(browser, Texts.ENGLISH)) {
            member.page().route("**/entries/*", route -> {
                APIResponse honest = route.fetch();
                String body = honest.text();
                route.fulfill(new Route.FulfillOptions()
                        .setResponse(honest)
                        .setBody(body.replace("\"en\":\"Ada\"", "\"en\":\"Eve\"")));
            });
            member.open(booth.link(code)).sees("booth.closed.untrusted.title").says("booth.closed.untrusted.text");
            assertThat(member.page().getByText("Eve").count()).isZero();
        }
    }
}
