// SPDX-License-Identifier: Apache-2.0
package org.urna.acceptance.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Cookie;
import java.nio.file.Path;
import java.util.List;

/** A member of staff at work in the ballot office, signed in. */
final class OfficePage implements AutoCloseable {

    private final PublicPage reader;
    private final String server;

    /** @param cookie of the session, name and value */
    OfficePage(Browser browser, String server, String cookie) {
        this.server = server;
        reader = new PublicPage(browser, Texts.ENGLISH, PublicPage.Look.DESKTOP);
        String[] parts = cookie.split("=", 2);
        reader.page().context().addCookies(List.of(new Cookie(parts[0], parts[1]).setUrl(server + "/")));
    }

    PublicPage reader() {
        return reader;
    }

    Page page() {
        return reader.page();
    }

    /** Opens a screen of the office. */
    OfficePage open(String... names) {
        page().navigate("about:blank");
        reader.open(server + "/staff/#/" + String.join("/", names));
        return this;
    }

    /** Goes to a screen by its address within the page, as links do: the key that is open stays so. */
    void go(String... names) {
        page().evaluate("() => { location.hash = '#/account'; }");
        assertThat(reader.heading()).hasText("My account");
        page().evaluate("(to) => { location.hash = to; }", "#/" + String.join("/", names));
    }

    /** Makes a key, saves it and loads it back. */
    MadeKey makeKey(String name, Path file) {
        open("key");
        reader.press("Make a key");
        page().getByLabel("Name", new Page.GetByLabelOptions().setExact(true)).fill(name);
        reader.press("Make a key");
        String passphrase = page().locator(".passphrase").textContent();
        // The key is offered to nobody before it was loaded back.
        assertThat(page().getByText("Your public key")).hasCount(0);
        Download download = page().waitForDownload(() -> reader.press("Save the key file"));
        download.saveAs(file);
        page().locator("input[type=file]").setInputFiles(file);
        page().getByLabel("Passphrase", new Page.GetByLabelOptions().setExact(true))
                .fill(passphrase.replace("-", " ").toLowerCase(java.util.Locale.ROOT));
        reader.press("Load back");
        assertThat(page().getByText("Your key is open")).isVisible();
        return new MadeKey(
                file,
                passphrase,
                page().locator(".command code").textContent(),
                page().locator(".spoken").textContent().strip());
    }

    /** A key that a browser made: where its file is, what opens it, and what the page shows of it. */
    record MadeKey(Path file, String passphrase, String entry, String spoken) {}

    /** Opens a key in the queue of an election. */
    void openKey(Path file, String passphrase) {
        reader.press("Open my key to sign");
        page().locator("input[type=file]").setInputFiles(file);
        page().getByLabel("Passphrase", new Page.GetByLabelOptions().setExact(true))
                .fill(passphrase);
        reader.press("Open the key");
        assertThat(page().getByText("(your key is open)")).isVisible();
    }

    /** The request with this number. */
    Locator request(int number) {
        Locator named = page().getByText("#" + number, new Page.GetByTextOptions().setExact(true));
        return page().locator(".request").filter(new Locator.FilterOptions().setHas(named));
    }

    /** Presses a button of a request. */
    void press(int number, String name) {
        button(request(number), name).click();
    }

    /** Signs a request that the page has found in order. */
    void sign(int number) {
        press(number, "Sign …");
        button(page().locator("dialog"), "Sign").click();
        assertThat(page().locator("dialog")).hasCount(0);
    }

    private static Locator button(Locator where, String name) {
        return where.getByRole(
                AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name).setExact(true));
    }

    @Override
    public void close() {
        reader.close();
    }
}
