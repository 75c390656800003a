// SPDX-License-Identifier: Apache-2.0
package org.urna.acceptance.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;

/** Looks at pages as they are now, at every width: gathers what axe-core finds and what is too wide, and leaves pictures. */
final class Inspection {

    private static final List<PublicPage.Look> LOOKS =
            List.of(PublicPage.Look.NARROW, PublicPage.Look.PHONE, PublicPage.Look.DESKTOP);
    private static final int HEIGHT = 844;

    private final String prefix;
    private final List<String> faults = new ArrayList<>();

    /** @param prefix of the pictures' names */
    Inspection(String prefix) {
        this.prefix = prefix;
    }

    /** Looks at a page. */
    void see(Page page, String name) {
        for (PublicPage.Look look : LOOKS) {
            page.setViewportSize(look.width(), HEIGHT);
            faults.addAll(AccessibilityTest.seen(page, PublicPage.overflow(page), look, prefix + "-" + name));
        }
    }

    /** Fails if anything was found. */
    void foundNothing() {
        assertThat(faults).isEmpty();
    }
}
