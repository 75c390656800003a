// SPDX-License-Identifier: Apache-2.0
package org.urna.acceptance.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.urna.acceptance.harness.Election;
import org.urna.acceptance.harness.Elections;
import org.urna.acceptance.harness.Ended;
import org.urna.acceptance.harness.Home;
import org.urna.acceptance.harness.Http;
import org.urna.acceptance.harness.PollingBooth;
import org.urna.acceptance.harness.Programs;
import org.urna.acceptance.harness.RankedDraft;
import org.urna.acceptance.harness.ServerProcess;
import org.urna.crypto.ballot.Answer;
import org.urna.crypto.ballot.Preferences;
import org.urna.crypto.count.Count;
import org.urna.crypto.count.RankedInput;
import org.urna.crypto.count.RankedRules;
import org.urna.crypto.count.Ranking;
import org.urna.crypto.log.BoardPaths;
import org.urna.crypto.record.CountArtifact;
import org.urna.crypto.record.MessageEntry;
import org.urna.crypto.record.RankedResult;
import org.urna.crypto.record.ResultEntry;
import org.urna.crypto.record.Shuffle;

/**
 * A whole election by rankings: two members vote in Chromium, the others over HTTP, a candidate withdraws in between, two trustees mix
 * section by section, and everybody can recount what the results page offers.
 */
@ExtendWith(InChromium.class)
class RankedElectionTest {

    private static final int MEMBERS = 24;
    private static final int WITHDRAWN = 4;

    private static final List<List<Integer>> DEPUTY = List.of(
            List.of(1, 2, 3),
            List.of(2, 1),
            List.of(3, 2),
            List.of(1),
            List.of(4, 3, 1, 2),
            List.of(2, 3),
            List.of(),
            List.of(1, 4));
    private static final List<List<Integer>> COUNCIL =
            List.of(List.of(1, 2), List.of(1, 3, 2), List.of(2, 1), List.of(3, 2, 4), List.of(2, 5, 1), List.of());

    /** What the two members at a browser rank: one on a phone before the withdrawal, one at a desk after it. */
    private static final Map<Integer, List<List<Integer>>> AT_A_BROWSER = Map.of(
            0, List.of(List.of(2, 1), List.of(2, 4, 1)),
            2, List.of(List.of(3, 2, 1), List.of(1, 3, 2, 4, 5)));

    private static ServerProcess server;
    private static Election election;
    private static final List<String> FOUND = new ArrayList<>();

