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
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.urna.acceptance.harness.Home;
import org.urna.acceptance.harness.ServerProcess;
import org.urna.acceptance.harness.Staff;
import org.urna.crypto.group.Entropy;
import org.urna.crypto.jose.SigningKey;

/** A member of staff sets an election up in the browser: from nothing to ready, left and resumed, warned, previewed, rehearsed, copied. */
@ExtendWith(InChromium.class)
class SetUpTest {

    private static final String HOSTILE = "Zoe </script><svg onload=alert(1)> \u202Egnp.exe " + "x".repeat(1900);
    private static final PublicPage.Look PHONE = new PublicPage.Look("phone-staff", 360, ColorScheme.LIGHT, 100);

    private static final double PATIENCE_MILLISECONDS = 60_000;

    private static ServerProcess server;
    private static Staff staff;

    private final List<String> faults = new ArrayList<>();

    @BeforeAll
    static void start() {
        Home home = Home.create("set-up");
        server = ServerProcess.startForBrowsers(home, Map.of());
        staff = Staff.of(home, server.http());
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void anElectionIsSetUpFromNothingToReadyForItsRoll(Browser browser) {
        try (BrowserContext context = browser.newContext(
                new Browser.NewContextOptions().setLocale("en-GB").setTimezoneId("America/New_York"))) {
            Page page = signedIn(context);
            begin(page);
            name(page);
            times(page);
            leaveAndResume(page);
            groups(page);
            contests(page);
            papers(page);
            people(page, browser);
            safety(page);
            String model = page.url();
            check(page);
            previews(page, model);
            rehearsal(page, model);
            copy(page, model);
        }
        assertThat(faults).isEmpty();
    }

    private Page signedIn(BrowserContext context) {
        String[] cookie = staff.cookie().split("=", 2);
        context.addCookies(List.of(
                new Cookie(cookie[0], cookie[1]).setUrl(server.http().server().toString())));
        context.setDefaultTimeout(PATIENCE_MILLISECONDS);
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLISECONDS);
        Page page = context.newPage();
        PHONE.wear(page);
        page.onPageError(faults::add);
        page.onDialog(dialog -> {
            // leaving a step that is not saved is asked about; nothing else may open a dialogue
            if (!dialog.type().equals("beforeunload")) {
                faults.add("a dialogue: " + dialog.message());
            }
            dialog.accept();
        });
        page.onConsoleMessage(message -> {
            if (message.text().contains("Content Security Policy")) {
                faults.add(message.text());
            }
        });
        page.navigate(server.http().server() + "/staff/");
        return page;
    }

    private static Locator field(Page page, String label) {
        return page.getByLabel(label, new Page.GetByLabelOptions().setExact(true));
    }

