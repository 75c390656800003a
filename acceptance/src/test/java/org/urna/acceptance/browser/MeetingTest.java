// SPDX-License-Identifier: Apache-2.0
package org.urna.acceptance.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.urna.acceptance.harness.Election;
import org.urna.acceptance.harness.Home;
import org.urna.acceptance.harness.People;
import org.urna.acceptance.harness.PollingBooth;
import org.urna.acceptance.harness.Programs;
import org.urna.acceptance.harness.ServerProcess;
import org.urna.acceptance.harness.Slip;
import org.urna.acceptance.harness.Staff;
import org.urna.crypto.ballot.Choices;

/** Product 12: a vote in a hall from the short form of the set-up to the result, with printed slips, the desk at the door, and the verifier. */
@ExtendWith(InChromium.class)
class MeetingTest {

    private static final int MEMBERS = 14;
    private static final int VOTERS = 11;
    private static final String HEADER = "member_number,name,email,address1,address2,address3,address4,address5,"
            + "postcode,country,class,ballot_style,weight,language,joined,arrears_months\r\n";

    private static Home home;
    private static ServerProcess server;
    private static Staff staff;

    private final Inspection inspection = new Inspection("meeting");

    @BeforeAll
    static void start() {
        home = Home.create("meeting");
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
    void aMeetingVotesWithSlipsFromTheDoorAndHasItsResultMinutesAfterTheClose(Browser browser) throws Exception {
        Election election = setUp(browser);
        election.makeKey(server.http());
        List<Slip> slips = Slip.first(VOTERS + 1, slipFile(election));
        election.seal(server.http());

        String cookie = staff.invite("door@example.org", "help-desk");
        try (OfficePage desk = office(browser, cookie).open("elections", election.id(), "door")) {
            voteBeforeAndAfterTheDesk(browser, desk.page(), slips.get(0));
            loseASlip(desk.page(), slips.get(1), slips.get(2));
        }
        remindNobody(browser, election);
        voteAll(election, slips.subList(2, VOTERS + 1));

        election.close(server.http());
        election.tally(server.http());
        result(browser, election);
        report(election);
        inspection.foundNothing();
    }

    /** Who gets a code at the door was sent nothing that they could be reminded of. */
    private void remindNobody(Browser browser, Election election) {
        try (OfficePage officer = office(browser, staff.cookie()).open("elections", election.id(), "sending")) {
            assertThat(officer.page().getByText("No message waits, and none was sent."))
                    .isVisible();
            assertThat(officer.page().getByText("there is nobody to remind")).isVisible();
            assertThat(button(officer.page(), "Remind those who have not voted"))
                    .hasCount(0);
            inspection.see(officer.page(), "sending");
        }
    }

    private OfficePage office(Browser browser, String cookie) {
        return new OfficePage(browser, server.http().server().toString(), cookie);
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private static Locator field(Page page, String label) {
        return page.getByLabel(label, new Page.GetByLabelOptions().setExact(true));
    }

    /** The short form, the people, the roll, and what the set-up says of it. */
    private Election setUp(Browser browser) {
        try (OfficePage officer = office(browser, staff.cookie()).open("elections")) {
            Page page = officer.page();
            button(page, "Begin the meeting\u2019s set-up").click();
            assertThat(page.getByText("is needed").first()).isVisible();
            inspection.see(page, "short-form-empty");
            field(page, "Title of the meeting").fill("Annual meeting 2026");
            field(page, "What is decided").fill("Motion 1: a new roof");
            field(page, "The answers").fill("Build it\nLeave it");
            field(page, "Opens")
                    .fill(LocalDateTime.now(ZoneId.of("Europe/London"))
                            .truncatedTo(ChronoUnit.MINUTES)
                            .toString());
            field(page, "Minutes until it closes at the latest").fill("90");
            inspection.see(page, "short-form");
            button(page, "Begin the meeting\u2019s set-up").click();
            assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Trustees and officers")))
                    .isVisible();
            String id = page.url().replaceAll(".*/elections/([0-9a-f]{32})/.*", "$1");
            people(page);
            staff.post("/api/v1/elections/" + id + "/roll", "text/csv", roll().getBytes(StandardCharsets.UTF_8), 200);
            officer.open("elections", id, "setup", "papers");
            assertThat(field(page, "Codes are handed out at the door of a meeting"))
                    .isChecked();
            inspection.see(page, "papers");
            officer.open("elections", id, "setup", "check");
            assertThat(page.getByText("Ready").first()).isVisible();
            staff.post("/api/v1/elections/" + id + "/ceremony", "application/json", new byte[0], 200);
            return new Election(home, id);
        }
    }

    private void people(Page page) {
        People people = new People(home);
        List<JsonNode> trustees = people.identities();
        for (int i = 0; i < trustees.size(); i++) {
            button(page, "Enter a trustee by hand").click();
            page.locator("#set-trustees-" + i + "-name")
                    .fill(trustees.get(i).path("name").asText());
            page.locator("#set-trustees-" + i + "-thumbprint")
                    .fill(trustees.get(i).path("thumbprint").asText());
        }
        List<JsonNode> officers = people.officers(People.OFFICERS);
        for (int i = 0; i < officers.size(); i++) {
            button(page, "Add an officer").click();
            page.locator("#set-officers-" + i + "-name")
                    .fill(officers.get(i).path("name").asText());
            page.locator("#set-officers-" + i + "-key")
                    .fill(officers.get(i).path("key").toString());
        }
        button(page, "Save and go on").click();
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Safeguards")))
                .isVisible();
    }

    private static String roll() {
        StringBuilder roll = new StringBuilder(HEADER);
        for (int i = 1; i <= MEMBERS; i++) {
            roll.append(String.format(
                    Locale.ROOT,
                    // Who comes to the door needs no address.
                    "M%1$03d,Member %1$d,%2$s,,,,,,,,member,members,,,2020-01-01,\r\n",
                    i,
                    i % 2 == 0 ? "" : "m" + i + "@members.example.org"));
        }
        return roll.toString();
    }

    private static Path slipFile(Election election) throws InterruptedException {
        Path outbox = home.data().resolve("outbox").resolve(election.id());
        Path file = outbox.resolve("slips-000001.pdf");
        for (int i = 0; i < 200 && !Files.exists(file); i++) {
            Thread.sleep(100);
        }
        // Nobody is sent a code.
        assertThat(outbox.toFile().list()).containsExactly("slips-000001.pdf");
        return file;
    }

    private Locator found(Page page, String member) {
        page.getByRole(AriaRole.SEARCHBOX).fill(member);
        button(page, "Find").click();
        Locator card = page.getByRole(
                AriaRole.ARTICLE, new Page.GetByRoleOptions().setName(member).setExact(true));
        assertThat(card).isVisible();
        return card;
    }

    private static void activate(Locator card, String serial) {
        card.getByRole(AriaRole.TEXTBOX).fill(serial);
        card.getByRole(AriaRole.TEXTBOX).press("Enter");
    }

    /** Whoever votes before the desk has activated the slip is told so, and votes after it. */
    private void voteBeforeAndAfterTheDesk(Browser browser, Page desk, Slip slip) {
        try (BoothPage member = new BoothPage(browser, Texts.ENGLISH)) {
            member.begin(slip.link()).choose("Build it").press("booth.contest.toReview");
            member.sees("booth.review.title").press("booth.review.encrypt").sees("booth.encrypted.title");
            member.press("booth.encrypted.cast").sees("booth.refused.title").says("booth.refused.credential-inactive");
            inspection.see(member.page(), "not-activated");
            assertThat(desk.getByText("Slips printed")).isVisible();
            inspection.see(desk, "desk");
            Locator card = found(desk, "Member 1");
            inspection.see(desk, "desk-found");
            activate(card, "12345");
            assertThat(card).containsText("not the number of a slip");
            inspection.see(desk, "desk-refused");
            activate(card, slip.serial());
            assertThat(card).containsText("Has an activated slip");
            assertThat(desk.getByRole(AriaRole.SEARCHBOX)).isFocused();
            member.press("booth.refused.again").sees("booth.encrypted.title");
            member.press("booth.encrypted.cast").sees("booth.cast.title");
            assertThat(found(desk, "Member 1")).containsText("Voted");
        }
    }

    private void loseASlip(Page desk, Slip lost, Slip other) {
        activate(found(desk, "Member 2"), lost.serial());
        Locator card = found(desk, "Member 2");
        assertThat(card).containsText("Has an activated slip");
        card.getByRole(AriaRole.BUTTON).click();
        Locator dialog = desk.getByRole(AriaRole.DIALOG);
        dialog.getByRole(AriaRole.COMBOBOX).selectOption("lost");
        inspection.see(desk, "desk-lost");
        dialog.getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions()
                                .setName("Take the slip back")
                                .setExact(true))
                .click();
        assertThat(dialog).hasCount(0);
        assertThat(card).containsText("No slip yet");
        activate(card, lost.serial());
        assertThat(card).containsText("reported lost");
        activate(card, other.serial());
        assertThat(card).containsText("Has an activated slip");
        inspection.see(desk, "desk-done");
    }

    /** The others, without a browser: members 2 to 11 with the slips that are left. */
    private void voteAll(Election election, List<Slip> slips) {
        PollingBooth booth = election.booth(server.http());
        for (int i = 0; i < slips.size(); i++) {
            if (i > 0) {
                String body = String.format(
                        Locale.ROOT,
                        "{\"memberNumber\":\"M%03d\",\"serial\":\"%s\"}",
                        i + 2,
                        slips.get(i).serial());
                staff.post(
                        "/api/v1/elections/" + election.id() + "/door/activations",
                        "application/json",
                        body.getBytes(StandardCharsets.UTF_8),
                        204);
            }
            booth.cast(
                    server.http(),
                    booth.encrypt(i + 2, slips.get(i).code(), List.of(Choices.of(2, i % 3 == 0 ? 2 : 1))));
        }
    }

    private void result(Browser browser, Election election) {
        assertThat(election.status(server.http()).path("ballots").asInt()).isEqualTo(VOTERS);
        assertThat(election.verify(server.http()).status()).isZero();
        try (PublicPage reader = new PublicPage(browser, Texts.ENGLISH)) {
            reader.open(election.place(server.http()) + "/results").says("Motion 1: a new roof");
            inspection.see(reader.page(), "result");
        }
        try (OfficePage desk = office(browser, staff.cookie()).open("elections", election.id(), "door")) {
            assertThat(desk.page().getByText("The vote is over")).isVisible();
            inspection.see(desk.page(), "desk-over");
            desk.open("elections", election.id(), "report");
            assertThat(desk.page().getByText("14 slips printed, 11 activated, 11 voted with, 1 reported lost"))
                    .isVisible();
        }
    }

    /** The report marks what the desk did as the organisation's own word. */
    private void report(Election election) throws IOException {
        String statement =
                new String(staff.get("/api/v1/elections/" + election.id() + "/statement"), StandardCharsets.UTF_8);
        Path csv = home.folder().resolve("report.csv");
        Programs.VERIFIER
                .run(
                        home.log(),
                        "report",
                        election.place(server.http()),
                        "--board-key",
                        election.boardKey(server.http()),
                        "--statement",
                        election.keep("statement.json", statement).toString(),
                        "--pdf",
                        home.folder().resolve("report.pdf").toString(),
                        "--csv",
                        csv.toString())
                .expect(0);
        assertThat(Files.readAllLines(csv))
                .contains(
                        "\"Roll and delivery\",\"Codes printed on slips for the door\",\"Figure\",\"14\",\"organisation\"",
                        "\"Roll and delivery\",\"of those activated, voted with\",\"Figure\",\"11\",\"organisation\"",
                        "\"The poll\",\"Ballots cast\",\"Figure\",\"11\",\"board\"");
    }
}
