// SPDX-License-Identifier: Apache-2.0
package org.urna.acceptance.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A member looks a tracker up: on the own device, against a server that may lie. */
@ExtendWith(InChromium.class)
class FindMyBallotTest {

    private static final Texts ENGLISH = Texts.ENGLISH;
    private static final List<String> CHECKS = List.of("hash", "election", "checkpoint", "inclusion");

    private static PublicElection election;
    private static PublicElection.Cast ballot;

    @BeforeAll
    static void open() {
        election = PublicElection.open();
        ballot = election.cast();
    }

    @AfterAll
    static void close() {
        if (election != null) {
            election.close();
        }
    }

    private static PublicPage open(Browser browser, Texts texts) {
        return new PublicPage(browser, texts).open(election.address("find")).headed(texts.of("page.find.title"));
    }

    private static PublicPage look(PublicPage member, Texts texts, String tracker) {
        member.page().getByLabel(texts.of("page.find.tracker")).fill(tracker);
        return member.press(texts.of("page.find.go"));
    }

    private static void file(PublicPage member, String name, String text) {
        member.page()
                .getByLabel(ENGLISH.of("page.find.file"))
                .setInputFiles(new FilePayload(name, "application/jose", text.getBytes(StandardCharsets.UTF_8)));
    }

    private static void holds(PublicPage member, List<String> checks) {
        for (String check : checks) {
            assertThat(member.page().locator(".check-ok[data-check=" + check + "]"))
                    .isVisible();
        }
        assertThat(member.page().locator(".check-bad")).hasCount(0);
    }

    @Test
    void aBallotIsFoundByItsTrackerWithEveryCheckInWords(Browser browser) {
        for (Texts texts : List.of(ENGLISH, Texts.WELSH)) {
            try (PublicPage member = open(browser, texts)) {
                look(member, texts, ballot.tracker().toLowerCase(Locale.ROOT).replace('-', ' '));
                member.says(texts.of("page.find.found")).says(texts.of("page.find.check.inclusion"));
                holds(member, CHECKS);
                int index = election.ballots().get(0);
                assertThat(member.page().locator("a[href$='#" + index + "']")).isVisible();
                assertThat(member.page().locator(".outcome h2")).isFocused();
            }
        }
    }

    /** The tracker, the hash and the place of the ballot stay on the device. */
    @Test
    void nothingThatNamesTheBallotIsSent(Browser browser) {
        try (PublicPage member = open(browser, ENGLISH)) {
            look(member, ENGLISH, ballot.tracker()).says(ENGLISH.of("page.find.found"));
            String hash = ballot.voter().ballot().hex();
            assertThat(member.sent())
                    .isNotEmpty()
                    .noneMatch(request -> BoothPage.anywhere(ballot.tracker())
                            .matcher(request)
                            .find())
                    .noneMatch(request -> request.toLowerCase(Locale.ROOT).contains(hash.substring(0, 12)))
                    .noneMatch(request -> request.startsWith("POST"))
                    .noneMatch(request ->
                            request.contains("/entries/" + election.ballots().get(0) + " "));
        }
    }

    @Test
    void aReceiptFindsItsBallotAndIsCheckedItself(Browser browser) {
        try (PublicPage member = open(browser, ENGLISH)) {
            file(member, "urna-receipt.jws", ballot.receipt());
            member.says(ENGLISH.of("page.find.found"));
            holds(member, List.of("hash", "election", "checkpoint", "inclusion", "receipt"));
        }
    }

    @Test
    void aLinkBringsTheTrackerBehindTheHashAndItIsWipedFromTheAddress(Browser browser) {
        try (PublicPage member = new PublicPage(browser, ENGLISH)) {
            member.open(election.address("find") + "#" + ballot.tracker()).says(ENGLISH.of("page.find.found"));
            assertThat(member.page()).hasURL(election.address("find"));
        }
    }

    @Test
    void aTrackerThatIsNotOnTheBoardIsNotFound(Browser browser) {
        for (Texts texts : List.of(ENGLISH, Texts.WELSH)) {
            try (PublicPage member = open(browser, texts)) {
                look(member, texts, "T-00000-00000-00000-00000-00000").says(texts.of("page.find.absent"));
                assertThat(member.page().locator(".checks")).hasCount(0);
            }
        }
    }

