// SPDX-License-Identifier: Apache-2.0
package org.urna.acceptance.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.urna.acceptance.harness.Election;
import org.urna.acceptance.harness.Home;
import org.urna.acceptance.harness.Http;
import org.urna.acceptance.harness.People;
import org.urna.acceptance.harness.Programs;
import org.urna.acceptance.harness.ServerProcess;
import org.urna.acceptance.harness.Staff;
import org.urna.crypto.MalformedException;
import org.urna.crypto.jose.KeyFile;
import org.urna.crypto.jose.VerificationKey;

/**
 * Two officers in two browsers seal an election, one with a key that the browser made and one with a key of the officers' program; one refuses
 * what the other asks for; and an observer watches the trustees on the wall.
 */
@ExtendWith(InChromium.class)
class OfficersTest {

    private static final JsonMapper JSON = new JsonMapper();

    private static Home home;
    private static ServerProcess server;
    private static Http http;

    @BeforeAll
    static void start() {
        home = Home.create("officers");
        server = ServerProcess.startForBrowsers(home, Map.of());
        http = server.http();
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void twoOfficersSealAnElectionAndOneRefusesWhatTheOtherAsksFor(Browser browser) throws Exception {
        Staff staff = Staff.of(home, http);
        String deputy = staff.invite("deputy@example.org", "deputy");
        JsonNode program = new People(home).officers(1).get(0);
        try (OfficePage ada = new OfficePage(browser, http.server().toString(), staff.cookie());
                OfficePage bob = new OfficePage(browser, http.server().toString(), deputy);
                PublicPage observer = new PublicPage(browser, Texts.ENGLISH, PublicPage.Look.DESKTOP)) {
            OfficePage.MadeKey made = ada.makeKey("Ada", home.people().resolve("ada.key"));
            JsonNode entry = JSON.readTree(made.entry());
            assertThat(made.spoken().replaceAll("\\s+", " "))
                    .isEqualTo(
                            VerificationKey.parse(entry.path("key").toString()).spoken());
            Election election = Election.inCeremony(home, http, 12, List.of(entry, program));
            observer.open(http.server() + "/e/" + election.id() + "/wall");
            assertThat(observer.page().locator(".step-awaited")).hasCount(People.TRUSTEES);

            election.makeKey(http);

            assertThat(observer.page().locator(".step-done")).hasCount(5 * People.TRUSTEES);
            seal(ada, bob, election, made);
            refuse(ada, bob, election);
            signByProgram(made, election, ada);
            assertThat(String.join("\n", ada.reader().sent()))
                    .contains("/decisions/1/signatures")
                    .doesNotContain(secrets(made));
            assertThat(screens(bob, election)).isEmpty();
        }
    }

    /** Screens and tabs that a role is offered, and a request that it may not make. */
    private record Reach(String screens, String tabs, String method, String path) {}

    private static final Map<String, Reach> ROLES = Map.of(
            "administrator",
            new Reach("Accounts, Audit trail", "Overview, Progress, Turnout", "POST", "elections/ID/ceremony"),
            "returning-officer",
            new Reach(
                    "My officer’s key, Audit trail",
                    "Overview, Set-up, Roll, Members, Sending, Help desk, Complaints, Decisions, Progress, Turnout, Report, Close-out",
                    "GET",
                    "staff/accounts"),
            "deputy",
            new Reach(
                    "My officer’s key, Audit trail",
                    "Overview, Set-up, Roll, Members, Sending, Help desk, Complaints, Decisions, Progress, Turnout, Report, Close-out",
                    "POST",
                    "elections/ID/credentials"),
            "help-desk",
            new Reach(
                    "",
                    "Overview, Members, Sending, Help desk, Complaints, Progress, Turnout",
                    "GET",
                    "elections/ID/roll/import"),
            "observer",
            new Reach(
                    "Audit trail",
                    "Overview, Set-up, Sending, Decisions, Progress, Turnout, Report, Close-out",
                    "GET",
                    "elections/ID/members"));

    @Test
    void eachRoleIsOfferedItsOwnScreensAndRefusedWhatItMayNotDo(Browser browser) {
        Staff staff = Staff.of(home, http);
        Election election = Election.drafted(home, server);
        ROLES.forEach((role, reach) -> {
            String cookie = staff.invite(role + "@roles.example.org", role);
            try (OfficePage office = new OfficePage(browser, http.server().toString(), cookie)) {
                office.open("elections", election.id());
                List<String> screens = office.page().locator(".staff-nav a").allInnerTexts();
                assertThat(String.join(", ", screens.subList(1, screens.size() - 1)))
                        .as(role)
                        .isEqualTo(reach.screens());
                assertThat(String.join(
                                ", ", office.page().locator(".staff-tabs a").allInnerTexts()))
                        .as(role)
                        .isEqualTo(reach.tabs());
                assertThat(forged(office.page(), reach, election)).as(role).isEqualTo("403 urn:urna:problem:forbidden");
                String hidden = screens.contains("Accounts") ? "key" : "accounts";
                office.open(hidden).reader().says("There is nothing here for you");
            }
        });
    }

    /** What the server says to a request that a page of this session sends. */
    private static Object forged(Page page, Reach reach, Election election) {
        return page.evaluate("""
                async ([method, path]) => {
                  const { token } = await (await fetch("/api/v1/staff/session")).json();
                  const headers = { "X-Urna-Session": token };
                  const answer = await fetch(`/api/v1/${path}`, { method, headers });
                  return `${answer.status} ${(await answer.json()).type}`;
                }""", List.of(reach.method(), reach.path().replace("ID", election.id())));
    }

    /** What axe-core finds on the officers' screens, and what is too wide; leaves pictures of them. */
    private static List<String> screens(OfficePage officer, Election election) {
        List<String> found = new ArrayList<>();
        for (PublicPage.Look look : List.of(PublicPage.Look.NARROW, PublicPage.Look.DESKTOP)) {
            look.wear(officer.page());
            officer.open("key");
            found.addAll(AccessibilityTest.seen(officer.page(), officer.reader().overflow(), look, "office-key"));
            for (String tab : List.of("decisions", "decisions/new", "progress", "turnout")) {
                officer.open("elections", election.id(), tab);
                found.addAll(AccessibilityTest.seen(
                        officer.page(), officer.reader().overflow(), look, "office-" + tab.replace('/', '-')));
            }
        }
        return found;
    }

    private static void seal(OfficePage ada, OfficePage bob, Election election, OfficePage.MadeKey adas)
            throws IOException {
        ask(ada, election, "setup");
        assertThat(ada.request(1).getByText("Take back")).isVisible();
        ada.sign(1);
        assertThat(ada.request(1)).containsText("You have signed. Another officer must sign too.");
        bob.open("elections", election.id(), "decisions");
        assertThat(bob.request(1)).containsText("Ada verified in this browser");
        // Another account with the same key is the same officer.
        bob.openKey(adas.file(), adas.passphrase());
        assertThat(bob.request(1)).containsText("You have signed. Another officer must sign too.");
        assertThat(bob.request(1).getByText("Sign …")).hasCount(0);
        bob.open("elections", election.id(), "decisions");
        bob.openKey(
                home.people().resolve("officer1.key"),
                Files.readString(home.people().resolve("officer1.passphrase")).strip());
        bob.sign(1);
        assertThat(bob.request(1)).containsText("on the board");
        assertThat(election.status(http).path("E").asText()).hasSize(64);
    }

    private static void refuse(OfficePage ada, OfficePage bob, Election election) {
        ask(ada, election, "void");
        bob.open("elections", election.id(), "decisions");
        bob.press(2, "Refuse");
        Page page = bob.page();
        page.locator("dialog").getByLabel("Why").selectOption("not-needed");
        page.locator("dialog button.primary").click();
        assertThat(bob.request(2)).containsText("Refused by Somebody deputy: it is not needed any more");
        ada.go("elections", election.id(), "decisions");
        assertThat(ada.request(2)).containsText("refused");
        assertThat(ada.request(2).getByText("Sign …")).hasCount(0);
    }

    /** The program takes the file that the browser made. */
    private static void signByProgram(OfficePage.MadeKey made, Election election, OfficePage ada) throws IOException {
        ask(ada, election, "booth-changed");
        Path passphrase = home.people().resolve("ada.passphrase");
        Files.writeString(passphrase, made.passphrase() + "\n");
        for (Path file : List.of(passphrase, made.file())) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
        List<String> command = new ArrayList<>(List.of("officer", "sign", "--decision", "3", "--yes"));
        command.addAll(People.place(http, election.id()));
        command.addAll(new People(home).key("ada"));
        assertThat(Programs.TRUSTEE
                        .run(home.log(), command.toArray(String[]::new))
                        .expect(0)
                        .output())
                .contains("signed: decision 3 has 1 of 2 signatures");
        ada.go("elections", election.id(), "decisions");
        assertThat(ada.request(3)).containsText("Ada verified in this browser");
    }

    private static void ask(OfficePage officer, Election election, String action) {
        Page page = officer.page();
        officer.go("elections", election.id(), "decisions", "new");
        page.getByLabel("What", new Page.GetByLabelOptions().setExact(true)).selectOption(action);
        officer.reader().press("Ask for it");
        assertThat(page.getByText("Asked for, as number").last()).isVisible();
    }

    /** What no request may hold: the scalar, the passphrase, the file. */
    private static String[] secrets(OfficePage.MadeKey made) throws IOException, MalformedException {
        String file = Files.readString(made.file()).strip();
        byte[] content = KeyFile.decrypt(made.passphrase().toCharArray(), file);
        String scalar = JSON.readTree(content).path("signingKey").path("d").asText();
        assertThat(scalar).hasSize(43);
        return new String[] {scalar, made.passphrase(), file.substring(file.indexOf('.'))};
    }
}
