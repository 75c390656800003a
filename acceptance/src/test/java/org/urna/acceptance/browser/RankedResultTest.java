// SPDX-License-Identifier: Apache-2.0
package org.urna.acceptance.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.urna.crypto.group.Hex;
import org.urna.crypto.hash.Sha256;

/**
 * How the results page shows a ranked contest: the published form of docs/protocol.md §12.3, put beside a finished election's results. That
 * the figures are right is the counter's and the verifier's affair.
 */
@ExtendWith(InChromium.class)
class RankedResultTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final List<String> NAMES = List.of("Ada", "Grace", "Émilie");
    private static final String RANKINGS =
            "[2,[]]\n[201,[1]]\n[199,[2,1]]\n[9,[3]]\n[20,[3,1]]\n[61,[3,2]]\n[1,[3,2,1]]\n";

    private static PublicElection finished;

    @BeforeAll
    static void start() {
        finished = PublicElection.finished();
    }

    @AfterAll
    static void close() {
        if (finished != null) {
            finished.close();
        }
    }

    static List<Named<Texts>> languages() {
        return List.of(Named.of("English", Texts.ENGLISH), Named.of("Welsh", Texts.WELSH));
    }

    @ParameterizedTest
    @MethodSource("languages")
    void everyRoundIsSaidDrawnAndTabled(Texts texts, Browser browser) throws IOException {
        for (PublicPage.Look look : AccessibilityTest.looks()) {
            try (PublicPage reader = reader(browser, texts, look, count())) {
                Locator result = result(reader);
                assertThat(result.locator(".winner")).containsText("Grace");
                assertThat(result.locator("ol.stages > li")).hasCount(2);
                assertThat(result.locator("ol.stages > li").last())
                        .containsText(texts.of("page.rounds.kind.exclusion", "names", "Émilie"));
                assertThat(result.locator(".flow svg rect")).not().hasCount(0);
                Locator grace =
                        result.locator("table tbody tr").filter(new Locator.FilterOptions().setHasText("Grace"));
                assertThat(grace.locator("td").first()).containsText("199 (40.6%)");
                assertThat(grace.locator("td").last()).containsText("260 (54.1%)");
                Locator unmoved = result.locator("table tbody tr")
                        .filter(new Locator.FilterOptions().setHasText(texts.of("page.rounds.nonTransferable")));
                assertThat(unmoved.locator("td").last()).hasText("9");
                assertThat(result.locator("table tbody tr").last().locator("th, td"))
                        .hasText(new String[] {texts.of("page.rounds.needed"), "246", "241"});
                assertThat(AccessibilityTest.seen(
                                reader.page(), reader.overflow(), look, "results-ranked-" + texts.language()))
                        .isEmpty();
            }
        }
    }

    @Test
    void theRankingsAreSavedAsBlt(Browser browser) throws IOException {
        try (PublicPage reader = reader(browser, Texts.ENGLISH, PublicPage.Look.PHONE, count())) {
            Download saved = reader.page().waitForDownload(() -> reader.press(Texts.ENGLISH.of("page.results.blt")));
            assertThat(saved.suggestedFilename()).isEqualTo("deputy.blt");
            assertThat(Files.readString(saved.path()))
                    .isEqualTo(
                            "3 1\n2 0\n201 1 0\n199 2 1 0\n9 3 0\n20 3 1 0\n61 3 2 0\n1 3 2 1 0\n0\n\"Ada\"\n\"Grace\"\n\"Émilie\"\n\"Deputy\"\n");
        }
    }

    /** The result names the count by its hash: another one is not shown. */
    @Test
    void aCountThatTheResultDoesNotNameIsNotShown(Browser browser) throws IOException {
        String altered = new String(count(), StandardCharsets.UTF_8).replace("\"260\"", "\"360\"");
        try (PublicPage reader =
                reader(browser, Texts.ENGLISH, PublicPage.Look.PHONE, altered.getBytes(StandardCharsets.UTF_8))) {
            assertThat(result(reader)).containsText(Texts.ENGLISH.of("app.error.artifact-altered"));
            assertThat(result(reader)).not().containsText("360");
        }
    }

    private static Locator result(PublicPage reader) {
        return reader.page().locator("section[aria-labelledby='result-deputy']");
    }

    private static PublicPage reader(Browser browser, Texts texts, PublicPage.Look look, byte[] served)
            throws IOException {
        PublicPage reader = new PublicPage(browser, texts, look);
        String count = hash(count());
        String rankings = hash(RANKINGS.getBytes(StandardCharsets.UTF_8));
        changed(
                reader,
                "**/api/**/entries/0",
                entry -> ((ArrayNode) entry.path("manifest").path("contests")).add(contest()));
        changed(
                reader,
                "**/api/**/results",
                results -> ((ArrayNode) results.path("results"))
                        .addObject()
                        .put("index", 1)
                        .set("result", result(rankings, count)));
        reader.page()
                .route("**/artifact/" + count, route -> route.fulfill(new Route.FulfillOptions().setBodyBytes(served)));
        reader.page()
                .route("**/artifact/" + rankings, route -> route.fulfill(new Route.FulfillOptions().setBody(RANKINGS)));
        return reader.open(finished.address("results")).headed(texts.of("page.results.title"));
    }

    private static void changed(PublicPage reader, String path, java.util.function.Consumer<JsonNode> change) {
        UnaryOperator<String> rewrite = text -> {
            try {
                JsonNode read = JSON.readTree(text);
                change.accept(read);
                return JSON.writeValueAsString(read);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
        reader.page().route(path, route -> {
            APIResponse honest = route.fetch();
            route.fulfill(new Route.FulfillOptions().setResponse(honest).setBody(rewrite.apply(honest.text())));
        });
    }

    private static ObjectNode contest() {
        ObjectNode contest = JSON.createObjectNode().put("id", "deputy").put("kind", "ranked");
        contest.set("title", JSON.createObjectNode().put("en", "Deputy"));
        contest.put("rule", "irv-1").put("seats", 1).put("order", "fixed").put("bySection", false);
        ArrayNode candidates = contest.putArray("candidates");
        NAMES.forEach(name ->
                candidates.addObject().set("name", JSON.createObjectNode().put("en", name)));
        return contest.put("maxRanks", 3);
    }

    private static ObjectNode result(String rankings, String count) {
        ObjectNode result = JSON.createObjectNode()
                .put("contest", "deputy")
                .put("kind", "ranked")
                .put("rule", "irv-1")
                .put("counted", true)
                .put("seats", 1);
        result.putArray("sections");
        result.putObject("total").put("ballots", 493).put("blank", 2).put("spoilt", 0);
        result.putArray("withdrawn");
        result.putArray("elected").add(2);
        result.putArray("ties");
        result.putObject("rankings").put("sha256", rankings).put("length", RANKINGS.length());
        result.putObject("count").put("sha256", count).put("length", 1);
        return result;
    }

    private static byte[] count() throws IOException {
        return Files.readString(Path.of("src", "test", "resources", "browser", "deputy-count.json"))
                .strip()
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String hash(byte[] bytes) {
        return Hex.encode(Sha256.hash(bytes));
    }
}
