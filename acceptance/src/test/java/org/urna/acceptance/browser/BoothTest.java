// SPDX-License-Identifier: Apache-2.0
package org.urna.acceptance.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.LoadState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.urna.acceptance.harness.Programs;
import org.urna.crypto.jose.CompactJws;
import org.urna.crypto.record.BallotEntry;
import org.urna.crypto.record.Receipt;

/** Members vote in the booth of a running server. */
@ExtendWith(InChromium.class)
class BoothTest {

    private static BoothElection booth;

    @BeforeAll
    static void open() {
        booth = new BoothElection("booth");
    }

    @AfterAll
    static void close() {
        if (booth != null) {
            booth.close();
        }
    }

    @Test
    void aMemberVotesByLinkOnEveryKindOfContest(Browser browser) throws Exception {
        int before = booth.ballots();
        try (BoothPage member = new BoothPage(browser, Texts.ENGLISH)) {
            member.open(booth.link(booth.longPaper()))
                    .says("booth.start.linked")
                    .press("booth.start.begin");
            member.contest("Chair")
                    .says("booth.notCast")
                    .choose("<b>Grace</b> & \"Co\"")
                    .press("booth.continue");
            member.contest("Council").choose("Alan").choose("Anita").press("booth.continue");
            member.contest("The surplus")
                    .page()
                    .getByLabel("Points for \u2068Garden\u2069")
                    .last()
                    .fill("4");
            member.press("booth.contest.toReview").sees("booth.review.title");
            assertThat(member.page().locator("main").innerText())
                    .contains("<b>Grace</b> & \"Co\"", "Anita", "4 points");
            member.press("booth.review.encrypt").sees("booth.encrypted.title").says("booth.notCast.encrypted");
            String tracker = member.tracker();
            assertThat(booth.ballots()).isEqualTo(before);

            member.press("booth.encrypted.cast").sees("booth.cast.title").says("booth.cast.notCode");

            assertThat(member.tracker()).isEqualTo(tracker);
            String receipt = member.saved(() -> member.press("booth.cast.save"));
            Receipt said = Receipt.read(CompactJws.parse(receipt).payload());
            assertThat(said.tracker().toString()).contains(tracker);
            assertThat(booth.election().board(booth.server().http()).read().get(Math.toIntExact(said.index())))
                    .isInstanceOfSatisfying(
                            BallotEntry.class,
                            entry -> assertThat(entry.ballot().hash()).isEqualTo(said.ballot()));
            Path file = booth.election().keep("receipt.jws", receipt);
            Programs.VERIFIER
                    .run(
                            booth.election().home().log(),
                            "receipt",
                            file.toString(),
                            booth.election().place(booth.server().http()))
                    .expect(0);
            assertThat(member.loaded())
                    .hasSizeGreaterThan(20)
                    .isSubsetOf(booth.server().http().getJson("/booth.json").findValuesAsText("path"));
        }
    }

    @Test
    void aTypedCodeMayBeUntidyAndAMistypedOneIsCaughtBeforeAnythingIsSent(Browser browser) {
        String code = booth.shortPaper();
        String mistyped = code.substring(0, 23) + (code.endsWith("7") ? "8" : "7");
        try (BoothPage member = new BoothPage(browser, Texts.ENGLISH)) {
            member.open(booth.address());
            int sent = member.sent().size();
            member.page().getByLabel(Texts.ENGLISH.of("booth.code.label")).fill(mistyped);
            member.press("booth.start.begin").says("booth.code.problem.checksum");
            assertThat(member.sent()).hasSize(sent);

            String untidy = " "
                    + code.toLowerCase(Locale.ROOT)
                            .replace('0', 'o')
                            .replace('1', 'l')
                            .replace("-", "  ") + " ";
            member.page().getByLabel(Texts.ENGLISH.of("booth.code.label")).fill(untidy);
            member.press("booth.start.begin").contest("Chair");
            member.encryptShort("Ada").press("booth.encrypted.cast").sees("booth.cast.title");
        }
    }

