// SPDX-License-Identifier: Apache-2.0
package org.urna.trustee.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Names from others on a terminal. */
class PlainTextTest {

    @Test
    @DisplayName("G2: a name with terminal escapes, line ends or turned writing is shown as plain text on one line")
    void whatATerminalCouldObeyIsWrittenOut() {
        assertThat(PlainText.line("Zoë O'Neill-李 ♥")).isEqualTo("Zoë O'Neill-李 ♥");
        assertThat(PlainText.line("a\u001b[2Jb")).isEqualTo("a\\u{1b}[2Jb");
        assertThat(PlainText.line("a\nagreed: all\r\t")).isEqualTo("a\\u{a}agreed: all\\u{d}\\u{9}");
        assertThat(PlainText.line("a\u202eb\u2066c\u200fd\u2028e"))
                .isEqualTo("a\\u{202e}b\\u{2066}c\\u{200f}d\\u{2028}e");
        assertThat(PlainText.line("\ud800x\u009b")).isEqualTo("\\u{d800}x\\u{9b}");
        assertThat(PlainText.line("x".repeat(30_000))).hasSize(20_000);
    }
}
