// SPDX-License-Identifier: Apache-2.0
package org.urna.acceptance.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.urna.acceptance.harness.Ended;
import org.urna.acceptance.harness.Programs;

/** C7: testing the encryption in the booth, checked by the verifier; what was tested is never cast. */
@ExtendWith(InChromium.class)
class ChallengeTest {

    private static BoothElection booth;

    @BeforeAll
    static void open() {
        booth = new BoothElection("challenge");
    }

    @AfterAll
    static void close() {
        if (booth != null) {
            booth.close();
        }
    }

    @Test
    void aTestIsPassedByTheVerifierAndTheVoteGetsANewTracker(Browser browser) {
        String code = booth.longPaper();
        try (BoothPage member = new BoothPage(browser, Texts.ENGLISH)) {
            member.begin(booth.link(code)).choose("Ada").press("booth.continue");
            member.choose("Kathleen").choose("John").press("booth.continue");
            member.page().getByLabel("One point more for \u2068Roof\u2069").click();
            member.press("booth.contest.toReview").press("booth.review.encrypt").sees("booth.encrypted.title");
            String tested = member.tracker();
            member.press("booth.encrypted.test")
                    .sees("booth.test.title")
                    .says("booth.test.step.note")
                    .says("booth.notCast.encrypted");
            assertThat(member.tracker()).isEqualTo(tested);

            String file = member.saved(() -> member.press("booth.test.open"));

            member.sees("booth.tested.title").says("booth.notCast.tested").says("booth.tested.told.told");
            assertThat(file).doesNotContainPattern(BoothPage.anywhere(code));
            assertThat(member.bodies("/challenges"))
                    .hasSize(1)
                    .allMatch(body -> body.matches("\\{\"ballot\":\"[0-9a-f]{64}\"}"));
            Ended passed = verify("test.json", file);
            passed.expect(0);
            assertThat(passed.output()).contains("Ada", "Kathleen", "John", "Roof");
            verify("tampered.json", moved(file)).expect(1);

            assertThat(checkPage(member, file)).contains("Match.", tested, "Ada", "Kathleen", "John", "Roof");
            assertThat(checkPage(member, moved(file))).contains("No match.").doesNotContain("Kathleen");

            member.press("booth.tested.encrypt").sees("booth.encrypted.title");
            assertThat(member.tracker()).isNotEqualTo(tested);
            member.press("booth.encrypted.cast").sees("booth.cast.title");
            assertThat(member.bodies("/ballots")).hasSize(1).noneMatch(body -> body.contains("openings"));
        }
    }

    /** What the page that the booth links to says of a file. */
    private static String checkPage(BoothPage member, String file) {
        Page check = member.page()
                .waitForPopup(() -> member.page()
                        .getByRole(
                                AriaRole.LINK,
                                new Page.GetByRoleOptions().setName(Texts.ENGLISH.of("booth.tested.check")))
                        .click());
        try {
            check.getByLabel("Choose the test file")
                    .setInputFiles(
                            new FilePayload("test.json", "application/json", file.getBytes(StandardCharsets.US_ASCII)));
            check.locator(".verdict").waitFor();
            return check.locator("main").innerText();
        } finally {
            check.close();
        }
    }

    /** The file with a vote claimed for another option than the one that the ciphertext holds. */
    private static String moved(String file) {
        int first = file.indexOf("\"options\":[[1,");
        assertThat(first).as("Ada, the first option, is chosen").isPositive();
        return file.replaceFirst("\"options\":\\[\\[1,", "\"options\":[[0,");
    }

    @Test
    void aMemberMayTestAgainAndAgainAndThenChangeTheChoices(Browser browser) {
        try (BoothPage member = new BoothPage(browser, Texts.ENGLISH)) {
            member.begin(booth.link(booth.shortPaper())).encryptShort("Ada");
            for (String next : List.of("booth.tested.encrypt", "booth.tested.edit")) {
                member.press("booth.encrypted.test");
                String file = member.saved(() -> member.press("booth.test.open"));
                assertThat(file).startsWith("{\"type\":\"challenge\"");
                member.sees("booth.tested.title").press(next);
            }
            member.contest("Chair")
                    .encryptShort("Émilie")
                    .press("booth.encrypted.cast")
                    .sees("booth.cast.title");
        }
    }

    @Test
    void whoDoesNotTestAfterAllCastsTheBallotWhoseTrackerWasShown(Browser browser) {
        try (BoothPage member = new BoothPage(browser, Texts.ENGLISH)) {
            member.begin(booth.link(booth.shortPaper())).encryptShort("Ada");
            String tracker = member.tracker();
            member.press("booth.encrypted.test")
                    .press("booth.test.back")
                    .press("booth.encrypted.cast")
                    .sees("booth.cast.title");
            assertThat(member.tracker()).isEqualTo(tracker);
        }
    }

    private static Ended verify(String name, String file) {
        Path path = booth.election().keep(name, file);
        return Programs.VERIFIER.run(
                booth.election().home().log(),
                "challenge",
                path.toString(),
                "--place",
                booth.election().place(booth.server().http()),
                "--board-key",
                booth.election().boardKey(booth.server().http()));
    }
}
