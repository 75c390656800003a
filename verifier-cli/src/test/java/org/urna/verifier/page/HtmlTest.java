// SPDX-License-Identifier: Apache-2.0
package org.urna.verifier.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HtmlTest {

    /** G2 Names from a board are text. */
    @Test
    void nothingFromABoardBecomesMarkup() {
        String page = new Html()
                .begin("p", "title", "\"><script>alert(1)</script>")
                .text("</p><svg onload='x'>\u202e\u001b[31m & done")
                .end()
                .toString();

        assertThat(page)
                .isEqualTo("<!DOCTYPE html>\n"
                        + "<p title=\"&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;\">"
                        + "&lt;/p&gt;&lt;svg onload=&#39;x&#39;&gt;\\u{202e}\\u{1b}[31m &amp; done</p>\n");
    }
}
