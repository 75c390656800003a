// SPDX-License-Identifier: Apache-2.0
package org.urna.acceptance.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every page in light and dark, on a narrow screen and with text twice as large: axe-core finds nothing serious, and nothing has to be
 * scrolled sideways. Leaves pictures under {@code target/screenshots}, to be looked at.
 */
@ExtendWith(InChromium.class)
class AccessibilityTest {

    private static final String AXE = axe();
    private static final String SERIOUS =
            "async () => (await axe.run()).violations.filter((v) => ['serious', 'critical'].includes(v.impact))"
                    + ".map((v) => v.id + ': ' + v.nodes.map((n) => n.target + ' ' + n.failureSummary).join('; '))";
    private static final List<String> PAGES = List.of("", "entries", "results", "find", "verify", "wall");
    private static final Path PICTURES = Path.of("target", "screenshots");

    private static PublicElection open;
    private static PublicElection finished;
    private static PublicElection.Cast ballot;
    private static BoothElection booth;

    @BeforeAll
    static void start() {
        open = PublicElection.open();
        ballot = open.cast();
        finished = PublicElection.finished();
        booth = new BoothElection("accessible");
    }

    @AfterAll
    static void close() {
        if (open != null) {
            open.close();
        }
        if (finished != null) {
            finished.close();
        }
        if (booth != null) {
            booth.close();
        }
    }

    static List<PublicPage.Look> looks() {
        return List.of(
                PublicPage.Look.PHONE, PublicPage.Look.DESKTOP, PublicPage.Look.NARROW, PublicPage.Look.LARGE_TEXT);
    }

