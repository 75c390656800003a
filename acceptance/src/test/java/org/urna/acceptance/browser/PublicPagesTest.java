// SPDX-License-Identifier: Apache-2.0
package org.urna.acceptance.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What everybody can read about an election, in English and in Welsh. */
@ExtendWith(InChromium.class)
class PublicPagesTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String UNKNOWN = "0".repeat(32);

    private static PublicElection open;
    private static PublicElection finished;

    @BeforeAll
    static void start() {
        open = PublicElection.open();
        finished = PublicElection.finished();
    }

    @AfterAll
    static void close() {
        if (open != null) {
            open.close();
        }
        if (finished != null) {
            finished.close();
        }
    }

    static List<Named<Texts>> languages() {
        return List.of(Named.of("English", Texts.ENGLISH), Named.of("Welsh", Texts.WELSH));
    }

    private static String title(Texts texts) {
        return texts.language().equals("cy") ? "Etholiadau’r gymdeithas" : "Society elections";
    }

    @ParameterizedTest
    @MethodSource("languages")
    void theListNamesEveryElectionAndFindsOneByItsTitle(Texts texts, Browser browser) {
        try (PublicPage reader = new PublicPage(browser, texts)) {
            reader.open(open.first())
                    .headed(texts.of("page.list.title"))
                    .says(texts.of("page.list.open"))
                    .says(title(texts));
            assertThat(reader.page()).hasTitle(texts.of("page.list.title") + " – Urna");
            assertThat(reader.page().locator("html")).hasAttribute("lang", texts.language());

            reader.page().getByLabel(texts.of("page.list.search")).fill("nothing of that name");
            assertThat(reader.page().getByText(title(texts))).hasCount(0);
            reader.page()
                    .getByLabel(texts.of("page.list.search"))
                    .fill(title(texts).substring(0, 5).toUpperCase(java.util.Locale.ROOT));
            assertThat(reader.page().getByText(title(texts))).hasCount(1);
        }
    }

    @ParameterizedTest
    @MethodSource("languages")
    void anElectionSaysWhenItClosesWhatIsVotedOnAndWhoRunsIt(Texts texts, Browser browser) {
        boolean welsh = texts.language().equals("cy");
        try (PublicPage reader = new PublicPage(browser, texts)) {
            reader.open(open.address("")).headed(title(texts));
            assertThat(reader.page()).hasTitle(title(texts) + " – Urna");
            reader.says(texts.of("page.state.open.text"))
                    .says(welsh ? "Cadeirydd" : "Chair")
                    .says(welsh ? "Mae’n arwain y gymdeithas." : "Leads the society.");
            reader.says("<b>Grace</b> & \"Co\"")
                    .says("Émilie")
                    .says(texts.of("page.contest.one"))
                    .says(texts.of("page.overview.trustees"));
            reader.says(texts.of("page.overview.witnesses.none")).says(texts.of("page.overview.registrar.server"));
            assertThat(reader.page().locator("a[href$='/vote']")).hasText(texts.of("page.vote"));
            String month = texts.of("date.months")
                    .split("\\|", -1)[
                    java.time.ZonedDateTime.now(java.time.ZoneOffset.UTC)
                                    .plusDays(7)
                                    .getMonthValue()
                            - 1];
            reader.says(month);
        }
    }

    @ParameterizedTest
    @MethodSource("languages")
    void beforeTheResultThePageSaysWhenToExpectIt(Texts texts, Browser browser) {
        try (PublicPage reader = new PublicPage(browser, texts)) {
            reader.open(open.address("results"))
                    .headed(texts.of("page.results.title"))
                    .says(texts.of("page.results.notYet"));
            assertThat(reader.page()).hasTitle(texts.of("page.results.title") + " – " + title(texts) + " – Urna");
        }
    }

    @ParameterizedTest
    @MethodSource("languages")
    void theBoardExplainsEveryEntry(Texts texts, Browser browser) {
        int entries = finished.board().entries().size();
        try (PublicPage reader = new PublicPage(browser, texts)) {
            reader.open(finished.address("entries"))
                    .headed(texts.of("page.board.title"))
                    .says(texts.of("page.entry.manifest"));
            List<String> sentences = new ArrayList<>();
            for (int from = 0; from < entries; from += 25) {
                reader.page().navigate(finished.address("entries") + "#" + from);
                assertThat(reader.page().locator("article[id='" + from + "']")).isVisible();
                assertThat(reader.page().locator("article[id='" + from + "']")).isFocused();
                sentences.addAll(reader.page().locator("article > p").allInnerTexts());
            }
            assertThat(sentences)
                    .hasSize(entries)
                    .noneMatch(text -> text.contains("page.") || text.contains("{") || text.isBlank());
            assertThat(reader.page().locator("main").innerText())
                    .doesNotContain("page.entry")
                    .contains(texts.of("page.entry.final"));
        }
    }

    @Test
    void anEntryShowsItsExactBytes(Browser browser) {
        int last = finished.board().entries().size() - 1;
        String bytes = new String(finished.board().entries().get(last), StandardCharsets.US_ASCII);
        try (PublicPage reader = new PublicPage(browser, Texts.ENGLISH)) {
            reader.open(finished.address("entries"));
            reader.page()
                    .getByRole(com.microsoft.playwright.options.AriaRole.TEXTBOX)
                    .fill(String.valueOf(last));
            reader.press(Texts.ENGLISH.of("page.board.go"));
            Locator entry = reader.page().locator("article[id='" + last + "']");
            entry.locator("summary").click();
            assertThat(entry.locator("pre")).hasText(bytes);
        }
    }

    @ParameterizedTest
    @MethodSource("languages")
    void theResultsAreThoseOfTheBoard(Texts texts, Browser browser) throws IOException {
        List<JsonNode> results = new ArrayList<>();
        for (byte[] entry : finished.board().entries()) {
            JsonNode read = JSON.readTree(entry);
            if (read.path("type").asText().equals("result")) {
                results.add(read.path("result"));
            }
        }
        assertThat(results).hasSize(2);
        try (PublicPage reader = new PublicPage(browser, texts, PublicPage.Look.DESKTOP)) {
            reader.open(finished.address("results")).headed(texts.of("page.results.title"));
            for (JsonNode result : results) {
                String contest = result.path("contest").asText();
                Locator shown = reader.page().locator("section[aria-labelledby='result-" + contest + "']");
                for (int i = 0; i < result.path("total").path("votes").size(); i++) {
                    String name = "Candidate " + (i + 1) + " for " + contest;
                    Locator row =
                            shown.locator("> table tbody tr").filter(new Locator.FilterOptions().setHasText(name));
                    assertThat(row.locator("td").first())
                            .hasText(result.path("total").path("votes").path(i).asText());
                    boolean elected = holds(result.path("elected"), i + 1);
                    assertThat(row.getByText(
                                    texts.of("page.results.elected"), new Locator.GetByTextOptions().setExact(true)))
                            .hasCount(elected ? 1 : 0);
                    if (elected) {
                        assertThat(shown.locator(".winner")).containsText(name);
                    }
                }
                if (result.path("total").path("blank").asInt() > 0) {
                    assertThat(shown.locator("> table tbody tr")
                                    .filter(new Locator.FilterOptions().setHasText(texts.of("page.results.blank")))
                                    .locator("td")
                                    .first())
                            .hasText(result.path("total").path("blank").asText());
                }
            }
            reader.says(texts.of("page.turnout.bySection"));
            assertThat(reader.page().locator("a[download]")).hasCount(2);
        }
    }

    private static boolean holds(JsonNode numbers, int sought) {
        for (JsonNode number : numbers) {
            if (number.asInt() == sought) {
                return true;
            }
        }
        return false;
    }

    @Test
    void theBrowserItselfVerifiesTheWholeElectionFromThisServersFiles(Browser browser) {
        try (PublicPage reader = new PublicPage(browser, Texts.ENGLISH, PublicPage.Look.DESKTOP)) {
            reader.open(finished.address("verify"));
            String boardKey = reader.page().locator("code.anchor").first().innerText();
            reader.page()
                    .getByRole(
                            AriaRole.LINK,
                            new Page.GetByRoleOptions().setName(Texts.ENGLISH.of("page.verify.browser.open")))
                    .click();
            reader.headed("Verify an election").says("From this server: Chair and council");
            reader.page().getByLabel("Board key or fingerprint").fill(boardKey);
            reader.press("Start verifying");

            assertThat(reader.page().locator(".verdict h3")).containsText("Every check ran and held");
            assertThat(reader.page().locator("[data-outcome=PASS]")).not().hasCount(0);
            assertThat(reader.page().locator("[data-outcome=FAIL], [data-outcome=NOT_CHECKED]"))
                    .hasCount(0);
        }
    }

    @ParameterizedTest
    @MethodSource("languages")
    void verifyingIsExplainedWithThisElectionsAddressKeyAndFingerprint(Texts texts, Browser browser) {
        String key = finished.election().boardKey(finished.server().http());
        try (PublicPage reader = new PublicPage(browser, texts)) {
            reader.open(finished.address("verify"))
                    .headed(texts.of("page.verify.title"))
                    .says(texts.of("page.verify.elsewhere"));
            reader.says("java -jar verifier.jar verify "
                    + finished.election().place(finished.server().http()) + " --board-key " + key);
            reader.says(finished.election()
                    .booth(finished.server().http())
                    .fingerprint()
                    .hex());
            reader.says(texts.of("page.verify.trust.device"));
        }
    }

    @ParameterizedTest
    @MethodSource("languages")
    void anElectionThatIsNotThereIsSaidToBeMissing(Texts texts, Browser browser) {
        for (String page : List.of("", "results", "entries", "find", "verify")) {
            try (PublicPage reader = new PublicPage(browser, texts)) {
                reader.open(open.first() + "e/" + UNKNOWN + "/" + page)
                        .headed(texts.of("page.failed"))
                        .says(texts.of("app.error.not-found"));
            }
        }
    }

    @Test
    void aServerThatFailsOrIsOutOfReachIsSaidToBeSoAndCanBeAskedAgain(Browser browser) {
        try (PublicPage reader = new PublicPage(browser, Texts.ENGLISH)) {
            String api = "**/api/v1/elections/" + open.election().id();
            reader.page()
                    .route(
                            api,
                            route -> route.fulfill(
                                    new Route.FulfillOptions().setStatus(503).setBody("")));
            reader.open(open.address("")).says(Texts.ENGLISH.of("app.error.server"));
            reader.page().unroute(api);
            reader.page().route(api, Route::abort);
            reader.press(Texts.ENGLISH.of("app.retry")).says(Texts.ENGLISH.of("app.error.offline"));
            reader.page().unroute(api);
            reader.press(Texts.ENGLISH.of("app.retry")).headed("Society elections");
        }
    }

    @Test
    void theLanguageIsChosenOnThePageAndRemembered(Browser browser) {
        try (PublicPage reader = new PublicPage(browser, Texts.ENGLISH)) {
            reader.open(open.address(""))
                    .press("Cymraeg")
                    .headed("Etholiadau’r gymdeithas")
                    .says(Texts.WELSH.of("page.state.open.text"));
            assertThat(reader.page().locator("html")).hasAttribute("lang", "cy");
            reader.open(open.address("results")).headed(Texts.WELSH.of("page.results.title"));
        }
    }

    /** G2: names are text, whatever they hold; their direction stays theirs; the page keeps its shape. */
    @Test
    void hostileNamesAreShownAsText(Browser browser) {
        String script =
                "</script><script>document.title='owned'</script><svg onload=document.title='owned'><img src=x onerror=document.title='owned'>";
        String reversed = "\u202Eevil\u202C\u2067name";
        String longest = "W".repeat(200);
        for (PublicPage.Look look : List.of(PublicPage.Look.NARROW, PublicPage.Look.DESKTOP)) {
            try (PublicPage reader = new PublicPage(browser, Texts.ENGLISH, look)) {
                reader.page()
                        .route(
                                "**/entries/0",
                                route -> route.fulfill(new Route.FulfillOptions()
                                        .setResponse(route.fetch())
                                        .setBody(route.fetch()
                                                .text()
                                                .replace("Candidate 1 for chair", json(script))
                                                .replace("Candidate 2 for chair", json(reversed))
                                                .replace("Candidate 3 for chair", json(longest)))));
                for (String page : List.of("", "results")) {
                    reader.open(finished.address(page))
                            .says(script)
                            .says(reversed)
                            .says(longest);
                    assertThat(reader.page()
                                    .getByText(reversed, new Page.GetByTextOptions().setExact(true))
                                    .first())
                            .isVisible();
                    assertThat(
                                    reader.page()
                                            .evaluate(
                                                    "() => [...document.querySelectorAll('main bdi')].some((e) => e.textContent.includes('evil'))"))
                            .isEqualTo(true);
                    assertThat(reader.page().locator("main script, main img, main [onload]"))
                            .hasCount(0);
                    assertThat(reader.page().title()).doesNotContain("owned");
                    assertThat(reader.overflow()).isLessThanOrEqualTo(0);
                }
            }
        }
    }

    private static String json(String text) {
        String quoted = JSON.getNodeFactory().textNode(text).toString();
        return quoted.substring(1, quoted.length() - 1);
    }
}
