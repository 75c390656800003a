// SPDX-License-Identifier: Apache-2.0
package org.urna.acceptance.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.SelectOption;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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

/** Product 9: what is asked for and signed in two officers' browsers during the poll, and what members then see. */
@ExtendWith(InChromium.class)
class PollChangesTest {

    private static final int LEAVER = 7;

    private final Inspection inspection = new Inspection("poll");
    private static Home home;
    private static ServerProcess server;
    private static Election election;

    @BeforeAll
    static void start() {
        home = Elections.everyKind().home().copy("changes");
        election = Elections.everyKind().in(home);
        server = ServerProcess.startForBrowsers(home, Map.of());
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void aMembersVoteIsRevokedACandidateWithdrawsAndTheDeadlineMoves(Browser browser) throws Exception {
        Http http = server.http();
        Staff staff = Staff.of(home, http);
        Voter leaver = election.booth(http).encrypt(LEAVER, election.codes().get(LEAVER));
        LocalDate later = LocalDate.parse(
                        election.status(http).path("closes").asText().substring(0, 10))
                .plusDays(3);
        try (OfficePage ada = new OfficePage(browser, http.server().toString(), staff.cookie());
                OfficePage bob = new OfficePage(
                        browser, http.server().toString(), staff.invite("deputy@changes.example.org", "deputy"))) {
            revoke(ada);
            ask(ada, "candidate-withdrawn", "Candidate", null);
            ask(ada, "deadline-extended", "New deadline", later + "T12:00");
            List<Integer> asked = pending(http);
            assertThat(asked).hasSize(3);
            sign(ada, "officer1", asked);
            sign(bob, "officer2", asked);
            for (int number : asked) {
                assertThat(bob.request(number)).containsText("on the board");
            }
        }

        JsonNode status = election.status(http);
        assertThat(status.path("closes").asText()).startsWith(later.toString());
        assertThat(status.path("withdrawn")).hasSize(1);
        assertThat(new String(election.booth(http).send(http, leaver).body(), StandardCharsets.UTF_8))
                .contains("credential-retired");
        String place = election.place(http);
        try (PublicPage reader = new PublicPage(browser, Texts.ENGLISH)) {
            reader.open(place + "/")
                    .says(later.format(DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.UK)))
                    .says(Texts.ENGLISH.of("page.contest.withdrawn"));
        }
        try (BoothPage member = new BoothPage(browser, Texts.ENGLISH)) {
            member.begin(place + "/vote#" + election.codes().get(LEAVER)).sees("booth.closed.revoked.title");
        }
        inspection.foundNothing();
    }

    /** By the member's number: whose a credential is, no officer has to know. */
    private void revoke(OfficePage officer) {
        Page page = officer.open("elections", election.id(), "helpdesk").page();
        page.getByRole(AriaRole.SEARCHBOX).fill("Member " + (LEAVER + 1));
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName("Find").setExact(true))
                .click();
        page.getByRole(
                        AriaRole.ARTICLE,
                        new Page.GetByRoleOptions()
                                .setName("Member " + (LEAVER + 1))
                                .setExact(true))
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Revoke the vote"))
                .click();
        Locator dialog = page.getByRole(AriaRole.DIALOG);
        dialog.getByLabel("Reason").selectOption("suspended");
        inspection.see(page, "revoke");
        dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Ask for the decision"))
                .click();
        assertThat(dialog).hasCount(0);
    }

    /** @param value what is typed; null to take the first that can be chosen */
    private static void ask(OfficePage officer, String action, String field, String value) {
        Page page = officer.open("elections", election.id(), "decisions", "new").page();
        page.getByLabel("What", new Page.GetByLabelOptions().setExact(true)).selectOption(action);
        Locator asked = page.getByLabel(field, new Page.GetByLabelOptions().setExact(true));
        if (value == null) {
            asked.selectOption(new SelectOption().setIndex(1));
        } else {
            asked.fill(value);
        }
        officer.reader().press("Ask for it");
        assertThat(page.getByText("Asked for, as number").last()).isVisible();
    }

    private static List<Integer> pending(Http http) {
        List<Integer> numbers = new ArrayList<>();
        http.getJson("/api/v1/elections/" + election.id() + "/decisions").forEach(each -> {
            if (each.path("state").asText().equals("pending")) {
                numbers.add(each.path("number").asInt());
            }
        });
        return numbers;
    }

    private static void sign(OfficePage officer, String key, List<Integer> numbers) throws IOException {
        officer.open("elections", election.id(), "decisions");
        officer.openKey(
                home.people().resolve(key + ".key"),
                Files.readString(home.people().resolve(key + ".passphrase")).strip());
        numbers.forEach(officer::sign);
    }
}