    @ParameterizedTest
    @MethodSource("looks")
    void thePublicPagesAreAccessible(PublicPage.Look look, Browser browser) {
        List<String> found = new ArrayList<>();
        try (PublicPage reader = new PublicPage(browser, Texts.ENGLISH, look)) {
            found.addAll(seen(reader.open(open.first()).headed(Texts.ENGLISH.of("page.list.title")), look, "list"));
            for (PublicElection election : List.of(open, finished)) {
                String state = election.equals(open) ? "open" : "final";
                for (String page : PAGES) {
                    reader.open(election.address(page));
                    reader.page()
                            .locator("details")
                            .evaluateAll("all => all.slice(0, 3).forEach((each) => (each.open = true))");
                    found.addAll(
                            seen(reader.settled(), look, "election-" + state + (page.isEmpty() ? "" : "-" + page)));
                }
            }
            reader.open(open.first() + "e/" + "0".repeat(32) + "/").headed(Texts.ENGLISH.of("page.failed"));
            found.addAll(seen(reader, look, "election-missing"));
        }
        assertThat(found).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("looks")
    void theVerifyingPageIsAccessibleBeforeAndAfterItsWork(PublicPage.Look look, Browser browser) {
        List<String> found = new ArrayList<>();
        try (PublicPage reader = new PublicPage(browser, Texts.ENGLISH, look)) {
            reader.open(finished.verifying()).headed("Verify an election");
            found.addAll(seen(reader, look, "verify"));
            reader.press("Start verifying");
            PlaywrightAssertions.assertThat(reader.page().locator(".verdict h3"))
                    .containsText("Nothing failed, but not everything could be checked");
            reader.page().locator("details").evaluateAll("all => all.forEach((each) => (each.open = true))");
            found.addAll(seen(reader, look, "verify-report"));
        }
        assertThat(found).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("looks")
    void whatFindMyBallotAnswersIsAccessible(PublicPage.Look look, Browser browser) {
        List<String> found = new ArrayList<>();
        try (PublicPage member = new PublicPage(browser, Texts.ENGLISH, look)) {
            member.open(open.address("find") + "#" + ballot.tracker()).says(Texts.ENGLISH.of("page.find.found"));
            found.addAll(seen(member, look, "find-found"));
            member.open(open.address("find") + "?#T-00000-00000-00000-00000-00000")
                    .says(Texts.ENGLISH.of("page.find.absent"));
            found.addAll(seen(member, look, "find-absent"));
            member.open(open.address("find") + "?again#"
                            + open.election().codes().get(3))
                    .says(Texts.ENGLISH.of("page.find.code"));
            found.addAll(seen(member, look, "find-code"));
        }
        assertThat(found).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("looks")
    void thePagesHoldTheirShapeInWelsh(PublicPage.Look look, Browser browser) {
        List<String> found = new ArrayList<>();
        try (PublicPage reader = new PublicPage(browser, Texts.WELSH, look)) {
            found.addAll(wide(reader.open(open.first()).headed(Texts.WELSH.of("page.list.title")), "list"));
            for (String page : PAGES) {
                found.addAll(wide(reader.open(finished.address(page)), page));
            }
        }
        assertThat(found).isEmpty();
    }

    @Test
    void aKeyboardReachesTheContentAtOnceAndEveryPartOfThePage(Browser browser) {
        try (PublicPage reader = new PublicPage(browser, Texts.ENGLISH)) {
            reader.open(finished.address("results"));
            reader.page().keyboard().press("Tab");
            assertThat(focused(reader)).isEqualTo(Texts.ENGLISH.of("app.skip"));
            reader.page().keyboard().press("Enter");
            assertThat(reader.page().evaluate("() => document.activeElement.id"))
                    .isEqualTo("main");
            List<String> met = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                reader.page().keyboard().press("Tab");
                met.add(focused(reader));
            }
            assertThat(met)
                    .contains(
                            Texts.ENGLISH.of("page.nav.find"),
                            Texts.ENGLISH.of("page.results.csv"),
                            Texts.ENGLISH.of("page.results.bySection"));
        }
    }

    private static String focused(PublicPage reader) {
        return String.valueOf(reader.page().evaluate("() => document.activeElement.textContent.trim()"));
    }

    /** What axe and the width find; leaves a picture. */
    private static List<String> seen(PublicPage reader, PublicPage.Look look, String name) {
        return seen(reader.page(), reader.overflow(), look, name);
    }

    static List<String> seen(Page page, int overflow, PublicPage.Look look, String name) {
        List<String> found = new ArrayList<>();
        // Larger text changes no colour, role or name: only whether there is room for it.
        if (look.text() == 100) {
            page.evaluate(AXE);
            for (Object each : (List<?>) Objects.requireNonNull(page.evaluate(SERIOUS))) {
                found.add(name + " (" + look.name() + "): " + each);
            }
        }
        if (overflow > 0) {
            found.add(name + " (" + look.name() + ") is " + overflow + " pixels too wide");
        }
        page.screenshot(new Page.ScreenshotOptions()
                .setFullPage(true)
                .setPath(PICTURES.resolve(look.name()).resolve(name + ".png")));
        return found;
    }

    @ParameterizedTest
    @MethodSource("looks")
    void everyScreenOfTheBoothIsAccessible(PublicPage.Look look, Browser browser) {
        List<String> found = new ArrayList<>();
        try (BoothPage member = new BoothPage(browser, Texts.ENGLISH)) {
            Page page = member.page();
            look.wear(page);
            member.open(booth.address());
            found.addAll(seen(page, look, "booth-code"));
            member.begin(booth.link(booth.shortPaper()));
            found.addAll(seen(page, look, "booth-contest"));
            member.choose("Ada").press("booth.contest.toReview").sees("booth.review.title");
            found.addAll(seen(page, look, "booth-review"));
            member.press("booth.review.encrypt").sees("booth.encrypted.title");
            found.addAll(seen(page, look, "booth-encrypted"));
            member.press("booth.encrypted.test");
            found.addAll(seen(page, look, "booth-test"));
        }
        try (BoothPage member = new BoothPage(browser, Texts.ENGLISH)) {
            Page page = member.page();
            look.wear(page);
            String link = booth.link(booth.longPaper());
            member.begin(link).choose("Ada").press("booth.continue");
            found.addAll(seen(page, look, "booth-several"));
            member.choose("Alan").choose("Anita").press("booth.continue");
            found.addAll(seen(page, look, "booth-points"));
        }
        assertThat(found).isEmpty();
    }

    private static List<String> seen(Page page, PublicPage.Look look, String name) {
        return seen(page, PublicPage.overflow(page), look, name);
    }

    private static List<String> wide(PublicPage reader, String name) {
        return reader.overflow() > 0 ? List.of(name + " is " + reader.overflow() + " pixels too wide") : List.of();
    }

    private static String axe() {
        try (InputStream in = AccessibilityTest.class.getResourceAsStream("/axe.min.js")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
