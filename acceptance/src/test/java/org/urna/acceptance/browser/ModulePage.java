// SPDX-License-Identifier: Apache-2.0
package org.urna.acceptance.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** An empty page in which functions of modules are called; errors of the page fail the test. */
final class ModulePage implements AutoCloseable {

    private static final double PATIENCE_MILLISECONDS = 300_000;

    private final WebFolder folder = new WebFolder();
    private final Page page;
    private final List<String> errors = new ArrayList<>();

    ModulePage(Browser browser) {
        page = browser.newPage();
        page.setDefaultTimeout(PATIENCE_MILLISECONDS);
        page.onPageError(errors::add);
        page.navigate(folder.page());
    }

    /**
     * Calls {@code name} of {@code /test/module} with one argument and waits for its result.
     *
     * @param argument of maps, lists, strings, numbers and booleans; the result consists of the same
     */
    Object call(String module, String name, Map<String, ?> argument) {
        Object result = page.evaluate(
                "async ({module, name, argument}) => (await import(`/test/${module}.js`))[name](argument)",
                Map.of("module", module, "name", name, "argument", argument));
        if (!errors.isEmpty()) {
            throw new AssertionError(String.join("\n", errors));
        }
        return result;
    }

    @Override
    public void close() {
        page.close();
        folder.close();
    }
}