    @BeforeAll
    static void holdTheElection(Browser browser) {
        Home home = Home.create("ranked");
        server = ServerProcess.start(home, Map.of());
        Http http = server.http();
        election = Elections.ranked(home, server, MEMBERS);
        PollingBooth booth = election.booth(http);
        List<String> codes = election.codes();
        voteInChromium(browser, PublicPage.Look.PHONE, 0, codes.get(0));
        voteOverHttp(booth, codes, 1, MEMBERS / 2);
        election.decide(
                http,
                "candidate-withdrawn",
                Map.of("contest", RankedDraft.DEPUTY, "candidate", WITHDRAWN),
                "candidate-withdrew");
        voteInChromium(browser, PublicPage.Look.DESKTOP, 2, codes.get(2));
        voteOverHttp(booth, codes, MEMBERS / 2, MEMBERS);
        election.close(http);
        election.tally(http);
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    private static List<List<Integer>> meant(int member) {
        List<List<Integer>> atABrowser = AT_A_BROWSER.get(member);
        if (atABrowser != null) {
            return atABrowser;
        }
        List<Integer> deputy = DEPUTY.get(member % DEPUTY.size());
        return member % 2 == 0 ? List.of(deputy, COUNCIL.get(member / 2 % COUNCIL.size())) : List.of(deputy);
    }

    private static void voteOverHttp(PollingBooth booth, List<String> codes, int from, int to) {
        for (int member = from; member < to; member++) {
            if (!AT_A_BROWSER.containsKey(member)) {
                List<Answer> answers =
                        meant(member).stream().<Answer>map(Preferences::new).toList();
                booth.cast(server.http(), booth.encrypt(member, codes.get(member), answers));
            }
        }
    }

    private static void voteInChromium(Browser browser, PublicPage.Look look, int member, String code) {
        List<List<Integer>> meant = meant(member);
        try (BoothPage page = new BoothPage(browser, Texts.ENGLISH)) {
            look.wear(page.page());
            page.begin(election.place(server.http()) + "/vote#" + code).contest("Deputy");
            FOUND.addAll(seen(page, look, "booth-ranking-none"));
            assertThat(candidate(page, "Dee")
                            .locator("xpath=ancestor-or-self::li")
                            .first())
                    .containsText(member == 2 ? Texts.ENGLISH.of("booth.contest.withdrawn") : "Dee");
            rank(page, RankedDraft.DEPUTIES, meant.get(0)).press("booth.continue");
            rank(page.contest("Council"), RankedDraft.COUNCILLORS, meant.get(1));
            FOUND.addAll(seen(page, look, "booth-ranking"));
            page.press("booth.contest.toReview").sees("booth.review.title");
            FOUND.addAll(seen(page, look, "booth-ranking-review"));
            assertThat(page.page().locator(".booth-chosen").last().locator("li"))
                    .hasText(meant.get(1).stream()
                            .map(candidate -> RankedDraft.COUNCILLORS.get(candidate - 1))
                            .toArray(String[]::new));
            page.press("booth.review.encrypt").sees("booth.encrypted.title");
            page.press("booth.encrypted.cast").sees("booth.cast.title");
        }
    }

    private static BoothPage rank(BoothPage page, List<String> names, List<Integer> ranking) {
        ranking.forEach(each -> candidate(page, names.get(each - 1)).click());
        return page;
    }

    private static Locator candidate(BoothPage page, String name) {
        return page.page().locator(".booth-add").filter(new Locator.FilterOptions().setHasText(name));
    }

    private static List<String> seen(BoothPage page, PublicPage.Look look, String name) {
        return AccessibilityTest.seen(page.page(), PublicPage.overflow(page.page()), look, name);
    }

    @Test
    void theRankingScreensAreAccessible() {
        assertThat(FOUND).isEmpty();
    }

    @Test
    void theVerifierPassesEveryMixOfEverySection() {
        Ended verified = election.verify(server.http()).expect(0);
        assertThat(verified.output()).contains("shuffle", "lot", "decryption");
        List<Shuffle> shuffles = election.board(server.http()).read().stream()
                .filter(entry -> entry instanceof MessageEntry each && each.message() instanceof Shuffle)
                .map(entry -> (Shuffle) ((MessageEntry) entry).message())
                .toList();
        assertThat(shuffles)
                .extracting(each -> each.contest() + "/" + each.section() + "/" + each.step())
                .containsExactlyInAnyOrder(
                        "deputy/north/1",
                        "deputy/north/2",
                        "deputy/south/1",
                        "deputy/south/2",
                        "council//1",
                        "council//2");
        assertThat(shuffles).extracting(Shuffle::trustee).containsOnly(1, 2);
    }

    @Test
    void theCountIsThatOfWhatTheMembersRanked() throws Exception {
        RankedResult deputy = result(RankedDraft.DEPUTY);
        assertThat(deputy.withdrawn()).containsExactly(WITHDRAWN);
        assertThat(deputy.total()).isEqualTo(new RankedResult.Totals(MEMBERS, 3, 0));
        assertThat(deputy.sections())
                .extracting(each -> each.totals().ballots())
                .containsExactly(MEMBERS / 2L, MEMBERS / 2L);
        assertThat(deputy.elected()).containsExactly(1);
        assertThat(count(deputy)).isEqualTo(counted(0, RankedDraft.DEPUTIES, 1, "irv-1", Set.of(WITHDRAWN)));
        RankedResult council = result(RankedDraft.COUNCIL);
        assertThat(council.elected()).containsExactly(2, 1);
        assertThat(council.total().blank()).isEqualTo(2);
        assertThat(count(council)).isEqualTo(counted(1, RankedDraft.COUNCILLORS, 2, "stv-scotland-2007", Set.of()));
    }

    /** What is expected, from what the members meant; the rankings are chosen so that no tie is left to lots. */
    private static Count counted(int contest, List<String> names, int seats, String rule, Set<Integer> withdrawn) {
        List<Ranking> ballots = IntStream.range(0, MEMBERS)
                .mapToObj(RankedElectionTest::meant)
                .filter(paper -> paper.size() > contest)
                .map(paper -> Ranking.of(paper.get(contest)))
                .toList();
        List<Integer> lots = IntStream.rangeClosed(1, names.size()).boxed().toList();
        Count count = RankedRules.named(rule).count(RankedInput.of(names.size(), seats, ballots, withdrawn, lots));
        assertThat(count.ties()).noneMatch(tie -> tie.settledBy().equals("lot"));
        return count;
    }

    private static RankedResult result(String contest) {
        return election.board(server.http()).read().stream()
                .filter(ResultEntry.class::isInstance)
                .map(entry -> (RankedResult) ((ResultEntry) entry).body())
                .filter(each -> each.contest().equals(contest))
                .findFirst()
                .orElseThrow();
    }

    private static Count count(RankedResult result) throws Exception {
        return CountArtifact.read(server.http()
                .get("/e/" + election.id() + "/board/"
                        + BoardPaths.artifact(result.count().sha256().bytes())));
    }

    /** A scrutineer saves the rankings from the results page and counts them with the verifier's program. */
    @Test
    void theSavedRankingsCountToTheSameStages(Browser browser) throws Exception {
        for (String contest : List.of(RankedDraft.DEPUTY, RankedDraft.COUNCIL)) {
            Path saved = election.home().folder().resolve(contest + ".blt");
            try (PublicPage reader = new PublicPage(browser, Texts.ENGLISH, PublicPage.Look.DESKTOP)) {
                reader.open(election.place(server.http()) + "/results");
                Locator section = reader.page().locator("section[aria-labelledby='result-" + contest + "']");
                Download download = reader.page()
                        .waitForDownload(() -> section.getByText(Texts.ENGLISH.of("page.results.blt"))
                                .click());
                Files.copy(download.path(), saved);
            }
            Count published = count(result(contest));

            Ended counted = Programs.VERIFIER
                    .run(election.home().log(), "count", saved.toString(), "--rule", published.rule(), "--json")
                    .expect(0);

            List<String> names = contest.equals(RankedDraft.DEPUTY) ? RankedDraft.DEPUTIES : RankedDraft.COUNCILLORS;
            JsonNode json = new JsonMapper().readTree(counted.output());
            assertThat(json.path("winners"))
                    .extracting(JsonNode::asText)
                    .isEqualTo(published.elected().stream()
                            .map(each -> names.get(each - 1))
                            .toList());
            assertThat(json.path("validVotes").asLong()).isEqualTo(published.valid());
            assertThat(json.path("stages")).hasSameSizeAs(published.stages());
            for (int i = 0; i < published.stages().size(); i++) {
                assertThat(votes(json.path("stages").path(i), names))
                        .isEqualTo(published.stages().get(i).votes().stream()
                                .map(votes -> votes.toPlainString())
                                .toList());
            }
        }
    }

    private static List<String> votes(JsonNode stage, List<String> names) {
        Map<String, String> votes = new HashMap<>();
        stage.path("votes")
                .properties()
                .forEach(each -> votes.put(each.getKey(), each.getValue().asText()));
        return names.stream().map(votes::get).toList();
    }

    @Test
    void theResultsPageIsAccessibleAndSaysEveryRound(Browser browser) {
        for (PublicPage.Look look : List.of(PublicPage.Look.PHONE, PublicPage.Look.DESKTOP)) {
            try (PublicPage reader = new PublicPage(browser, Texts.ENGLISH, look)) {
                reader.open(election.place(server.http()) + "/results");
                Locator deputy = reader.page().locator("section[aria-labelledby='result-deputy']");
                assertThat(deputy.locator("ol.stages > li")).hasCount(2);
                assertThat(deputy.locator(".winner")).containsText("Ada");
                assertThat(AccessibilityTest.seen(reader.page(), reader.overflow(), look, "results-ranked-real"))
                        .isEmpty();
            }
        }
    }
}
