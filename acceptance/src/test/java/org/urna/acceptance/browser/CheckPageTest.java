// SPDX-License-Identifier: Apache-2.0
package org.urna.acceptance.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.urna.crypto.MalformedException;
import org.urna.crypto.record.ChallengeFile;
import org.urna.crypto.record.Opened;
import org.urna.crypto.record.Tracker;

/** The page that checks a test ballot, opened from the disk without a network, with an election and a challenge file made by Java. */
@ExtendWith(InChromium.class)
class CheckPageTest {

    private static final Path EXAMPLES = Path.of("..", "docs", "examples");

    private final List<String> asked = new ArrayList<>();
    private final List<String> errors = new ArrayList<>();
    private BrowserContext context;
    private Page page;

    @BeforeEach
    void open(Browser browser) {
        context = browser.newContext(
                new Browser.NewContextOptions().setLocale("en-GB").setOffline(true));
        page = context.newPage();
        page.onRequest(request -> asked.add(request.url()));
        page.onPageError(errors::add);
        page.onConsoleMessage(message -> errors.add(message.text()));
        page.navigate(WebFolder.WEB
                .resolve("check/check.html")
                .toAbsolutePath()
                .normalize()
                .toUri()
                .toString());
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
                .hasText("Check a test ballot");
    }

    @AfterEach
    void nothingWasAskedForAndNothingFailed() {
        context.close();
        assertThat(errors).isEmpty();
        assertThat(asked).allMatch(url -> url.startsWith("file:") && url.endsWith("/check.html"));
    }

    @Test
    @DisplayName("C7: an honest challenge file matches, and the page says what the ballot contains")
    void anHonestFileMatchesAndIsShownInWords() throws IOException, MalformedException {
        choose("Choose the test file", "challenge.json", example("challenge.json"));
        assertThat(page.locator("main")).containsText("this page needs the election file too");
        choose("Choose the election file", "election.json", electionFile(example("entry-setup.json")));

        assertThat(page.locator(".verdict")).hasText("Match. The ballot encrypts exactly the choices below.");
        ChallengeFile file = ChallengeFile.read(example("challenge.json").getBytes(StandardCharsets.US_ASCII));
        assertThat(page.locator("main"))
                .containsText(Tracker.of(file.ballot().hash()).toString());
        assertThat(page.locator("article")).hasCount(file.openings().size());
        for (int i = 0; i < file.openings().size(); i++) {
            Locator shown = page.locator("article").nth(i);
            if (!(file.openings().get(i) instanceof Opened.Additive opened)) {
                assertThat(shown.getByText("Ranked, first choice first")).hasCount(1);
                continue;
            }
            List<String> chosen = IntStream.range(0, opened.options().size())
                    .filter(j -> opened.options().get(j).m() == 1)
                    .mapToObj(j -> "Candidate " + (j + 1) + " for " + opened.contest())
                    .toList();
            assertThat(shown.locator(".choice li")).hasText(chosen.toArray(String[]::new));
            assertThat(shown.getByText("Left blank")).hasCount(chosen.isEmpty() ? 1 : 0);
        }
    }

    @Test
    @DisplayName("C7: a challenge file that states other choices than the ballot encrypts does not match, in Welsh too")
    void anAlteredFileDoesNotMatch() throws IOException {
        choose("Choose the election file", "election.json", electionFile(example("entry-setup.json")));
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Cymraeg"))
                .click();
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
                .hasText("Gwirio pleidlais brawf");
        assertThat(page.locator("html")).hasAttribute("lang", "cy");

        choose(
                "Dewis y ffeil brawf",
                "challenge.json",
                example("challenge.json").replaceFirst("\\[0,\"", "[1,\""));
        assertThat(page.locator(".verdict")).containsText("Nid yw’n cyfateb");
        assertThat(page.locator("article")).hasCount(0);

        choose("Dewis y ffeil brawf", "challenge.json", example("challenge.json"));
        assertThat(page.locator(".verdict")).containsText("Mae’n cyfateb");
    }

    @Test
    @DisplayName("C7: an election file with another key than the officers signed is refused")
    void anElectionFileThatOfficersDidNotSignIsRefused() throws IOException {
        choose("Choose the test file", "challenge.json", example("challenge.json"));
        String setup = example("entry-setup.json");
        choose(
                "Choose the election file",
                "election.json",
                electionFile(setup.replace("\"sequence\":", "\"sequence\":7")));

        assertThat(page.locator(".verdict")).hasText("Not confirmed: test file and election could not be compared.");
        assertThat(page.locator("main")).containsText("officers");
        assertThat(page.locator("article")).hasCount(0);
    }

    @Test
    void aFileThatIsNoChallengeIsNotConfirmed() throws IOException {
        choose("Choose the election file", "election.json", electionFile(example("entry-setup.json")));
        choose("Choose the test file", "notes.json", "{\"ballot\": 1}");

        assertThat(page.locator(".verdict")).hasText("Not confirmed: test file and election could not be compared.");
    }

    private void choose(String label, String name, String content) {
        page.getByLabel(label)
                .setInputFiles(new FilePayload(name, "application/json", content.getBytes(StandardCharsets.UTF_8)));
    }

    private static String example(String name) throws IOException {
        return Files.readString(EXAMPLES.resolve(name), StandardCharsets.US_ASCII);
    }

    private static String electionFile(String setup) throws IOException {
        Map<String, String> file = new LinkedHashMap<>();
        file.put("type", "election");
        file.put("manifestEntry", example("entry-manifest.json"));
        file.put("setupEntry", setup);
        return new JsonMapper().writeValueAsString(file);
    }
}
