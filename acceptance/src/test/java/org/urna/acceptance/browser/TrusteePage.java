// SPDX-License-Identifier: Apache-2.0
package org.urna.acceptance.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A trustee at the page for trustees: what it is told, what it saves, and what the browser sent. */
final class TrusteePage implements AutoCloseable {

    private static final double PATIENCE_MILLISECONDS = 45_000;

    private final BrowserContext context;
    private final Page page;
    private final URI server;
    private final List<String> errors = new CopyOnWriteArrayList<>();
    private final List<String> sent = new CopyOnWriteArrayList<>();
    private final List<String> found = new ArrayList<>();
    private String file = "";
    private String passphrase = "";

    TrusteePage(Browser browser, URI server) {
        this.server = server;
        context = browser.newContext(new Browser.NewContextOptions().setLocale("en-GB"));
        context.setDefaultTimeout(PATIENCE_MILLISECONDS);
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLISECONDS);
        page = context.newPage();
        page.setViewportSize(390, 844);
        page.onPageError(errors::add);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                errors.add(message.text());
            }
        });
        page.onRequest(request -> {
            if (request.postData() != null) {
                sent.add(request.postData());
            }
        });
        page.onDialog(dialog -> dialog.accept()); // the browser asks before it leaves the page
    }

    /** Makes a key, saves its file and loads it back. */
    void makeKey(String name) {
        page.navigate(server + "/trustee/");
        press("Make a key file");
        page.getByLabel("Name", new Page.GetByLabelOptions().setExact(true)).fill(name);
        press("Make a key file");
        passphrase = page.locator(".passphrase").textContent();
        saveAndLoadBack("");
    }

    /** Saves the key file, tries to go on with another one, and loads back the right one. */
    void saveAndLoadBack(String other) {
        Download download = page.waitForDownload(() -> press("Save the key file"));
        try {
            file = Files.readString(download.path());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (!other.isEmpty()) {
            load(other, "Load back");
            sees("This is not the file that was just made");
        }
        load(file, "Load back");
        button("Load back")
                .waitFor(new Locator.WaitForOptions()
                        .setState(com.microsoft.playwright.options.WaitForSelectorState.DETACHED));
    }

    private void load(String text, String button) {
        page.locator("input[type=file]")
                .setInputFiles(new FilePayload(
                        "trustee.key", "application/octet-stream", text.getBytes(StandardCharsets.US_ASCII)));
        page.getByLabel("Passphrase", new Page.GetByLabelOptions().setExact(true))
                .fill(passphrase);
        press(button);
    }

    /** Gives the address of the election. */
    void choose(String election) {
        page.getByLabel("Address of the election").fill(server + "/e/" + election + "/invitation");
        press("Go on");
    }

    /** Opens the page of an election anew, and a key file in it. */
    void open(String election, String keyFile) {
        page.navigate("about:blank");
        page.navigate(server + "/trustee/#" + election);
        load(keyFile, "Open the key");
    }

    /** Has the server show these files of the board instead of its own. */
    void isShown(String election, Map<String, byte[]> files) {
        files.forEach((path, content) -> page.route(
                "**/e/" + election + "/board/" + path,
                route -> route.fulfill(new Route.FulfillOptions().setBodyBytes(content))));
    }

    void isShownTheBoardAgain() {
        page.unrouteAll();
    }

    /** The page stops with these words, and is looked at. */
    void stops(String title, String detail) {
        sees(title);
        sees(detail);
        inspect(title.replaceAll("[^A-Za-z]+", "-"));
    }

    /** Clears what the browser has kept. */
    void forget() {
        page.evaluate("() => localStorage.clear()");
    }

    void press(String name) {
        try {
            button(name).waitFor();
            inspect(name.replaceAll("[^A-Za-z]+", "-"));
            button(name).click();
        } catch (TimeoutError e) {
            String shown = page.locator("main").innerText();
            throw new AssertionError("there is no button " + name + "; the page shows: " + shown + errors, e);
        }
    }

    /** Looks at the screen before a button of it is pressed: on a narrow one, a phone's and a desk's, with axe. */
    private void inspect(String name) {
        for (PublicPage.Look look : List.of(PublicPage.Look.NARROW, PublicPage.Look.DESKTOP, PublicPage.Look.PHONE)) {
            page.setViewportSize(look.width(), 844);
            int overflow = PublicPage.overflow(page);
            if (look.equals(PublicPage.Look.NARROW)) {
                if (overflow > 0) {
                    found.add(name + " is " + overflow + " pixels too wide");
                }
            } else {
                found.addAll(AccessibilityTest.seen(page, overflow, look, "trustee-" + name));
            }
        }
    }

    /** Looks at the screen in Welsh, which is longer, and comes back. */
    void inWelsh() {
        press("Cymraeg");
        button("Dechrau").waitFor();
        inspect("welsh");
        press("English");
    }

    /** What axe and the width found. */
    List<String> found() {
        return found;
    }

    private Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    void sees(String text) {
        assertThat(page.locator("main")).containsText(text);
    }

    String words() {
        return page.locator("main .trustee-words").first().textContent().strip();
    }

    String thumbprint() {
        return page.locator(".command code").first().textContent();
    }

    String passphrase() {
        return passphrase;
    }

    String file() {
        return file;
    }

    List<String> errors() {
        return errors;
    }

    List<String> sent() {
        return sent;
    }

    @Override
    public void close() {
        context.close();
    }
}
