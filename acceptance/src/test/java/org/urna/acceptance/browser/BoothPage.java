// SPDX-License-Identifier: Apache-2.0
package org.urna.acceptance.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.google.gson.JsonArray;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A member's browser with the booth in it: what the member does, by the names that the page shows, and what left the browser. */
final class BoothPage implements AutoCloseable {

    private static final double PATIENCE_MILLISECONDS = 60_000;
    private static final int PHONE_WIDTH = 390;
    private static final int PHONE_HEIGHT = 844;

    private final BrowserContext context;
    private final Page page;
    private final Texts texts;
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final List<String> errors = new CopyOnWriteArrayList<>();

    BoothPage(Browser browser, Texts texts) {
        this.texts = texts;
        context = browser.newContext(new Browser.NewContextOptions()
                .setLocale(texts.language())
                .setAcceptDownloads(true)
                .setViewportSize(PHONE_WIDTH, PHONE_HEIGHT));
        context.setDefaultTimeout(PATIENCE_MILLISECONDS);
        com.microsoft.playwright.assertions.PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLISECONDS);
        context.onRequest(requests::add);
        page = context.newPage();
        page.onPageError(errors::add);
        page.onConsoleMessage(message -> {
            if (message.text().contains("Content Security Policy")) {
                errors.add(message.text());
            }
        });
    }

    Page page() {
        return page;
    }

    /** Opens an address and waits for the first screen. */
    BoothPage open(String address) {
        page.navigate(address);
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
                .isVisible();
        return this;
    }

    /** Opens a link and begins. */
    BoothPage begin(String link) {
        return open(link).press("booth.start.begin");
    }

    /** Presses the button with the text of this key. */
    BoothPage press(String key) {
        button(texts.of(key)).click();
        return this;
    }

    Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    /** Ticks the option, whatever its kind. */
    BoothPage choose(String option) {
        page.locator(".booth-option")
                .filter(new Locator.FilterOptions().setHasText(option))
                .locator("input")
                .check();
        return this;
    }

    /** The screen has this heading, and the focus is on it. */
    BoothPage sees(String key) {
        Locator heading = page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1));
        assertThat(heading).containsText(texts.of(key));
        return this;
    }

    /** The heading has the focus, so that a screen reader says which screen this is. */
    BoothPage headingHasFocus() {
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
                .isFocused();
        return this;
    }

    /** The page shows the text of this key. */
    BoothPage says(String key) {
        assertThat(page.locator("main")).containsText(texts.of(key));
        return this;
    }

    /** Shows a contest with this title. */
    BoothPage contest(String title) {
        assertThat(page.getByRole(
                        AriaRole.HEADING,
                        new Page.GetByRoleOptions().setLevel(1).setName(title)))
                .isVisible();
        return this;
    }

    /** A paper of the section that votes on the chair only, up to the screen where the member casts or tests. */
    BoothPage encryptShort(String option) {
        choose(option)
                .press("booth.contest.toReview")
                .sees("booth.review.title")
                .press("booth.review.encrypt");
        return sees("booth.encrypted.title");
    }

    /** The tracker that the screen shows. */
    String tracker() {
        return page.locator(".tracker").first().innerText().replaceAll("\\s", "");
    }

    /** Does what makes the page save a file, and gives the file's text. */
    String saved(Runnable action) {
        Download download = page.waitForDownload(action);
        try {
            return Files.readString(download.path(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Moves the focus forward by the Tab key until an element with this text or label has it. */
    BoothPage tabTo(String name) {
        String focused =
                "() => { const e = document.activeElement; return (e.getAttribute('aria-label') ?? (e.labels?.[0] ?? e).textContent).trim(); }";
        List<String> met = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            page.keyboard().press("Tab");
            String text = String.valueOf(page.evaluate(focused));
            if (text.contains(name)) {
                return this;
            }
            met.add(text);
        }
        throw new AssertionError("no " + name + " by the Tab key, but " + met);
    }

    BoothPage key(String key) {
        page.keyboard().press(key);
        return this;
    }

    /** Every request that left the browser: method, address, headers and body. */
    List<String> sent() {
        return requests.stream()
                .map(request ->
                        request.method() + " " + request.url() + " " + request.allHeaders() + " " + body(request))
                .toList();
    }

    /** The paths below {@code /assets/} that were asked for; what the page made itself has none. */
    Set<String> loaded() {
        return requests.stream()
                .map(request -> URI.create(request.url()).getPath())
                .filter(path -> path != null && path.startsWith("/assets/"))
                .map(path -> path.substring("/assets/".length()))
                .collect(Collectors.toSet());
    }

    /** Bodies of the requests to a path that ends so. */
    List<String> bodies(String path) {
        return requests.stream()
                .filter(request ->
                        request.method().equals("POST") && request.url().endsWith(path))
                .map(BoothPage::body)
                .toList();
    }

    private static String body(Request request) {
        byte[] body = request.postDataBuffer();
        return body == null ? "" : new String(body, StandardCharsets.UTF_8);
    }

    /** Where a code could have been left on the device: the addresses of the window's history, and what sites stored. */
    String traces() {
        JsonArray entries =
                context.newCDPSession(page).send("Page.getNavigationHistory").getAsJsonArray("entries");
        List<String> history = new ArrayList<>();
        entries.forEach(entry -> history.add(entry.getAsJsonObject().get("url").getAsString()));
        Object stored = page.evaluate(
                "() => JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie, location.href, history.state])");
        return history + " " + stored;
    }

    /** What {@code text} would look like in a request: with and without hyphens, in either case. */
    static Pattern anywhere(String code) {
        return Pattern.compile(code.replace("-", "[^0-9A-Za-z]{0,3}"), Pattern.CASE_INSENSITIVE);
    }

    @Override
    public void close() {
        context.close();
        if (!errors.isEmpty()) {
            throw new AssertionError(String.join("\n", errors));
        }
    }
}
