// SPDX-License-Identifier: Apache-2.0
package org.urna.acceptance.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.SelectOption;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.urna.acceptance.harness.Election;
import org.urna.acceptance.harness.Home;
import org.urna.acceptance.harness.ServerProcess;
import org.urna.acceptance.harness.Staff;

/** Staff import a roll with every kind of bad row in the browser, decide about a pair, and correct a member. */
@ExtendWith(InChromium.class)
class RollPageTest {

    private static final double PATIENCE = 60_000;
    private static final String HEADER =
            "Member No;First name;Surname;E-mail;Address line 1;Post code;Type;Branch;Date joined;Arrears";

    /** What is wrong with a row, as the page says it, and the row. */
    private static final Map<String, String> BAD = Map.ofEntries(
            Map.entry("No member number", ";No;Number;n@example.org;;;Member;Cardiff;01/02/2015;0"),
            Map.entry("Not an e-mail address", "11;Bad;Mail;not an address;;;Member;Cardiff;01/02/2015;0"),
            Map.entry("Neither e-mail nor postal address", "12;No;Where;;;;Member;Cardiff;01/02/2015;0"),
            Map.entry("No ballot paper", "13;No;Paper;p@example.org;;;Member;;01/02/2015;0"),
            Map.entry("Unknown ballot paper", "14;Odd;Paper;o@example.org;;;Member;Atlantis;01/02/2015;0"),
            Map.entry("Date of joining unreadable", "15;Odd;Date;d@example.org;;;Member;Cardiff;31/02/2015;0"),
            Map.entry("Months of arrears unreadable", "16;Odd;Arrears;a@example.org;;;Member;Cardiff;01/02/2015;some"),
            Map.entry("Joined too late", "17;Too;Late;l@example.org;;;Member;Cardiff;13/01/2020;0"),
            Map.entry("No date of joining", "18;No;Date;nd@example.org;;;Member;Cardiff;;0"),
            Map.entry("Wrong number of columns", "19;Too;Short;s@example.org"),
            Map.entry(
                    "A character that does not print",
                    "20;Line;\"Bre\nak\";b@example.org;;;Member;Cardiff;01/02/2015;0"),
            Map.entry(
                    "A field is too long",
                    "21;Long;" + "x".repeat(201) + ";x@example.org;;;Member;Cardiff;01/02/2015;0"),
            Map.entry(
                    "Shared e-mail address, no postal address",
                    "22;Third;Sharer;home@example.org;;;Member;Cardiff;01/02/2015;0"));

    private static final List<String> GOOD = List.of(
            "1;Ann;Lee;home@example.org;1 High St;CF1 2AB;Member;Cardiff;01/02/2015;0",
            "2;Bob;Lee;home@example.org;1 High St;CF1 2AB;Member;Cardiff;01/02/2015;0",
            "3;Zo\u00eb;\u00cfto;zoe@example.org;;SA9 9ZZ;Member;Swansea;01/02/2015;0",
            "4;zo\u00eb;\u00efto;zoe.ito@example.org;;sa99zz;Affiliate;Swansea;01/02/2015;0",
            "5;Same;Number;five@example.org;;;Member;Cardiff;01/02/2015;0",
            "5;Other;Number;other@example.org;;;Member;Cardiff;01/02/2015;0",
            "=1+1;Formula;Number;f@example.org;;;Member;Cardiff;01/02/2015;0");

    private static Home home;
    private static ServerProcess server;
    private static Election election;

