// SPDX-License-Identifier: Apache-2.0
package org.urna.server.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.urna.crypto.record.Action;
import org.urna.crypto.record.Hash;

class WebSiteTest {

    private static final String CHECK =
            "<!DOCTYPE html><style>\nb{}\n</style><script type=\"text/plain\">one</script><script>two</script>";

    /** In HTML, in modules and in style sheets. */
    private static final Pattern REFERENCE =
            Pattern.compile("(?:src|href)=\"([^\"]+)\"|(?:from|import)\\s*\\(?\\s*\"([^\"]+)\""
                    + "|new URL\\(\\s*\"([^\"]+)\"|url\\(\"?([^\")]+)");

    private static Map<String, byte[]> files() {
        Map<String, byte[]> files = new HashMap<>();
        files.put("app/messages/cy.json", "{\"language.name\":\"Cymraeg\"}".getBytes(UTF_8));
        files.put("app/messages/en.json", "{\"language.name\":\"English\"}".getBytes(UTF_8));
        files.put("booth/vote.html", "<h1>Vote</h1>".getBytes(UTF_8));
        files.put("check/check.html", CHECK.getBytes(UTF_8));
        files.put("verify/verify.html", CHECK.getBytes(UTF_8));
        files.put("pages/index.html", "<h1>Elections</h1>".getBytes(UTF_8));
        files.put("urna/code.js", "export {}".getBytes(UTF_8));
        files.put("vendor/vendor.json", "{}".getBytes(UTF_8));
        return files;
    }

    private final WebSite site = WebSite.of(files());

    @Test
    void aPageIsTheSameForEveryElection() {
        for (String id : List.of("0".repeat(32), "f".repeat(32))) {
            assertThat(site.find("/e/" + id + "/vote").orElseThrow().file().path())
                    .isEqualTo("booth/vote.html");
        }
        assertThat(site.find("/").orElseThrow().file().path()).isEqualTo("pages/index.html");
    }

    @Test
    void anAddressHasOneSpelling() {
        for (String path : List.of(
                "",
                "//",
                "/index.html",
                "/assets/",
                "/assets",
                "/assets//urna/code.js",
                "/assets/./urna/code.js",
                "/assets/pages/../urna/code.js",
                "/assets/urna%2fcode.js",
                "/assets/URNA/code.js",
                "/assets/urna/code.js/",
                "/e/" + "F".repeat(32) + "/vote",
                "/e/" + "0".repeat(31) + "/vote",
                "/e/" + "0".repeat(32) + "/vote/",
                "/e/" + "0".repeat(32) + "/board",
                "/check/",
                "/verify/",
                "/booth.json/")) {
            assertThat(site.find(path)).as(path).isEmpty();
        }
    }

    @Test
    void theLanguagesAreThoseOfTheFilesOfMessages() {
        assertThat(new String(
                        site.find("/assets/app/messages/index.json")
                                .orElseThrow()
                                .file()
                                .content(),
                        UTF_8))
                .isEqualTo("[{\"tag\":\"cy\",\"name\":\"Cymraeg\"},{\"tag\":\"en\",\"name\":\"English\"}]");
    }

    @Test
    void aLanguageThatDoesNotNameItselfStopsTheStart() {
        Map<String, byte[]> files = files();
        files.put("app/messages/gd.json", "{}".getBytes(UTF_8));

        assertThatThrownBy(() -> WebSite.of(files)).hasMessageContaining("app/messages/gd.json has no language.name");
    }

    @Test
    void theBoothIsWhatItsPageMayLoadAscending() throws Exception {
        assertThat(site.booth().stream().map(Action.BoothFile::path))
                .containsExactly(
                        "app/messages/cy.json",
                        "app/messages/en.json",
                        "app/messages/index.json",
                        "booth/vote.html",
                        "urna/code.js");
        for (Action.BoothFile file : site.booth()) {
            byte[] served =
                    site.find("/assets/" + file.path()).orElseThrow().file().content();
            assertThat(Hash.sha256(served)).isEqualTo(file.sha256());
        }
    }

    /** Follows imports, workers, styles and links from the voting page, as a browser would; the languages are chosen while it runs. */
    @Test
    void theBoothsListIsWhatItsPageReachesAndNoModuleMore() {
        WebSite real = WebSite.load();
        Set<String> reached = new TreeSet<>();
        Deque<String> next = new ArrayDeque<>(List.of("booth/vote.html"));
        while (!next.isEmpty()) {
            String path = next.pop();
            if (reached.add(path)) {
                String text = new String(
                        real.find("/assets/" + path).orElseThrow().file().content(), UTF_8);
                REFERENCE
                        .matcher(text)
                        .results()
                        .map(found -> IntStream.rangeClosed(1, found.groupCount())
                                .mapToObj(found::group)
                                .filter(Objects::nonNull)
                                .findFirst()
                                .orElseThrow())
                        .map(to -> to.startsWith("/assets/")
                                ? to.substring("/assets/".length())
                                : Path.of(path).resolveSibling(to).normalize().toString())
                        .filter(to -> real.find("/assets/" + to).isPresent())
                        .forEach(next::push);
            }
        }

        List<String> listed = real.booth().stream().map(Action.BoothFile::path).toList();

        assertThat(reached).hasSizeGreaterThan(50).isSubsetOf(listed);
        assertThat(listed)
                .filteredOn(path -> path.endsWith(".js") || path.startsWith("vendor/"))
                .isSubsetOf(reached);
    }

    @Test
    void aFileThatNoSetUpCanListStopsTheStart() {
        Map<String, byte[]> files = files();
        files.put("urna/a b.js", new byte[0]);

        assertThatThrownBy(() -> WebSite.of(files)).hasMessageContaining("urna/a b.js");
    }

    @ParameterizedTest
    @ValueSource(strings = {"check", "verify"})
    void aSelfContainedPageRunsItsOwnScriptsAndNoOthers(String page) {
        String policy = site.find("/" + page).orElseThrow().policy();

        assertThat(policy)
                .startsWith("default-src 'none'; script-src " + source("one") + " " + source("two") + "; style-src "
                        + source("\nb{}\n") + ";")
                .contains("frame-ancestors 'none'", "base-uri 'none'")
                .doesNotContain("unsafe", "script-src 'self'");
        assertThat(policy.contains("worker-src blob:")).isEqualTo(page.equals("verify"));
        assertThat(site.find("/assets/" + page + "/" + page + ".html")
                        .orElseThrow()
                        .policy())
                .isEqualTo(policy);
    }

    private static String source(String content) {
        return "'sha256-"
                + java.util.Base64.getEncoder()
                        .encodeToString(Hash.sha256(content.getBytes(UTF_8)).bytes()) + "'";
    }
}