    @Test
    void aMemberVotesByKeyboardAloneAndEveryScreenTakesTheFocus(Browser browser) {
        Texts texts = Texts.ENGLISH;
        try (BoothPage member = new BoothPage(browser, texts)) {
            member.open(booth.link(booth.longPaper()));
            member.tabTo(texts.of("booth.start.begin"))
                    .key("Enter")
                    .contest("Chair")
                    .headingHasFocus();
            member.tabTo(texts.of("booth.continue")).key("Enter");
            PlaywrightAssertions.assertThat(member.button(texts.of("booth.empty.choose")))
                    .isFocused();
            member.key("Enter");
            PlaywrightAssertions.assertThat(member.button(texts.of("booth.continue")))
                    .isFocused();
            // back to the radio buttons: from the first as from the last, down leads to a candidate
            do {
                member.key("Shift+Tab");
            } while (!Boolean.TRUE.equals(member.page().evaluate("() => document.activeElement.type === 'radio'")));
            member.key("Space").key("ArrowDown");
            PlaywrightAssertions.assertThat(member.page().locator(".is-chosen:not(.booth-blank)"))
                    .hasCount(1);
            member.tabTo(texts.of("booth.continue"))
                    .key("Enter")
                    .contest("Council")
                    .headingHasFocus();
            member.tabTo("Alan").key("Space").tabTo("John").key("Space");
            member.tabTo(texts.of("booth.continue"))
                    .key("Enter")
                    .contest("The surplus")
                    .headingHasFocus();
            member.tabTo("One point more for \u2068Roof\u2069")
                    .key("Enter")
                    .key("Enter")
                    .key("Space");
            member.tabTo(texts.of("booth.contest.toReview"))
                    .key("Enter")
                    .sees("booth.review.title")
                    .headingHasFocus();
            assertThat(member.page().locator("main").innerText()).contains("Alan", "John", "3 points");
            member.tabTo(texts.of("booth.review.encrypt"))
                    .key("Enter")
                    .sees("booth.encrypted.title")
                    .headingHasFocus();
            member.tabTo(texts.of("booth.encrypted.cast"))
                    .key("Enter")
                    .sees("booth.cast.title")
                    .headingHasFocus();
        }
    }

    @Test
    void aMemberVotesInWelshAndChangingTheLanguageKeepsTheChoice(Browser browser) {
        try (BoothPage member = new BoothPage(browser, Texts.WELSH)) {
            member.begin(booth.link(booth.shortPaper()))
                    .contest("Cadeirydd")
                    .says("booth.notCast")
                    .choose("Émilie");
            assertThat(member.page().locator("html").getAttribute("lang")).isEqualTo("cy");

            member.button(Texts.ENGLISH.of("language.name")).click();
            member.contest("Chair");
            assertThat(member.page().locator("html").getAttribute("lang")).isEqualTo("en");
            assertThat(member.page().locator(".is-chosen").innerText()).contains("Émilie");
            member.button(Texts.WELSH.of("language.name")).click();

            member.contest("Cadeirydd").press("booth.contest.toReview").sees("booth.review.title");
            member.press("booth.review.encrypt").sees("booth.encrypted.title").says("booth.notCast.encrypted");
            member.press("booth.encrypted.cast").sees("booth.cast.title").says("booth.cast.notCode");
        }
    }

    @Test
    void statementsAndPicturesAreOneTapAwayAndOnlyThePublishedOnesAreShown(Browser browser) {
        String link = booth.link(booth.shortPaper());
        try (BoothPage member = new BoothPage(browser, Texts.ENGLISH)) {
            member.begin(link).contest("Chair");
            PlaywrightAssertions.assertThat(member.page().getByAltText("Ada, smiling"))
                    .isVisible();
            member.page().locator("summary").click();
            member.page().getByText("And <b>report</b> every month.").waitFor();
            member.button(Texts.WELSH.of("language.name")).click();
            member.page().getByText("Ac yn adrodd bob mis.").waitFor();
        }
        try (BoothPage lied = new BoothPage(browser, Texts.ENGLISH)) {
            lied.page()
                    .route(
                            "**/board/artifact/*",
                            route -> route.fulfill(new Route.FulfillOptions().setBody("Vote for Eve")));
            lied.begin(link).contest("Chair").page().locator("summary").click();
            lied.says("booth.contest.statement.failed");
            assertThat(lied.page().getByText("Vote for Eve").count()).isZero();
            assertThat(lied.page().locator(".booth-picture img").count()).isZero();
        }
    }

    @Test
    void aContestLeftEmptyAsksOnce(Browser browser) {
        try (BoothPage member = new BoothPage(browser, Texts.ENGLISH)) {
            member.begin(booth.link(booth.shortPaper())).contest("Chair").press("booth.contest.toReview");
            member.press("booth.empty.choose").contest("Chair");
            member.press("booth.contest.toReview")
                    .press("booth.empty.leave")
                    .sees("booth.review.title")
                    .says("booth.review.blank");
            member.press("booth.back")
                    .contest("Chair")
                    .press("booth.contest.toReview")
                    .sees("booth.review.title");
        }
    }

    /** D2: the code is in no address, body, header, log, store or history. */
    @Test
    void theCodeNeverLeavesTheDeviceAndStaysNowhereOnIt(Browser browser) {
        String code = booth.shortPaper();
        try (BoothPage member = new BoothPage(browser, Texts.ENGLISH)) {
            member.open(booth.link(code));
            assertThat(member.page().url()).isEqualTo(booth.address());
            member.press("booth.start.begin").contest("Chair").encryptShort("Ada");
            member.press("booth.encrypted.cast").sees("booth.cast.title");
            member.page().waitForLoadState(LoadState.NETWORKIDLE);

            assertThat(member.sent())
                    .isNotEmpty()
                    .noneMatch(
                            request -> BoothPage.anywhere(code).matcher(request).find());
            assertThat(member.traces()).doesNotContainPattern(BoothPage.anywhere(code));
            assertThat(member.page().content()).doesNotContainPattern(BoothPage.anywhere(code));
            assertThat(booth.server().logged()).doesNotContainPattern(BoothPage.anywhere(code));
        }
    }

