// SPDX-License-Identifier: Apache-2.0
package org.urna.acceptance.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.urna.acceptance.harness.Election;
import org.urna.acceptance.harness.Ended;
import org.urna.acceptance.harness.Home;
import org.urna.acceptance.harness.Http;
import org.urna.acceptance.harness.PollingBooth;
import org.urna.acceptance.harness.ServerProcess;
import org.urna.acceptance.harness.Staff;

/**
 * Staff rehearse an election in the browser, from its set-up to its result: dummy electors vote with codes that staff may read, the sealed time
 * closes it with nobody at work, and every page and message says what it is.
 */
@ExtendWith(InChromium.class)
class RehearsalTest {

    private static final ZoneId HERE = ZoneId.of("Europe/London");
    private static final int ELECTORS = 3;

    /** Time for the key ceremony, the codes, the seal and the votes. */
    private static final int ENOUGH_SECONDS = 100;

    private static final double UNTIL_CLOSED_MILLIS = 240_000;

    private static Home home;
    private static ServerProcess server;
    private static Http http;

    private final List<String> found = new ArrayList<>();

    @BeforeAll
    static void start() {
        home = Home.create("rehearsal");
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
    void aRehearsalRunsToItsResultIsMarkedEverywhereAndClosesAtItsTimeWithNobodyAtWork(Browser browser)
            throws IOException {
        Election model = Election.draftedWithPeople(home, http);
        try (OfficePage office = new OfficePage(
                browser, http.server().toString(), Staff.of(home, http).cookie())) {
            Election rehearsal = made(office, model);
            Instant closes = begun(office, rehearsal);
            rehearsal.holdCeremony(http);
            issued(office, rehearsal);
            rehearsal.seal(http);
            List<String> codes = codes(office, rehearsal);
            PollingBooth booth = rehearsal.booth(http);
            vote(browser, rehearsal, codes.get(0));
            booth.cast(http, booth.encrypt(1, codes.get(1)));
            marked(browser, office, rehearsal);
            closed(browser, office, rehearsal, closes);
            assertThat(booth.send(http, booth.encrypt(2, codes.get(2))).statusCode())
                    .isEqualTo(409);
            result(browser, office, rehearsal);
        }
        assertThat(found).isEmpty();
    }

    private Election made(OfficePage office, Election model) {
        office.open("elections", model.id(), "setup", "check");
        Page page = office.page();
        page.getByLabel("Electors on each ballot paper").fill(Integer.toString(ELECTORS));
        page.getByLabel("Opens in so many minutes").fill("0");
        page.getByLabel("Open for so many minutes").fill("30");
        office.reader().press("Make the rehearsal");
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Dates")))
                .isVisible();
        office.reader().says("This is a rehearsal");
        String id = page.url().replaceAll(".*/elections/([0-9a-f]{32})/.*", "$1");
        assertThat(id).hasSize(32).isNotEqualTo(model.id());
        return new Election(home, id);
    }

    /** Sets the time of closing and begins; what the frame says goes on with it. */
    private static Instant begun(OfficePage office, Election rehearsal) {
        Page page = office.page();
        Instant closes = Instant.now()
                .plusSeconds(ENOUGH_SECONDS)
                .truncatedTo(ChronoUnit.MINUTES)
                .plus(1, ChronoUnit.MINUTES);
        page.getByLabel("Closes", new Page.GetByLabelOptions().setExact(true))
                .fill(LocalDateTime.ofInstant(closes, HERE).toString());
        office.reader().press("Save");
        assertThat(page.locator(".set-save")).not().containsText("Not saved yet");
        office.open("elections", rehearsal.id(), "setup", "check").reader().press("Fix the set-up …");
        office.reader().press("Fix it and begin");
        office.reader().says("The set-up is fixed");
        assertThat(state(page)).hasText("Key being made");
        return closes;
    }

    /** The console says who is waited for, and asks before it makes what cannot be made again. */
    private void issued(OfficePage office, Election rehearsal) {
        office.open("elections", rehearsal.id(), "overview").reader().says("issue of the voting codes");
        office.reader().press("Issue the voting codes");
        Locator dialog = office.page().locator("dialog");
        assertThat(dialog).containsText("Issue " + 2 * ELECTORS + " voting codes?");
        seen(office.reader(), PublicPage.Look.PHONE, "rehearsal-issue");
        dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Issue the voting codes"))
                .click();
        assertThat(office.page().getByText(2 * ELECTORS + " voting codes issued."))
                .isVisible();
        assertThat(dialog).hasCount(0);
    }

    private static Locator state(Page page) {
        return page.locator(".title-row .badge").first();
    }

    /** The dummy codes, as staff read them in the set-up. */
    private List<String> codes(OfficePage office, Election rehearsal) {
        office.open("elections", rehearsal.id(), "setup", "check");
        Locator links = office.page().locator("a[href*='/vote#']");
        assertThat(links).hasCount(2 * ELECTORS);
        seen(office.reader(), PublicPage.Look.NARROW, "rehearsal-codes");
        seen(office.reader(), PublicPage.Look.DESKTOP, "rehearsal-codes");
        return links.locator("code").allTextContents();
    }

    private static void vote(Browser browser, Election rehearsal, String code) {
        try (BoothPage member = new BoothPage(browser, Texts.ENGLISH)) {
            member.open(http.server() + "/e/" + rehearsal.id() + "/vote#" + code);
            assertThat(member.page().getByText(Texts.ENGLISH.of("booth.rehearsal")))
                    .isVisible();
            member.press("booth.start.begin")
                    .choose("Candidate 1 for chair")
                    .press("booth.continue")
                    .choose("Candidate 2 for council")
                    .press("booth.contest.toReview")
                    .press("booth.review.encrypt")
                    .press("booth.encrypted.cast")
                    .sees("booth.cast.title");
            assertThat(member.page().getByText(Texts.ENGLISH.of("booth.rehearsal")))
                    .isVisible();
        }
    }

    /** Public pages in both languages, the list of elections, the console, and the messages: each says that this is none. */
    private void marked(Browser browser, OfficePage office, Election rehearsal) throws IOException {
        String pages = http.server() + "/e/" + rehearsal.id() + "/";
        for (Texts texts : List.of(Texts.ENGLISH, Texts.WELSH)) {
            try (PublicPage reader = new PublicPage(browser, texts)) {
                for (String each : List.of("", "entries", "results", "find", "verify")) {
                    reader.open(pages + each).says(texts.of("page.rehearsal"));
                }
                reader.open(http.server() + "/").says(texts.of("page.rehearsal.badge"));
            }
        }
        try (PublicPage wall = new PublicPage(browser, Texts.ENGLISH, PublicPage.Look.DESKTOP)) {
            wall.open(pages + "wall");
            assertThat(wall.page().locator(".wall-rehearsal")).containsText(Texts.ENGLISH.of("page.rehearsal"));
        }
        for (String tab : List.of("overview", "roll", "members", "decisions", "progress", "turnout")) {
            office.open("elections", rehearsal.id(), tab).reader().says("This is a rehearsal");
        }
        Path outbox = home.data().resolve("outbox").resolve(rehearsal.id());
        try (Stream<Path> files = Files.list(outbox)) {
            List<Path> messages = files.toList();
            assertThat(messages).hasSize(2 * ELECTORS);
            for (Path message : messages) {
                assertThat(Files.readString(message, StandardCharsets.UTF_8).replace("=\r\n", ""))
                        .contains("This is a rehearsal.");
            }
        }
    }

    /** Nobody does anything: the console and the public page say so, and the board that it was at the time. */
    private static void closed(Browser browser, OfficePage office, Election rehearsal, Instant closes) {
        office.open("elections", rehearsal.id());
        if (Instant.now().isBefore(closes.minusSeconds(2))) {
            assertThat(state(office.page())).hasText("Open");
        }
        assertThat(state(office.page()))
                .hasText("Closed", new LocatorAssertions.HasTextOptions().setTimeout(UNTIL_CLOSED_MILLIS));
        try (PublicPage reader = new PublicPage(browser, Texts.ENGLISH)) {
            reader.open(http.server() + "/e/" + rehearsal.id() + "/").says(Texts.ENGLISH.of("page.state.closed.text"));
        }
        var close = rehearsal.board(http).read().stream()
                .filter(entry -> entry.type() == org.urna.crypto.record.EntryType.CLOSE)
                .toList();
        assertThat(close).hasSize(1);
        assertThat(close.get(0).time()).isBetween(closes, closes.plusSeconds(30));
    }

    private void result(Browser browser, OfficePage office, Election rehearsal) {
        rehearsal.tally(http);
        try (PublicPage reader = new PublicPage(browser, Texts.ENGLISH)) {
            reader.open(http.server() + "/e/" + rehearsal.id() + "/results")
                    .says(Texts.ENGLISH.of("page.rehearsal"))
                    .says("Candidate 1 for chair");
            seen(reader, PublicPage.Look.PHONE, "rehearsal-results");
        }
        office.open("elections", rehearsal.id());
        assertThat(state(office.page())).hasText(Texts.ENGLISH.of("page.state.final"));
        seen(office.reader(), PublicPage.Look.DESKTOP, "rehearsal-final");
        Ended verified = rehearsal.verify(http).expect(0);
        assertThat(verified.output()).contains("This is a rehearsal.");
    }

    private void seen(PublicPage reader, PublicPage.Look look, String name) {
        reader.page().setViewportSize(look.width(), 844);
        reader.page().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(look.colours()));
        found.addAll(AccessibilityTest.seen(reader.page(), reader.overflow(), look, name));
    }
}
