// SPDX-License-Identifier: Apache-2.0
package org.urna.acceptance.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** The booth's pure modules, run in the browser: order of options, rankings, choices, states, casting again, complaints. */
@ExtendWith(InChromium.class)
class BoothLogicTest {

    private static final String MODULE = "booth-logic";

    private static ModulePage page;

    @BeforeAll
    static void open(Browser browser) {
        page = new ModulePage(browser);
    }

    @AfterAll
    static void close() {
        if (page != null) {
            page.close();
        }
    }

    @TestFactory
    Stream<DynamicTest> sentences() {
        List<?> names = (List<?>) page.call(MODULE, "names", Map.of());
        assertThat(names).isNotEmpty();
        return names.stream()
                .map(String::valueOf)
                .map(name -> DynamicTest.dynamicTest(
                        name,
                        () -> assertThat(page.call(MODULE, "run", Map.of("name", name)))
                                .isEqualTo("")));
    }
}
