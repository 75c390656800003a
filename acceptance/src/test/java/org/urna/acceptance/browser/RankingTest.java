// SPDX-License-Identifier: Apache-2.0
package org.urna.acceptance.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Ranking in the booth's screen of a ranked contest: by tapping, by keyboard, by dragging; nothing malformed comes out. */
@ExtendWith(InChromium.class)
class RankingTest {

    private static final Texts TEXTS = Texts.ENGLISH;
    private static final List<String> NAMES = List.of("Ada", "Ben", "Cai", "Dee", "Eve");
    private static final int STEPS = 12;

    private WebFolder folder;
    private BrowserContext context;
    private Page page;

    @BeforeEach
    void open(Browser browser) {
        folder = new WebFolder();
        context = browser.newContext(new Browser.NewContextOptions()
                .setBypassCSP(true) // for the style sheets, which the folder's policy leaves out
                .setLocale("en")
                .setViewportSize(390, 1400));
        page = context.newPage();
        page.route(
                "**/messages/index.json",
                route -> route.fulfill(new Route.FulfillOptions().setBody("[{\"tag\":\"en\",\"name\":\"English\"}]")));
        page.navigate(folder.page());
        page.addStyleTag(new Page.AddStyleTagOptions().setPath(WebFolder.WEB.resolve("app/style.css")));
        page.addStyleTag(new Page.AddStyleTagOptions().setPath(WebFolder.WEB.resolve("booth/booth.css")));
        page.evaluate("async () => (await import('/test/ranking-page.js')).start()");
        PlaywrightAssertions.assertThat(page.locator("h1")).hasText("Deputy");
    }

    @AfterEach
    void close() {
        context.close();
        folder.close();
    }

    @Test
    void tappingInOrderRanksInThatOrderUpToTheMost() {
        ranks("Cai", "Ada", "Eve", "Ben");
        shows("Cai", "Ada", "Eve", "Ben");
        PlaywrightAssertions.assertThat(page.locator(".booth-count"))
                .hasText(TEXTS.of("booth.contest.count.ranks")
                        .replace("{used}", "4")
                        .replace("{max}", "4"));
        candidate("Dee").click(new Locator.ClickOptions().setForce(true));
        shows("Cai", "Ada", "Eve", "Ben");
        PlaywrightAssertions.assertThat(page.locator("#live-assertive"))
                .hasText(TEXTS.of("booth.contest.full.ranks").replace("{max}", "4"));
    }

    @Test
    void theKeyboardRanksMovesAndRemovesAndKeepsTheFocus() {
        candidate("Ada").focus();
        for (int i = 0; i < 3; i++) {
            page.keyboard().press("Enter");
        }
        shows("Ada", "Ben", "Cai");
        tool("booth.rank.up", "Cai").focus();
        page.keyboard().press("Enter");
        page.keyboard().press("Space");
        shows("Cai", "Ada", "Ben");
        PlaywrightAssertions.assertThat(tool("booth.rank.up", "Cai")).isFocused();
        PlaywrightAssertions.assertThat(page.locator("#live-polite")).containsText("1");
        page.keyboard().press("Enter");
        shows("Cai", "Ada", "Ben");
        tool("booth.rank.remove", "Ada").focus();
        page.keyboard().press("Enter");
        shows("Cai", "Ben");
        PlaywrightAssertions.assertThat(tool("booth.rank.remove", "Ben")).isFocused();
    }

    @Test
    void draggingMovesRanksAndRemoves() {
        ranks("Ada", "Ben", "Cai");
        drag("Cai", ranked("Ada"), 2);
        shows("Cai", "Ada", "Ben");
        drag("Cai", ranked("Ben"), -2);
        shows("Ada", "Ben", "Cai");
        drag("Dee", ranked("Ben"), 2);
        shows("Ada", "Dee", "Ben", "Cai");
        drag("Dee", page.locator("footer"), 10);
        shows("Ada", "Ben", "Cai");
    }

    @Test
    void anInterruptedDragChangesNothing() {
        ranks("Ada", "Ben");
        grab("Ben");
        BoundingBox target = ranked("Ada").boundingBox();
        page.mouse().move(target.x + 20, target.y + 2);
        page.keyboard().press("Escape");
        page.mouse().up();
        shows("Ada", "Ben");
    }

    @Test
    void undoTakesBackEachChangeAndClearAll() {
        ranks("Ada", "Ben");
        press("booth.rank.clear");
        shows();
        PlaywrightAssertions.assertThat(page.locator("main")).containsText(TEXTS.of("booth.rank.none"));
        press("booth.rank.undo");
        shows("Ada", "Ben");
        press("booth.rank.undo");
        shows("Ada");
    }

    @Test
    void blankAndARankingExcludeEachOtherAndAWithdrawnCandidateIsMarked() {
        PlaywrightAssertions.assertThat(candidate("Eve")).containsText(TEXTS.of("booth.contest.withdrawn"));
        ranks("Ada");
        Locator blank = page.locator("#option-blank");
        blank.check();
        shows();
        ranks("Ben");
        PlaywrightAssertions.assertThat(blank).not().isChecked();
        press("booth.contest.toReview");
        PlaywrightAssertions.assertThat(page.locator(".booth-chosen li")).hasText(new String[] {"Ben"});
    }

    private void ranks(String... names) {
        for (String name : names) {
            candidate(name).click();
        }
    }

    /** The order on the page, and what would be encrypted. */
    private void shows(String... names) {
        PlaywrightAssertions.assertThat(page.locator(".booth-ranked .booth-option-name"))
                .hasText(names);
        Object ranking = page.evaluate("async () => (await import('/test/ranking-page.js')).ranking()");
        assertThat(ranking)
                .isEqualTo(List.of(names).stream()
                        .map(name -> NAMES.indexOf(name) + 1)
                        .toList());
    }

    private Locator candidate(String name) {
        return page.locator(".booth-add").filter(new Locator.FilterOptions().setHasText(name));
    }

    private Locator ranked(String name) {
        return page.locator(".booth-ranked .booth-rank").filter(new Locator.FilterOptions().setHasText(name));
    }

    private Locator tool(String key, String name) {
        return page.getByRole(
                AriaRole.BUTTON,
                new Page.GetByRoleOptions()
                        .setName(TEXTS.of(key, "name", "\u2068" + name + "\u2069"))
                        .setExact(true));
    }

    private void press(String key) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(TEXTS.of(key)).setExact(true))
                .click();
    }

    private void grab(String name) {
        BoundingBox handle = page.locator(".booth-rank")
                .filter(new Locator.FilterOptions().setHasText(name))
                .locator(".booth-handle")
                .boundingBox();
        page.mouse().move(handle.x + handle.width / 2, handle.y + handle.height / 2);
        page.mouse().down();
    }

    /** Drags by the handle to so many pixels below the upper edge of the target, or above its lower edge. */
    private void drag(String name, Locator target, double inside) {
        grab(name);
        BoundingBox box = target.boundingBox();
        double y = inside > 0 ? box.y + inside : box.y + box.height + inside;
        page.mouse().move(box.x + box.width / 2, y, new com.microsoft.playwright.Mouse.MoveOptions().setSteps(STEPS));
        page.mouse().up();
    }
}
