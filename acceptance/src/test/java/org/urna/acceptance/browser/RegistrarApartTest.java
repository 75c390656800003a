// SPDX-License-Identifier: Apache-2.0
package org.urna.acceptance.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.urna.acceptance.harness.Election;
import org.urna.acceptance.harness.Home;
import org.urna.acceptance.harness.People;
import org.urna.acceptance.harness.ServerProcess;
import org.urna.acceptance.harness.Staff;
import org.urna.crypto.group.Entropy;
import org.urna.crypto.jose.SigningKey;

/** Where a registrar apart from the server has the codes, every page that cannot show something says so and why. */
@ExtendWith(InChromium.class)
class RegistrarApartTest {

    private static final String KEY =
            SigningKey.generate(Entropy.secure()).publicKey().jwk();

    private final Inspection inspection = new Inspection("apart");
    private static ServerProcess server;
    private static Election election;
    private static Election draft;
    private static Staff staff;

    @BeforeAll
    static void start() throws IOException {
        Home home = Home.create("apart");
        server = ServerProcess.startForBrowsers(home, Map.of());
        var key = new JsonMapper().readTree(KEY);
        election = Election.inCeremony(home, server.http(), 12, new People(home).officers(2), changed -> {
            changed.putObject("registrar").put("mode", "separate").set("key", key);
            return changed;
        });
        draft = Election.drafted(home, server);
        staff = Staff.of(home, server.http());
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    private OfficePage office(Browser browser, Election of, String... more) {
        List<String> names = new ArrayList<>(List.of("elections", of.id()));
        names.addAll(List.of(more));
        return new OfficePage(browser, server.http().server().toString(), staff.cookie())
                .open(names.toArray(String[]::new));
    }

    @Test
    void theDesksNameWhatTheyCannotShowAndWhoDoes(Browser browser) {
        for (String desk : List.of("sending", "helpdesk")) {
            try (OfficePage office = office(browser, election, desk)) {
                office.reader().says("The registrar does this").says("It holds no code");
                assertThat(office.page().getByRole(AriaRole.SEARCHBOX)).hasCount(0);
                assertThat(office.page().locator("main button")).hasCount(0);
                inspection.see(office.page(), desk);
            }
        }
        try (OfficePage office = office(browser, election, "closeout")) {
            office.reader().says("is kept by the registrar, not here").says("registrar destroy");
            inspection.see(office.page(), "closeout");
        }
        inspection.foundNothing();
    }

    @Test
    void membersAreSentToTheRegistrarInBothLanguages(Browser browser) {
        String place = election.place(server.http());
        for (Texts texts : List.of(Texts.WELSH, Texts.ENGLISH)) {
            for (String page : List.of("reissue", "used")) {
                try (PublicPage member = new PublicPage(browser, texts)) {
                    member.open(place + "/" + page).headed(texts.of("page." + page + ".title"));
                    member.says(texts.of("page.registrar.title")).says(texts.of("page." + page + ".registrar"));
                    assertThat(member.page().locator("form")).hasCount(0);
                    inspection.see(member.page(), page + "-" + texts.language());
                }
            }
        }
        inspection.foundNothing();
    }

    @Test
    void theSetUpTakesTheRegistrarsKeyAndGivesItUpAgain(Browser browser) {
        try (OfficePage office = office(browser, draft, "setup", "people")) {
            Page page = office.page();
            page.getByLabel("Who makes and sends them").selectOption("separate");
            office.reader().says("This server will then send no messages");
            page.locator("#set-registrar-key").fill("no key");
            office.reader().says("This is no public key of P-256.");
            page.locator("#set-registrar-key").fill(KEY);
            assertThat(page.locator("#set-registrar .set-words")).isVisible();
            inspection.see(page, "setup");
            office.reader().press("Save and go on");
            assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Safeguards")))
                    .isVisible();
        }
        try (OfficePage office = office(browser, draft, "setup", "people")) {
            assertThat(office.page().getByLabel("Who makes and sends them")).hasValue("separate");
            office.page().getByLabel("Who makes and sends them").selectOption("server");
            office.reader().press("Save and go on");
            assertThat(office.page().getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Safeguards")))
                    .isVisible();
        }
        try (OfficePage office = office(browser, draft, "setup", "people")) {
            assertThat(office.page().getByLabel("Who makes and sends them")).hasValue("server");
        }
        inspection.foundNothing();
    }
}
