// SPDX-License-Identifier: Apache-2.0
package org.urna.acceptance.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.urna.acceptance.harness.Election;
import org.urna.acceptance.harness.Elections;
import org.urna.acceptance.harness.Home;
import org.urna.acceptance.harness.Http;
import org.urna.acceptance.harness.ServerProcess;
import org.urna.acceptance.harness.Staff;
import org.urna.acceptance.harness.Voter;

/** The desks of an open election, as those who sit there and the members see them: sending, new codes, stopping the vote and going on. */
@ExtendWith(InChromium.class)
class DesksTest {

    private static final String WHY = "The network of the venue is down. Your vote can be cast again in an hour.";
    private static final String WHY_WELSH = "Mae rhwydwaith y lleoliad i lawr. Gellir bwrw pleidlais eto mewn awr.";

    private final Inspection inspection = new Inspection("desk");
    private static ServerProcess server;
    private static Election election;
    private static Staff staff;

    @BeforeAll
    static void start() {
        Home home = Elections.everyKind().home().copy("desks");
        election = Elections.everyKind().in(home);
        server = ServerProcess.startForBrowsers(home, Map.of());
        staff = Staff.of(home, server.http());
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    private OfficePage office(Browser browser, String cookie, String desk) {
        return new OfficePage(browser, server.http().server().toString(), cookie)
                .open("elections", election.id(), desk);
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    /** D4, C3: whoever did not vote can ask; who has a complaint is told what the board proves, and staff see it. */
    @Test
    void aVoterAsksWhetherTheirCodeWasUsedAndHandsAComplaintIn(Browser browser) throws Exception {
        String place = election.place(server.http());
        Path file = election.keep(
                "complaint.json",
                "{\"type\":\"urna-complaint\",\"E\":\""
                        + election.booth(server.http()).fingerprint().hex()
                        + "\",\"expected\":{\"ballot\":\"" + "ab".repeat(32)
                        + "\"},\"failed\":{\"rule\":\"receipt\"},\"request\":null,\"answer\":\"\"}");
        for (Texts texts : List.of(Texts.WELSH, Texts.ENGLISH)) {
            try (PublicPage member = new PublicPage(browser, texts)) {
                member.open(place + "/used").headed(texts.of("page.used.title"));
                inspection.see(member.page(), "used-" + texts.language());
                member.page().getByLabel(texts.of("page.reissue.number")).fill("M004");
                // Not the address on the roll: an answer would lie among the codes that other tests read.
                member.page().getByLabel(texts.of("page.reissue.contact")).fill("somebody@example.org");
                member.press(texts.of("page.used.ask")).says(texts.of("page.used.taken"));
                member.open(place + "/complain").headed(texts.of("page.complain.title"));
                member.press(texts.of("page.complain.send")).says(texts.of("page.complain.file.missing"));
                inspection.see(member.page(), "complain-" + texts.language());
                member.page().getByLabel(texts.of("page.complain.file")).setInputFiles(file);
                member.page().getByLabel(texts.of("page.complain.words")).fill("Ydy hi yno?");
                member.press(texts.of("page.complain.send")).says(texts.of("page.complain.nothing-proven"));
                inspection.see(member.page(), "complain-answer-" + texts.language());
            }
        }
        String cookie = staff.invite("officer2@example.org", "returning-officer");
        try (OfficePage officer = office(browser, cookie, "complaints")) {
            Page page = officer.page();
            Locator first = page.getByRole(AriaRole.ARTICLE, new Page.GetByRoleOptions().setName("Complaint 1"));
            assertThat(first).containsText("Your ballot is not on the record");
            inspection.see(page, "complaints");
            first.getByRole(AriaRole.BUTTON).click();
            inspection.see(page, "complaints-answer");
            page.getByRole(AriaRole.DIALOG).getByRole(AriaRole.TEXTBOX).fill("Told by telephone.");
            page.getByRole(AriaRole.DIALOG)
                    .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Save"))
                    .click();
            assertThat(first).containsText("answered");
        }
        try (OfficePage officer = office(browser, cookie, "report")) {
            assertThat(officer.page().getByText("report is made once voting is over"))
                    .isVisible();
            inspection.see(officer.page(), "report-before");
        }
        try (OfficePage officer = office(browser, cookie, "closeout")) {
            Page page = officer.page();
            assertThat(page.getByText("is kept, encrypted")).isVisible();
            inspection.see(page, "closeout");
            button(page, "Set other times").click();
            inspection.see(page, "closeout-set");
            page.getByRole(AriaRole.DIALOG).getByRole(AriaRole.TEXTBOX).first().fill("7");
            page.getByRole(AriaRole.DIALOG)
                    .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Save"))
                    .click();
            assertThat(page.getByRole(AriaRole.ROW).nth(1)).containsText("7");
        }
        inspection.foundNothing();
    }

    /** G4, product 7: whoever asks is answered the same, and the desk sees whose request it was. */
    @Test
    void aMemberAndTheHelpDeskAskForNewCodesAndAnOfficerPutsThemTogether(Browser browser) {
        String place = election.place(server.http());
        for (Texts texts : List.of(Texts.WELSH, Texts.ENGLISH)) {
            try (PublicPage member = new PublicPage(browser, texts)) {
                member.open(place + "/reissue").headed(texts.of("page.reissue.title"));
                inspection.see(member.page(), "reissue-" + texts.language());
                member.page().getByLabel(texts.of("page.reissue.number")).fill("M003");
                member.page().getByLabel(texts.of("page.reissue.contact")).fill("m003@members.example.org");
                member.press(texts.of("page.reissue.ask")).says(texts.of("page.reissue.taken"));
                inspection.see(member.page(), "reissue-taken-" + texts.language());
            }
        }
        String cookie = staff.invite("desk@example.org", "help-desk");
        try (OfficePage desk = office(browser, cookie, "helpdesk")) {
            Page page = desk.page();
            page.getByRole(AriaRole.SEARCHBOX).fill("Member 5");
            button(page, "Find").click();
            Locator found = page.getByRole(
                    AriaRole.ARTICLE,
                    new Page.GetByRoleOptions().setName("Member 5").setExact(true));
            assertThat(found).containsText("Not voted");
            assertThat(found).containsText("m005@members.example.org");
            inspection.see(page, "helpdesk");
            found.getByRole(AriaRole.BUTTON).click();
            assertThat(page.getByRole(AriaRole.DIALOG)).containsText("Two officers decide");
            inspection.see(page, "helpdesk-ask");
            page.getByRole(AriaRole.DIALOG)
                    .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Ask for a new code"))
                    .click();
            assertThat(found).containsText("Asked for");
            // Who asks for members decides nothing.
            assertThat(page.getByText("to the officers")).hasCount(0);
        }
        try (OfficePage officer = office(browser, staff.cookie(), "helpdesk")) {
            Page page = officer.page();
            assertThat(page.getByRole(AriaRole.ROW).filter(new Locator.FilterOptions().setHasText("M005")))
                    .isVisible();
            assertThat(page.getByRole(AriaRole.ROW).filter(new Locator.FilterOptions().setHasText("M003")))
                    .hasCount(1);
            inspection.see(page, "requests");
            button(page, "Put 2 requests to the officers").click();
            inspection.see(page, "propose");
            button(page, "Make the decision").click();
            assertThat(page.getByText("With the officers")).hasCount(2);
        }
        inspection.foundNothing();
    }

    @Test
    void theSendingDeskSaysWhereMessagesAreAndShowsWhatIsWritten(Browser browser) {
        try (OfficePage officer = office(browser, staff.cookie(), "sending")) {
            Page page = officer.page();
            assertThat(page.getByText("Everything has been sent.")).isVisible();
            assertThat(page.getByText("Files in the outbox folder: no mail system is set"))
                    .isVisible();
            inspection.see(page, "sending");
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Edit"))
                    .first()
                    .click();
            assertThat(page.getByLabel("Subject")).isVisible();
            inspection.see(page, "template");
        }
        inspection.foundNothing();
    }

    /** Product 9: stopped at once, told everywhere, nothing cast meanwhile, and taken again when it goes on. */
    @Test
    void theVoteIsStoppedAndGoesOn(Browser browser) {
        Http http = server.http();
        String place = election.place(http);
        String code = election.codes().get(8);
        Voter voter = election.booth(http).encrypt(9, election.codes().get(9));
        try (OfficePage officer = office(browser, staff.cookie(), "overview")) {
            Page page = officer.page();
            say(page, "Stop the vote", "Stop it now", "stop");
            assertThat(page.getByText("Voting is stopped").first()).isVisible();
            inspection.see(page, "stopped");
            try (PublicPage reader = new PublicPage(browser, Texts.ENGLISH)) {
                reader.open(place + "/").says(Texts.ENGLISH.of("page.halted")).says(WHY);
                inspection.see(reader.page(), "stopped-election");
            }
            try (BoothPage member = new BoothPage(browser, Texts.ENGLISH)) {
                member.open(place + "/vote#" + code).sees("booth.closed.halted.title");
                inspection.see(member.page(), "stopped-booth");
            }
            assertThat(election.booth(http).send(http, voter).statusCode()).isEqualTo(503);

            say(page, "Go on with the vote", "Go on now", "go-on");
            assertThat(button(page, "Stop the vote")).isVisible();
        }
        assertThat(election.booth(http).send(http, voter).statusCode()).isEqualTo(201);
        inspection.foundNothing();
    }

    private void say(Page page, String what, String yes, String picture) {
        button(page, what).click();
        Locator dialog = page.getByRole(AriaRole.DIALOG);
        dialog.getByLabel("What voters are told (English)").fill(WHY);
        dialog.getByLabel("What voters are told (Welsh)").fill(WHY_WELSH);
        inspection.see(page, picture);
        dialog.getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(yes).setExact(true))
                .click();
        assertThat(dialog).hasCount(0);
    }
}
