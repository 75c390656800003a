// SPDX-License-Identifier: Apache-2.0
package org.urna.acceptance.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.urna.acceptance.harness.Home;
import org.urna.acceptance.harness.Programs;

/** The page that {@code verifier verify --html} writes, opened from disk, of a good board and of a broken one. */
@ExtendWith(InChromium.class)
class ReportPageTest {

    private static final Path SAMPLE = Path.of("..", "verifier-cli", "src", "test", "resources", "sample")
            .toAbsolutePath()
            .normalize();

    @Test
    void theReportIsAccessibleInBothLanguagesAndFitsAPhone(Browser browser) throws IOException {
        Home home = Home.create("report");
        Path broken = home.folder().resolve("broken");
        Home.copy(SAMPLE.resolve("board"), broken);
        try (var artifacts = Files.list(broken.resolve("artifact"))) {
            Files.delete(artifacts.findFirst().orElseThrow());
        }
        String key = Files.readString(SAMPLE.resolve("board-key")).strip();
        List<String> found = new ArrayList<>();
        for (String language : List.of("en", "cy")) {
            Path good = home.folder().resolve("good-" + language + ".html");
            Path bad = home.folder().resolve("bad-" + language + ".html");
            write(home, SAMPLE, key, good, language, 0);
            write(home, broken, key, bad, language, 1);
            for (PublicPage.Look look : AccessibilityTest.looks()) {
                for (Path file : List.of(good, bad)) {
                    try (Page page = browser.newPage()) {
                        look.wear(page);
                        page.navigate(file.toUri().toString());
                        String name = "report-" + file.getFileName().toString().replace(".html", "");
                        found.addAll(AccessibilityTest.seen(page, PublicPage.overflow(page), look, name));
                        assertThat(page.getAttribute("html", "lang")).isEqualTo(language);
                    }
                }
            }
        }
        assertThat(found).isEmpty();
    }

    private static void write(Home home, Path board, String key, Path page, String language, int status) {
        Programs.VERIFIER
                .run(
                        home.log(),
                        "verify",
                        board.toString(),
                        "--board-key",
                        key,
                        "--html",
                        page.toString(),
                        "--language",
                        language)
                .expect(status);
    }
}