    @BeforeAll
    static void start() {
        home = Home.create("roll-page");
        server = ServerProcess.startForBrowsers(home, Map.of());
        election = Election.drafted(home, server);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Page page(BrowserContext context) {
        String[] cookie = Staff.of(home, server.http()).cookie().split("=", 2);
        String origin = server.http().server().toString();
        context.addCookies(List.of(new Cookie(cookie[0], cookie[1]).setUrl(origin)));
        Page page = context.newPage();
        page.navigate(origin + "/staff/#/elections/" + election.id() + "/roll");
        return page;
    }

    private static byte[] file() {
        String rows = String.join("\r\n", GOOD) + "\r\n" + String.join("\r\n", BAD.values()) + "\r\n";
        return (HEADER + "\r\n" + rows).getBytes(Charset.forName("windows-1252"));
    }

    @Test
    void aRollWithEveryKindOfBadRowIsImportedAndEachBadRowIsNamed(Browser browser) throws IOException {
        try (BrowserContext context = browser.newContext()) {
            Page page = page(context);

            upload(page);
            check(page);
            BAD.keySet()
                    .forEach(
                            rule -> assertThat(page.getByText(rule + ": 1", new Page.GetByTextOptions().setExact(true)))
                                    .isVisible());
            assertThat(page.getByText("Member number stands more than once: 2")).isVisible();
            assertThat(page.getByRole(AriaRole.ROW)).hasCount(1 + BAD.size() + 2);
            assertThat(csv(page))
                    .contains(",email-malformed,")
                    .doesNotContain("\n=")
                    .doesNotContain(",=");
            decide(page);
            commit(page);
            correct(page);
        }
    }

    /** Waits for what the server does in the background. */
    private static void await(Locator outcome) {
        assertThat(outcome).isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(PATIENCE));
    }

    private static void upload(Page page) {
        page.getByLabel("File with the roll").setInputFiles(new FilePayload("roll.csv", "text/csv", file()));
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Upload"))
                .click();
        assertThat(page.getByLabel("Characters")).hasValue("windows-1252");
        assertThat(page.getByLabel("Between the columns")).hasValue("semicolon");
        assertThat(page.getByLabel("Followed by")).hasValue(":Surname");
    }

    private static void check(Page page) {
        page.getByLabel("\u201cCardiff\u201d means").selectOption(new SelectOption().setValue("south"));
        page.getByLabel("\u201cSwansea\u201d means").selectOption(new SelectOption().setValue("north"));
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Add a rule"))
                .click();
        page.getByLabel("Last day of joining").fill("2020-01-12");
        assertThat(page.getByText("joined on 2020-01-13, and the last day is 2020-01-12"))
                .isVisible();
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Check every row"))
                .click();
        await(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Report of the rows")));
    }

    private static String csv(Page page) throws IOException {
        Download download = page.waitForDownload(
                () -> page.getByText("Download this list as CSV").click());
        return Files.readString(download.path());
    }

    private static void decide(Page page) {
        assertThat(page.getByText("1 pair may be one person in two classes")).isVisible();
        Locator commit = page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Replace the roll by the 5 accepted rows"));
        assertThat(commit).hasAttribute("aria-disabled", "true");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Keep 3"))
                .click();
        await(page.getByText("May be one person in two classes: 1"));
    }

    private static void commit(Page page) {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Replace the roll by the 4 accepted rows"))
                .click();
        Locator dialog = page.getByRole(AriaRole.DIALOG);
        assertThat(dialog).containsText("16 rejected rows are left out");
        dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Replace the roll"))
                .click();
        await(page.getByText("The roll is replaced: 4 members"));
    }

    private static void correct(Page page) {
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Members"))
                .click();
        page.getByRole(AriaRole.SEARCHBOX, new Page.GetByRoleOptions().setName("Find a member"))
                .fill("zoe ito");
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName("Find").setExact(true))
                .click();
        Locator show = page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Show Zo\u00eb \u00cfto"));
        assertThat(page.getByRole(AriaRole.ROW)).hasCount(2);
        show.click();
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName("Correct").setExact(true))
                .click();
        page.getByLabel("E-mail address").fill("ito@example.org");
        page.getByLabel("Why").fill("asked by telephone");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Save the correction"))
                .click();
        assertThat(page.getByText("Member 3 is corrected.")).isVisible();
        show.click();
        assertThat(page.getByRole(AriaRole.DIALOG)).containsText("asked by telephone");
        assertThat(page.getByRole(AriaRole.DIALOG)).containsText("zoe@example.org");
    }
}
