// SPDX-License-Identifier: Apache-2.0
package org.urna.acceptance.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.urna.crypto.verify.BoardCatalogue;

/** G1 The page that verifies an election, opened from the disk without a network, with copies of boards as folders and archives. */
@ExtendWith(InChromium.class)
class VerifyPageTest {

    private static final double PATIENCE_MILLISECONDS = 120_000;
    private static final int TAR_BLOCK = 512;

    private static BoardCatalogue.Files honest;

    private final List<String> asked = new ArrayList<>();
    private final List<String> errors = new ArrayList<>();
    private BrowserContext context;
    private Page page;

    @TempDir
    private Path folder;

    @BeforeAll
    static void make() {
        honest = BoardCatalogue.honest()
                .skip(1)
                .findFirst()
                .orElseThrow()
                .board()
                .get();
    }

    @BeforeEach
    void open(Browser browser) {
        context = browser.newContext(
                new Browser.NewContextOptions().setLocale("en-GB").setOffline(true));
        page = context.newPage();
        page.onRequest(request -> asked.add(request.url()));
        page.onPageError(errors::add);
        page.onConsoleMessage(message -> errors.add(message.text()));
        navigate();
    }

    private void navigate() {
        page.navigate(WebFolder.WEB
                .resolve("verify/verify.html")
                .toAbsolutePath()
                .normalize()
                .toUri()
                .toString());
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
                .hasText("Verify an election");
    }

    @AfterEach
    void nothingWasAskedForAndNothingFailed() {
        context.close();
        assertThat(errors).isEmpty();
        assertThat(asked).allMatch(url -> url.startsWith("file:") || url.startsWith("blob:"));
    }

    @Test
    void anHonestBoardInAZipPassesAndTheReportSaysSo() throws IOException {
        choose("Choose an archive file", "board.zip", zip(honest.content()));
        know(honest.boardKey() + "\n" + honest.fingerprints().get(0));
        press("Start verifying");

        verdict("Every check ran and held");
        assertThat(page.locator("[data-outcome=FAIL], [data-outcome=NOT_CHECKED]"))
                .hasCount(0);
        assertThat(page.locator("[data-check]")).hasCount(honest.outcomes().size());
        assertThat(page.locator("[data-check=ballot-proofs]")).containsText("checked 6 of 6");
        assertThat(page.locator("main")).containsText("Reading a vote takes 2 of the 3 trustees, or a tampered booth.");
        assertThat(page.locator("article").filter(new Locator.FilterOptions().setHasText("leader")))
                .containsText("Candidate 2 (elected)");
        Download saved = page.waitForDownload(() -> press("Save the report (JSON)"));
        JsonNode report = new JsonMapper().readTree(saved.path().toFile());
        assertThat(report.path("outcome").asText()).isEqualTo("PASS");
        assertThat(report.path("rows")).hasSize(honest.outcomes().size());
        assertThat(report.path("election").path("E").asText())
                .isEqualTo(honest.fingerprints().get(0));
    }

    @Test
    void aFolderWithoutATrustAnchorIsNeverAPass() throws IOException {
        for (Map.Entry<String, byte[]> file : honest.content().entrySet()) {
            Path path = folder.resolve("copy").resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.write(path, file.getValue());
        }
        page.getByLabel("Choose a folder").setInputFiles(folder.resolve("copy"));
        know("not a key");
        press("Start verifying");
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("Neither a board key nor a fingerprint: not a key");
        assertThat(page.locator("[data-check]")).hasCount(0);

        know("");
        press("Start verifying");
        verdict("Nothing failed, but not everything could be checked");
        assertThat(page.locator("[data-outcome=NOT_CHECKED]")).hasCount(1);
        assertThat(page.locator("[data-check=trust-anchor]"))
                .containsText("no board key, fingerprint or receipt was given");
    }