    @Test
    void aUsedCodeShowsWhenItsBallotWasCastAndItsTracker(Browser browser) {
        String code = booth.shortPaper();
        String tracker;
        try (BoothPage member = new BoothPage(browser, Texts.ENGLISH)) {
            member.begin(booth.link(code))
                    .encryptShort("Ada")
                    .press("booth.encrypted.cast")
                    .sees("booth.cast.title");
            tracker = member.tracker();
        }
        try (BoothPage again = new BoothPage(browser, Texts.ENGLISH)) {
            again.begin(booth.link(code)).sees("booth.closed.used.title").says("booth.closed.used.time");
            assertThat(again.tracker()).isEqualTo(tracker);
            assertThat(again.page().locator("main time").count()).isPositive();
        }
    }

    @Test
    void aSecondCastIsRefusedWithTheTrackerThatStands(Browser browser) {
        String link = booth.link(booth.shortPaper());
        try (BoothPage first = new BoothPage(browser, Texts.ENGLISH);
                BoothPage second = new BoothPage(browser, Texts.ENGLISH)) {
            first.begin(link).encryptShort("Ada");
            second.begin(link).encryptShort("Émilie");
            String standing = first.tracker();
            first.press("booth.encrypted.cast").sees("booth.cast.title");
            int ballots = booth.ballots();

            second.press("booth.encrypted.cast").sees("booth.refused.title").says("booth.refused.credential-used");

            assertThat(second.tracker()).isEqualTo(standing);
            assertThat(booth.ballots()).isEqualTo(ballots);
        }
    }

    @Test
    void leavingAsksUntilTheBallotIsCast(Browser browser) {
        try (BoothPage member = new BoothPage(browser, Texts.ENGLISH)) {
            member.begin(booth.link(booth.shortPaper())).contest("Chair");
            assertThat(leaving(member)).containsExactly("beforeunload");
            member.encryptShort("Ada");
            assertThat(leaving(member)).containsExactly("beforeunload");
            member.press("booth.encrypted.cast").sees("booth.cast.title");
            assertThat(leaving(member)).isEmpty();
        }
    }

    private static List<String> leaving(BoothPage member) {
        List<String> asked = new ArrayList<>();
        Page page = member.page();
        java.util.function.Consumer<Dialog> stay = dialog -> {
            asked.add(dialog.type());
            dialog.dismiss();
        };
        page.onDialog(stay);
        try {
            page.evaluate("() => { setTimeout(() => location.assign('/'), 0); }");
            page.waitForTimeout(1500);
        } finally {
            page.offDialog(stay);
        }
        return asked;
    }

    @Test
    void theBrowsersBackButtonLeadsThroughTheBoothsOwnScreens(Browser browser) {
        try (BoothPage member = new BoothPage(browser, Texts.ENGLISH)) {
            member.begin(booth.link(booth.longPaper()))
                    .choose("Ada")
                    .press("booth.continue")
                    .contest("Council");
            member.page().evaluate("() => history.back()");
            member.contest("Chair");
            assertThat(member.page().locator(".is-chosen").innerText()).contains("Ada");
        }
    }

    /** Without an answer the very same bytes are sent again, and the ballot counts once. */
    @Test
    void aLostAnswerIsAskedForAgainWithTheSameBytes(Browser browser) {
        int before = booth.ballots();
        List<String> lost = new ArrayList<>();
        try (BoothPage member = new BoothPage(browser, Texts.ENGLISH)) {
            member.begin(booth.link(booth.shortPaper())).encryptShort("Ada");
            member.page().route("**/ballots", route -> {
                if (lost.size() < 2) {
                    route.fetch(); // it reaches the server, and its answer is lost
                    Request request = route.request();
                    lost.add(request.postData());
                    route.abort();
                } else {
                    route.resume();
                }
            });
            member.press("booth.encrypted.cast").sees("booth.cast.title");

            List<String> sent = member.bodies("/ballots");
            assertThat(sent).hasSize(3).allMatch(sent.get(0)::equals);
            assertThat(booth.ballots()).isEqualTo(before + 1);
        }
    }

    @Test
    void finishingLeavesNothingOfTheVoteOnThePage(Browser browser) {
        try (BoothPage member = new BoothPage(browser, Texts.ENGLISH)) {
            member.begin(booth.link(booth.shortPaper()))
                    .encryptShort("Ada")
                    .press("booth.encrypted.cast")
                    .sees("booth.cast.title");
            String tracker = member.tracker();
            member.press("booth.cast.finish").sees("booth.finished.title");
            assertThat(member.page().content()).doesNotContain(tracker);
        }
    }

    @Test
    void aCodeOfNoMemberAndALinkToNoElectionAreSaidPlainly(Browser browser) {
        try (BoothPage member = new BoothPage(browser, Texts.ENGLISH)) {
            member.begin(booth.link("0000-0000-0000-0000-0000")).says("booth.code.problem.unknown");
            member.open(booth.address().replace(booth.election().id(), "00000000000000000000000000000000"));
            member.sees("booth.closed.not-found.title");
        }
    }
}
