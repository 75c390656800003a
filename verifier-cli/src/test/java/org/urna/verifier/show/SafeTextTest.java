// SPDX-License-Identifier: Apache-2.0
package org.urna.verifier.show;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** G2 Names cannot command the terminal. */
class SafeTextTest {

    @Test
    void lettersOfAnyScriptStayAsTheyAre() {
        assertThat(SafeText.of("Zoë Żółć 李 Άλφα — 1/2")).isEqualTo("Zoë Żółć 李 Άλφα — 1/2");
    }

    @Test
    void escapesLineBreaksAndDirectionMarksAreSpelt() {
        assertThat(SafeText.of("a\u001b[2Jb")).isEqualTo("a\\u{1b}[2Jb");
        assertThat(SafeText.of("a\u009b2Jb\r\n")).isEqualTo("a\\u{9b}2Jb\\u{d}\\u{a}");
        assertThat(SafeText.of("a\u202eb\u2066c\u200f")).isEqualTo("a\\u{202e}b\\u{2066}c\\u{200f}");
        assertThat(SafeText.of("a\u2028b\ud800")).isEqualTo("a\\u{2028}b\\u{d800}");
    }

    @Test
    void aLongTextIsCut() {
        assertThat(SafeText.of("x".repeat(10_000))).hasSize(301).endsWith("…");
    }
}