    private static void press(Page page, String name) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(name).setExact(true))
                .click();
    }

    private static void stepLink(Page page, String name) {
        page.locator(".set-steps a")
                .filter(new Locator.FilterOptions().setHasText(name))
                .click();
        step(page, name);
    }

    private static void preview(Page page, String paper) {
        page.locator("main a")
                .filter(new Locator.FilterOptions().setHasText("Preview: \u2068" + paper))
                .click();
    }

    private static void step(Page page, String name) {
        assertThat(page.getByRole(
                        AriaRole.HEADING,
                        new Page.GetByRoleOptions().setLevel(2).setName(name)))
                .isVisible();
    }

    private void onward(Page page, String next) {
        press(page, "Save and go on");
        step(page, next);
        look(page, next);
    }

    private void look(Page page, String name) {
        faults.addAll(AccessibilityTest.seen(
                page,
                PublicPage.overflow(page),
                PHONE,
                "set-up-" + name.toLowerCase(Locale.ROOT).replace(' ', '-')));
    }

    private void begin(Page page) {
        field(page, "Title of the election").fill("Committee 2027");
        look(page, "begin");
        press(page, "Begin");
        step(page, "Name and languages");
    }

    private void name(Page page) {
        field(page, "Cymraeg").check();
        field(page, "Title (Cymraeg)").fill("Pwyllgor 2027");
        onward(page, "Dates");
    }

    /** Typed in the browser's own time, shown and saved in UTC. */
    private void times(Page page) {
        field(page, "Opens").fill("2031-01-06T07:00");
        field(page, "Closes").fill("2031-01-13T07:00");
        assertThat(page.locator("main")).containsText("06 January 2031, 12:00 UTC");
        press(page, "Save");
        assertThat(page.locator("[aria-current=step]")).containsText("done");
    }

    private void leaveAndResume(Page page) {
        page.navigate("about:blank");
        page.navigate(server.http().server() + "/staff/");
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Committee 2027"))
                .click();
        stepLink(page, "Dates");
        assertThat(field(page, "Opens")).hasValue("2031-01-06T07:00");
        stepLink(page, "Groups of electors");
    }

    private void groups(Page page) {
        press(page, "Add a group");
        Locator second = page.locator("#set-sections-1");
        second.getByLabel("Name of the group (English)").fill("Students");
        second.getByLabel("Short name").fill("Not an id");
        press(page, "Save");
        // The rule that is broken is named with its field, and nothing is lost.
        assertThat(page.locator(".notice-bad")).containsText("is not written as it must be");
        second.getByLabel("Short name").fill("students");
        onward(page, "Contests");
    }

    private void contests(Page page) {
        press(page, "Add a contest");
        Locator chair = page.locator("#set-contests-0");
        chair.getByLabel("Title of the contest (English)").fill("Chair");
        chair.getByLabel("Publish results by group").check();
        chair.getByText("Add several at once").click();
        chair.getByLabel("One name a line (English)").fill("Ada\nBel\n" + HOSTILE);
        chair.getByText("Add these").click();
        press(page, "Add a contest");
        Locator board = page.locator("#set-contests-1");
        board.getByLabel("Title of the contest (English)").fill("Board");
        board.getByLabel("How it is counted").selectOption("stv-ers97");
        board.getByLabel("Seats").fill("2");
        board.getByText("Add several at once").click();
        board.getByLabel("One name a line (English)").fill("Cid\nDot\nEve\nFay");
        board.getByText("Add these").click();
        onward(page, "Ballot papers");
    }

    private void papers(Page page) {
        press(page, "Add a ballot paper");
        Locator students = page.locator("#set-styles-1");
        students.getByLabel("Name of the paper (English)").fill("Students");
        students.getByLabel("Short name").fill("students");
        students.getByLabel("Group", new Locator.GetByLabelOptions().setExact(true))
                .selectOption("students");
        students.getByLabel("Board").uncheck();
        page.getByLabel("Electors with the paper").nth(0).fill("900");
        page.getByLabel("Electors with the paper").nth(1).fill("20");
        onward(page, "Trustees and officers");
        stepLink(page, "Contests");
        assertThat(page.locator(".notice-warn"))
                .containsText(
                        "6 ballots are expected of 20 electors, and a result needs 10. It would not be published.");
        assertThat(page.locator(".notice-warn")).containsText("65 rankings are possible and 270 ballots expected");
        look(page, "warnings");
        stepLink(page, "Trustees and officers");
    }

    private void people(Page page, Browser browser) {
        field(page, "Invite a trustee").fill("Grace");
        press(page, "Make a link");
        String link = page.locator(".command code").textContent();
        String thumbprint = SigningKey.generate(Entropy.secure()).publicKey().thumbprint();
        String words = answer(browser, link, thumbprint);
        page.reload();
        assertThat(page.locator(".set-invitations")).containsText(words);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("The words are the same"))
                .click();
        assertThat(page.locator("#set-trustees-0-name")).hasValue("Grace Hopper");
        for (int i = 1; i <= 2; i++) {
            press(page, "Enter a trustee by hand");
            page.locator("#set-trustees-" + i + "-name").fill("Trustee " + i);
            page.locator("#set-trustees-" + i + "-thumbprint")
                    .fill(SigningKey.generate(Entropy.secure()).publicKey().thumbprint());
        }
        field(page, "Trustees needed").fill("2");
        for (int i = 0; i < 2; i++) {
            press(page, "Add an officer");
            page.locator("#set-officers-" + i + "-name").fill("Officer " + i);
            page.locator("#set-officers-" + i + "-key")
                    .fill(SigningKey.generate(Entropy.secure()).publicKey().jwk());
        }
        onward(page, "Safeguards");
    }

    /** The invited trustee, on another device; gives the words that the page says of the key. */
    private String answer(Browser browser, String link, String thumbprint) {
        try (PublicPage invited = new PublicPage(browser, Texts.ENGLISH)) {
            invited.open(link).headed(Texts.ENGLISH.of("page.invitation.title"));
            invited.page().getByLabel("Your name").fill("Grace Hopper");
            invited.page().getByLabel("Thumbprint").fill("thumbprint " + thumbprint);
            faults.addAll(AccessibilityTest.seen(invited.page(), invited.overflow(), PHONE, "invitation"));
            invited.press("Hand in").says("Handed in");
            assertThat(invited.sent().stream().filter(request -> request.contains("/invitation")))
                    .allSatisfy(request -> assertThat(request.substring(request.indexOf(' ')))
                            .doesNotContain(link.substring(link.indexOf('#') + 1)));
            String said = invited.page().getByText("In words:").first().textContent();
            return said.replaceAll(".*: |[\u2068\u2069]", "");
        }
    }

    private void safety(Page page) {
        field(page, "Allow so many rankings that one can be a sign of having obeyed")
                .check();
        field(page, "Reason").fill("The board is chosen in a meeting");
        onward(page, "Check and begin");
    }

    private void check(Page page) {
        assertThat(page.locator("main")).containsText("Still missing: 1");
        assertThat(page.locator("main")).containsText("import the roll first");
        assertThat(page.locator("main")).not().containsText("rules are broken");
    }

    private void previews(Page page, String model) {
        preview(page, "Members");
        assertThat(page.locator(".set-preview-mark")).containsText("PREVIEW");
        assertThat(page.locator("main")).containsText("Contest 1 of 2");
        assertThat(page.locator("main")).containsText("Zoe </script><svg onload=alert(1)>");
        look(page, "preview");
        page.getByLabel("Ada").check();
        press(page, "Continue");
        assertThat(page.locator("main")).containsText("Contest 2 of 2");
        page.navigate("about:blank");
        page.navigate(model);
        preview(page, "Students");
        assertThat(page.locator("main")).containsText("Contest 1 of 1");
        page.getByLabel("Bel").check();
        press(page, Texts.ENGLISH.of("booth.contest.toReview"));
        press(page, Texts.ENGLISH.of("booth.review.encrypt"));
        assertThat(page.locator("main")).containsText("Here the ballot would be encrypted");
        press(page, "Cymraeg");
        assertThat(page.locator(".set-preview-mark")).containsText("RHAGOLWG");
        look(page, "preview-end-welsh");
        press(page, "English");
    }

    private void rehearsal(Page page, String model) {
        page.navigate(model);
        step(page, "Check and begin");
        press(page, "Make the rehearsal");
        step(page, "Dates");
        assertThat(page.locator("main")).containsText("This is a rehearsal");
        stepLink(page, "Check and begin");
        assertThat(page.locator("main")).containsText("Ready for the key ceremony");
        look(page, "rehearsal");
    }

    private void copy(Page page, String model) {
        page.navigate(model);
        step(page, "Check and begin");
        press(page, "Make a copy");
        step(page, "Dates");
        assertThat(page.locator(".notice-warn").first()).containsText("Copied from an earlier election");
        press(page, "The dates are right");
        press(page, "Save");
        assertThat(page.locator(".notice-warn").filter(new Locator.FilterOptions().setHasText("Copied")))
                .hasCount(0);
        assertThat(page.locator("[aria-current=step]")).containsText("done");
        // nothing that is only being set up is public
        assertThat(server.http().getJson("/api/v1/elections")).isEmpty();
    }
}
