// SPDX-License-Identifier: Apache-2.0
package org.urna.acceptance.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A reader's browser: what it shows, what it sent, and nothing that its scripts or its policy complained about. */
final class PublicPage implements AutoCloseable {

    private static final double PATIENCE_MILLISECONDS = 60_000;
    private static final int HEIGHT = 844;

    private final BrowserContext context;
    private final Page page;
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final List<String> errors = new CopyOnWriteArrayList<>();

    /** How a page is looked at: width in pixels, colours, and the size of text in percent. */
    record Look(String name, int width, ColorScheme colours, int text) {

        static final Look PHONE = new Look("phone", 390, ColorScheme.LIGHT, 100);
        static final Look DESKTOP = new Look("desktop", 1280, ColorScheme.LIGHT, 100);
        static final Look NARROW = new Look("narrow", 320, ColorScheme.DARK, 100);
        static final Look LARGE_TEXT = new Look("large-text", 390, ColorScheme.LIGHT, 200);

        /** Gives a page this look, from its next navigation on. */
        void wear(Page page) {
            page.setViewportSize(width, HEIGHT);
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(colours));
            // stands for the browser's own setting, which style sheets must follow
            page.addInitScript(
                    "document.addEventListener('DOMContentLoaded', () => document.documentElement.style.fontSize = '"
                            + text + "%')");
        }
    }

    PublicPage(Browser browser, Texts texts) {
        this(browser, texts, Look.PHONE);
    }

    PublicPage(Browser browser, Texts texts, Look look) {
        context = browser.newContext(
                new Browser.NewContextOptions().setLocale(texts.language()).setTimezoneId("Europe/London"));
        context.setDefaultTimeout(PATIENCE_MILLISECONDS);
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLISECONDS);
        context.onRequest(requests::add);
        page = context.newPage();
        look.wear(page);
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

    /** Opens an address and waits until nothing is loading any more. */
    PublicPage open(String address) {
        page.navigate(address);
        assertThat(heading()).isVisible();
        settled();
        return this;
    }

    /** Waits until nothing is loading any more. */
    PublicPage settled() {
        assertThat(page.locator(".loading")).hasCount(0);
        return this;
    }

    /** The heading of the page. */
    Locator heading() {
        return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1));
    }

    /** The page's heading has this text. */
    PublicPage headed(String text) {
        assertThat(heading()).hasText(text);
        return this;
    }

    /** The page's main part shows this text. */
    PublicPage says(String text) {
        assertThat(page.locator("main")).containsText(text);
        return this;
    }

    /** Presses the button with this text. */
    PublicPage press(String name) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(name).setExact(true))
                .click();
        return this;
    }

    /** Every request that left the browser: method, address, headers and body. */
    List<String> sent() {
        return requests.stream()
                .map(request ->
                        request.method() + " " + request.url() + " " + request.allHeaders() + " " + body(request))
                .toList();
    }

    private static String body(Request request) {
        byte[] body = request.postDataBuffer();
        return body == null ? "" : new String(body, StandardCharsets.UTF_8);
    }

    /** How many pixels the page is wider than the window. */
    int overflow() {
        return overflow(page);
    }

    static int overflow(Page page) {
        return ((Number) page.evaluate(
                        "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                .intValue();
    }

    @Override
    public void close() {
        context.close();
        if (!errors.isEmpty()) {
            throw new AssertionError(String.join("\n", errors));
        }
    }
}
