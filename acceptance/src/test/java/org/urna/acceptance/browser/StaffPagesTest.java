// SPDX-License-Identifier: Apache-2.0
package org.urna.acceptance.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.urna.acceptance.harness.Home;
import org.urna.acceptance.harness.ServerProcess;
import org.urna.acceptance.harness.Staff;

/** The ballot office as people meet it: the first administrator, an invitation, signing in with a code, and what a role may not. */
@ExtendWith(InChromium.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StaffPagesTest {

    private static final String PASSWORD = "harbour-violin-cactus-71";
    private static final int HEIGHT = 844;
    private static final double PATIENCE_MILLISECONDS = 60_000;
    private static final List<PublicPage.Look> LOOKS = List.of(PublicPage.Look.NARROW, PublicPage.Look.DESKTOP);

    private final List<String> faults = new ArrayList<>();
    private ServerProcess server;
    private String office;
    private String firstLink;

    @BeforeAll
    void start() throws Exception {
        Home home = Home.create("staff");
        server = ServerProcess.startForBrowsers(home, Map.of());
        office = server.http().server() + "/staff/";
        firstLink = Files.readString(home.people().resolve("first-link"));
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void theFirstLinesOfTheServerSayWhatProductionNeeds() {
        String first = server.logged().substring(0, server.logged().indexOf("first administrator"));

        assertThat(first)
                .startsWith("good for a trial")
                .contains(
                        "URNA_PUBLIC_URL", "TLS", "URNA_SMTP_URL", "URNA_DB_URL", "postgresql", "URNA_KEYS", "backups");
    }

    @Test
    void theFirstAdministratorInvitesADeputyWhoSignsInAndMayNotDoEverything(Browser browser) {
        String invitation;
        try (BrowserContext context = context(browser)) {
            Page first = context.newPage();
            first.navigate(office);
            accessible(first, "sign-in");
            first.navigate(firstLink);
            enrol(first, true);
            assertThat(first.getByRole(AriaRole.HEADING, named("Elections"))).isVisible();
            accessible(first, "elections");
            invitation = invite(first);
            first.getByRole(AriaRole.LINK, linked("Audit trail")).click();
            assertThat(first.getByText("Invited somebody")).isVisible();
            accessible(first, "trail");
            first.getByRole(AriaRole.LINK, linked("Ann Admin")).click();
            assertThat(first.getByText("This one")).isVisible();
            accessible(first, "account");
        }
        try (BrowserContext context = context(browser)) {
            Page deputy = context.newPage();
            deputy.navigate(invitation);
            String key = enrol(deputy, false);
            assertThat(deputy.getByRole(AriaRole.HEADING, named("Elections"))).isVisible();
            signOutAndIn(deputy, key);
            forbidden(deputy);
            deputy.navigate(invitation);
            deputy.reload();
            assertThat(deputy.getByText("This link is not good any more")).isVisible();
        }
        assertThat(faults).isEmpty();
    }

    /** Fills in the page that a link leads to, and gives the authenticator's key. */
    private String enrol(Page page, boolean first) {
        assertThat(page.getByRole(AriaRole.IMG)).isVisible();
        accessible(page, first ? "first" : "invitation");
        String key = page.locator(".command code").innerText().replace(" ", "");
        if (first) {
            page.getByLabel("Name", new Page.GetByLabelOptions().setExact(true)).fill("Ann Admin");
            page.getByLabel("E-mail address").fill("ann@example.org");
            page.getByLabel("New password").fill("password1234");
            page.getByLabel("Code from your authenticator").fill(Staff.code(key, Instant.now()));
            page.getByRole(AriaRole.BUTTON, button("Set up my account")).click();
            assertThat(page.getByRole(AriaRole.ALERT).first()).isVisible();
            assertThat(page.getByLabel("New password")).hasAttribute("aria-invalid", "true");
            accessible(page, "first-refused");
        }
        page.getByLabel("New password").fill(PASSWORD);
        page.getByLabel("Code from your authenticator").fill(Staff.code(key, Instant.now()));
        page.getByRole(AriaRole.BUTTON, button("Set up my account")).click();
        assertThat(page.getByText("Put these recovery codes away")).isVisible();
        accessible(page, "recovery");
        page.getByRole(AriaRole.BUTTON, button("I have put them away")).click();
        return key;
    }

    private String invite(Page page) {
        page.getByRole(AriaRole.LINK, linked("Accounts")).click();
        page.getByRole(AriaRole.BUTTON, button("Invite somebody")).click();
        Locator dialog = page.getByRole(AriaRole.DIALOG);
        dialog.getByLabel("Name", new Locator.GetByLabelOptions().setExact(true))
                .fill("Dil Deputy");
        dialog.getByLabel("E-mail address").fill("dil@example.org");
        dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Make the link"))
                .click();
        assertThat(dialog.getByText("Choose at least one role.")).isVisible();
        dialog.getByLabel("Deputy").check();
        accessible(page, "invite");
        dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Make the link"))
                .click();
        String link = dialog.locator(".command code").innerText();
        accessible(page, "invited");
        dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Close"))
                .click();
        assertThat(page.getByText("dil@example.org")).isVisible();
        accessible(page, "accounts");
        return link;
    }

    private void signOutAndIn(Page page, String key) {
        page.getByRole(AriaRole.LINK, linked("Dil Deputy")).click();
        page.getByRole(AriaRole.BUTTON, button("Sign out")).click();
        page.getByLabel("E-mail address").fill("dil@example.org");
        page.getByLabel("Password", new Page.GetByLabelOptions().setExact(true)).fill("not-" + PASSWORD);
        page.getByRole(AriaRole.BUTTON, button("Continue")).click();
        assertThat(page.getByRole(AriaRole.ALERT).first()).containsText("You are not signed in");
        page.getByLabel("Password", new Page.GetByLabelOptions().setExact(true)).fill(PASSWORD);
        page.getByRole(AriaRole.BUTTON, button("Continue")).click();
        page.getByLabel("Code from your authenticator")
                .fill(Staff.code(key, Instant.now().plusSeconds(30)));
        accessible(page, "code");
        page.getByRole(AriaRole.BUTTON, button("Sign in")).click();
        assertThat(page.getByRole(AriaRole.LINK, linked("Dil Deputy"))).isVisible();
    }

    /** Neither shown nor done: the screen is not offered, its address shows nothing, and the server refuses the call. */
    private void forbidden(Page page) {
        assertThat(page.getByRole(AriaRole.LINK, linked("Accounts"))).hasCount(0);
        page.navigate(office + "#/accounts");
        assertThat(page.getByText("There is nothing here for you")).isVisible();
        Object status = page.evaluate("""
            async () => {
              const { token } = await (await fetch("/api/v1/staff/session")).json();
              const headers = { "X-Urna-Session": token, "Content-Type": "application/json" };
              const body = JSON.stringify({ email: "x@example.org", name: "X", roles: ["administrator"] });
              const forged = await fetch("/api/v1/staff/accounts", { method: "POST", headers, body });
              const bare = await fetch("/api/v1/staff/session", { method: "DELETE" });
              return `${forged.status} ${bare.status} ${document.cookie}`;
            }""");
        assertThat(status).isEqualTo("403 403 ");
    }

    /** What axe and the width find, on a narrow phone and on a desk; leaves pictures. */
    private void accessible(Page page, String name) {
        for (PublicPage.Look look : LOOKS) {
            page.setViewportSize(look.width(), HEIGHT);
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(look.colours()));
            int overflow = (int) page.evaluate("() => document.documentElement.scrollWidth - innerWidth");
            faults.addAll(AccessibilityTest.seen(page, overflow, look, "staff-" + name));
        }
    }

    private static BrowserContext context(Browser browser) {
        BrowserContext context = browser.newContext(new Browser.NewContextOptions().setLocale("en-GB"));
        context.setDefaultTimeout(PATIENCE_MILLISECONDS);
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLISECONDS);
        return context;
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name);
    }

    private static Page.GetByRoleOptions linked(String name) {
        return new Page.GetByRoleOptions().setName(name).setExact(true);
    }

    private static Page.GetByRoleOptions button(String name) {
        return new Page.GetByRoleOptions().setName(name).setExact(true);
    }
}