    @Test
    void whatIsNoTrackerIsToldBeforeAnythingIsAsked(Browser browser) {
        try (PublicPage member = open(browser, ENGLISH)) {
            int before = member.sent().size();
            look(member, ENGLISH, "").says(ENGLISH.of("page.find.error.empty"));
            look(member, ENGLISH, ballot.tracker().substring(0, 12)).says(ENGLISH.of("page.find.error.length"));
            look(member, ENGLISH, ballot.tracker() + "!").says(ENGLISH.of("page.find.error.character"));
            file(member, "picture.png", "not a receipt");
            member.says(ENGLISH.of("page.find.error.file"));
            assertThat(member.sent()).hasSize(before);
        }
    }

    /** A code is refused, a mistyped one too, and is not left in the page. */
    @Test
    void aCodeIsRefusedAndCleared(Browser browser) {
        String code = election.election().codes().get(3);
        String mistyped = code.substring(0, 23) + (code.endsWith("7") ? "8" : "7");
        for (String typed : List.of(code, mistyped, code.replace("-", "").toLowerCase(Locale.ROOT))) {
            try (PublicPage member = open(browser, ENGLISH)) {
                int before = member.sent().size();
                member.page().getByLabel(ENGLISH.of("page.find.tracker")).fill(typed);
                if (!member.page()
                        .getByText(ENGLISH.of("page.find.code"))
                        .first()
                        .isVisible()) {
                    member.press(ENGLISH.of("page.find.go"));
                }
                member.says(ENGLISH.of("page.find.code")).says(ENGLISH.of("page.find.code.text"));
                assertThat(member.page().getByLabel(ENGLISH.of("page.find.tracker")))
                        .hasValue("");
                assertThat(member.page().content()).doesNotContainPattern(BoothPage.anywhere(typed));
                assertThat(member.sent()).hasSize(before);
            }
        }
    }

    @Test
    void anAlteredEntryIsCaught(Browser browser) {
        isCaught(
                browser,
                "**/entries?**",
                body -> body.replaceFirst("(\"type\":\"ballot\".*?\"alpha\":\")..", "$1AA"),
                "hash");
    }

    @Test
    void anAlteredTileIsCaught(Browser browser) {
        isCaughtInBytes(browser, "**/board/tile/0/**", bytes -> bytes[40] ^= 1, "inclusion");
    }

    @Test
    void anUnsignedStateOfTheBoardIsCaught(Browser browser) {
        isCaught(browser, "**/board/checkpoint", body -> body.replaceFirst("\n(\\d+)\n", "\n9$1\n"), "checkpoint");
    }

    @Test
    void anotherSealIsCaught(Browser browser) {
        isCaught(
                browser,
                "**/entries/*",
                body -> body.replaceFirst("\"maxBallotBytes\":\\d", "\"maxBallotBytes\":9"),
                "election");
    }

    /** A server that drops the ballot from its list cannot answer the receipt. */
    @Test
    void aBallotThatTheServerHidesLeavesTheReceiptAsEvidence(Browser browser) {
        try (PublicPage member = open(browser, ENGLISH)) {
            member.page()
                    .route(
                            "**/trackers?**",
                            route -> route.fulfill(
                                    new Route.FulfillOptions().setStatus(200).setBodyBytes(new byte[0])));
            file(member, "urna-receipt.jws", ballot.receipt());
            member.says(ENGLISH.of("page.find.absent.receipt"));
        }
    }

    private static void isCaught(Browser browser, String path, UnaryOperator<String> lie, String check) {
        try (PublicPage member = open(browser, ENGLISH)) {
            boolean[] lied = new boolean[1];
            member.page().route(path, route -> {
                APIResponse honest = route.fetch();
                String body = lie.apply(honest.text());
                lied[0] |= !body.equals(honest.text());
                route.fulfill(new Route.FulfillOptions().setResponse(honest).setBody(body));
            });
            fails(member, check);
            assertThat(lied[0]).isTrue();
        }
    }

    private static void isCaughtInBytes(
            Browser browser, String path, java.util.function.Consumer<byte[]> lie, String check) {
        try (PublicPage member = open(browser, ENGLISH)) {
            member.page().route(path, route -> {
                APIResponse honest = route.fetch();
                byte[] body = honest.body();
                lie.accept(body);
                route.fulfill(new Route.FulfillOptions().setResponse(honest).setBodyBytes(body));
            });
            fails(member, check);
        }
    }

    private static void fails(PublicPage member, String check) {
        look(member, ENGLISH, ballot.tracker())
                .says(ENGLISH.of("page.find.broken"))
                .says(ENGLISH.of("page.find.broken.text"));
        assertThat(member.page().locator(".check-bad[data-check=" + check + "]"))
                .isVisible();
        assertThat(member.page().getByText(ENGLISH.of("page.find.found"), new Page.GetByTextOptions().setExact(true)))
                .hasCount(0);
    }
}
