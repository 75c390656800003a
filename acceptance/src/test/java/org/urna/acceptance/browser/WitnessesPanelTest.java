// SPDX-License-Identifier: Apache-2.0
package org.urna.acceptance.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.urna.acceptance.harness.Election;
import org.urna.acceptance.harness.Home;
import org.urna.acceptance.harness.Http;
import org.urna.acceptance.harness.People;
import org.urna.acceptance.harness.Programs;
import org.urna.acceptance.harness.Running;
import org.urna.acceptance.harness.ServerProcess;
import org.urna.acceptance.harness.Staff;

/** E3 What the ballot office sees of a witness that is away, and that it sees it come back. */
@ExtendWith(InChromium.class)
class WitnessesPanelTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Inspection inspection = new Inspection("witnesses");

    @Test
    void aWitnessThatIsAwayIsNamedWithTheReasonUntilItSigns(Browser browser) throws Exception {
        Home home = Home.create("witnesses");
        int witness = ServerProcess.freePort();
        Path state = home.folder().resolve("watcher");
        String key = Programs.VERIFIER
                .run(home.log(), "witness-key", state.toString(), "witness.test/1")
                .expect(0)
                .output()
                .strip();
        Map<String, String> settings = Map.of("URNA_WITNESSES", "http://127.0.0.1:" + witness);
        try (ServerProcess server = ServerProcess.startForBrowsers(home, settings)) {
            Http http = server.http();
            Election election = Election.inCeremony(
                    home, http, 4, new People(home).officers(People.OFFICERS), draft -> witnessed(draft, key));
            awaitMember(http, election, "fault");
            try (OfficePage office = new OfficePage(
                            browser,
                            http.server().toString(),
                            Staff.of(home, http).cookie())
                    .open("elections", election.id())) {
                Locator panel = panel(office.page());
                assertThat(panel).containsText("1 of 1 must sign");
                assertThat(panel.getByRole(AriaRole.ROW).nth(1)).containsText("Does not sign");
                assertThat(panel.getByRole(AriaRole.ROW).nth(1)).containsText("it does not answer");
                assertThat(panel).not().containsText("A quorum signed last");
                inspection.see(office.page(), "away");

                Running watcher = watch(home, http, election, state, witness);
                try {
                    awaitMember(http, election, "time");
                    office.page().reload();
                    assertThat(panel.getByRole(AriaRole.ROW).nth(1)).containsText("Signs");
                    assertThat(panel).containsText("A quorum signed last");
                    assertThat(panel).not().containsText("Does not sign");
                    inspection.see(office.page(), "signs");
                } finally {
                    watcher.process().destroyForcibly().waitFor();
                }
            }
        }
        inspection.foundNothing();
    }

    private static ObjectNode witnessed(ObjectNode draft, String key) {
        draft.putArray("witnesses").addObject().put("name", "The watcher").put("key", key);
        return draft.put("quorum", 1).put("maxGapMinutes", 1);
    }

    private static Running watch(Home home, Http http, Election election, Path state, int port) {
        return Programs.VERIFIER.start(
                home.log(),
                List.of(
                        "watch",
                        election.place(http),
                        "--state",
                        state.toString(),
                        "--interval",
                        "1",
                        "--board-key",
                        election.boardKey(http),
                        "--listen",
                        "127.0.0.1:" + port),
                Map.of());
    }

    private static Locator panel(Page page) {
        return page.locator("section")
                .filter(new Locator.FilterOptions()
                        .setHas(page.getByRole(
                                AriaRole.HEADING,
                                new Page.GetByRoleOptions().setName("Witnesses").setExact(true))));
    }

    private static JsonNode standing(Http http, Election election) {
        return http.getJson("/api/v1/elections/" + election.id() + "/witnesses")
                .path("witnesses")
                .path(0);
    }

    /** Waits until the witness's standing says this of it. */
    private static void awaitMember(Http http, Election election, String member) throws InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        while (!standing(http, election).has(member)) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("no " + member + " of the witness: " + standing(http, election));
            }
            Thread.sleep(200);
        }
    }
}