    @Test
    void aBrokenBoardInATarFailsInWelshTooAndSaysWhere() throws IOException {
        BoardCatalogue.Case broken = BoardCatalogue.broken()
                .filter(each -> each.name().startsWith("ballot-proofs"))
                .findFirst()
                .orElseThrow();
        BoardCatalogue.Files files = broken.board().get();
        press("Cymraeg");
        choose("Dewis ffeil archif", "board.tar", tar(files.content()));
        page.getByLabel("Allwedd y bwrdd neu ôl bys").fill(files.boardKey());
        press("Dechrau gwirio");

        verdict("Methodd o leiaf un gwiriad");
        for (String check : broken.failing()) {
            assertThat(page.locator("[data-check=" + check + "][data-outcome=FAIL]"))
                    .hasCount(1);
        }
        assertThat(page.locator("[data-outcome=FAIL]"))
                .hasCount(broken.failing().size());
        assertThat(page.locator("[data-check=ballot-proofs]")).containsText("Cofnod ");
        assertThat(page.locator("[data-check=ballot-proofs]")).containsText("pleidleisiau");
        assertThat(page.locator("[data-check=complaint]")).containsText("Ni chwynodd unrhyw ymddiriedolwr");
        assertThat(page.locator("html")).hasAttribute("lang", "cy");
    }

    @Test
    void aFileThatIsMissingIsNeverAPass() throws IOException {
        Map<String, byte[]> less = new HashMap<>(honest.content());
        less.keySet().removeIf(path -> path.startsWith("tile/entries/"));
        choose("Choose an archive file", "board.zip", zip(less));
        know(honest.boardKey());
        press("Start verifying");

        verdict("At least one check failed");
        assertThat(page.locator("[data-check=log-tiles][data-outcome=FAIL]")).hasCount(1);
    }

    @Test
    void anArchiveWithoutABoardConfirmsNothing() throws IOException {
        choose("Choose an archive file", "board.zip", zip(Map.of("notes.txt", new byte[] {1})));
        press("Start verifying");

        assertThat(page.getByRole(AriaRole.ALERT)).containsText("The verification ended early. Nothing is confirmed.");
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("there is no board here");
        assertThat(page.locator("[data-check]")).hasCount(0);
    }

    @Test
    void aWorkerThatDiesConfirmsNothing() throws IOException {
        page.addInitScript("const Real = Worker; let made = 0;"
                + " window.Worker = class extends Real { constructor(url) { super(url); if (made++ === 1)"
                + " setTimeout(() => this.dispatchEvent(new ErrorEvent('error', { message: 'gone' })), 50); } }");
        navigate();
        choose("Choose an archive file", "board.zip", zip(honest.content()));
        know(honest.boardKey());
        press("Start verifying");

        assertThat(page.getByRole(AriaRole.ALERT)).containsText("Nothing is confirmed.");
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("gone");
        assertThat(page.locator("[data-check]")).hasCount(0);
    }

    private void choose(String label, String name, byte[] content) {
        page.getByLabel(label).setInputFiles(new FilePayload(name, "application/octet-stream", content));
    }

    private void know(String text) {
        page.getByLabel("Board key or fingerprint").fill(text);
    }

    private void press(String name) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(name).setExact(true))
                .click();
    }

    private void verdict(String text) {
        assertThat(page.locator(".verdict h3"))
                .containsText(text, new LocatorAssertions.ContainsTextOptions().setTimeout(PATIENCE_MILLISECONDS));
    }

    private static byte[] zip(Map<String, byte[]> files) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry("board/" + file.getKey()));
                zip.write(file.getValue());
            }
        }
        return bytes.toByteArray();
    }

    /** As tar writes it: for each file a header with a sum over itself, and the content in whole blocks. */
    private static byte[] tar(Map<String, byte[]> files) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        files.forEach((path, content) -> {
            byte[] head = new byte[TAR_BLOCK];
            write(head, 0, "./" + path);
            write(head, 124, String.format("%011o", content.length));
            write(head, 148, " ".repeat(8));
            write(head, 156, "0");
            write(head, 257, "ustar");
            int sum = 0;
            for (byte each : head) {
                sum += each & 0xff;
            }
            write(head, 148, String.format("%06o", sum) + "\0 ");
            bytes.writeBytes(head);
            bytes.writeBytes(content);
            bytes.writeBytes(new byte[(TAR_BLOCK - content.length % TAR_BLOCK) % TAR_BLOCK]);
        });
        bytes.writeBytes(new byte[2 * TAR_BLOCK]);
        return bytes.toByteArray();
    }

    private static void write(byte[] head, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, head, at, bytes.length);
    }
}
