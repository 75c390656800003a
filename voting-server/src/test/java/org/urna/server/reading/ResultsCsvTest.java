// SPDX-License-Identifier: Apache-2.0
package org.urna.server.reading;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResultsCsvTest {

    /** G2: a candidate called like a formula is a name in a spreadsheet too. */
    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\tx", "=cmd|' /C calc'!A0"})
    void aNameIsNoFormula(String name) {
        assertThat(ResultsCsv.cell(name)).isEqualTo("'" + name);
    }

    @Test
    void aCellIsQuotedWhereItMustBe() {
        assertThat(ResultsCsv.cell("Ann")).isEqualTo("Ann");
        assertThat(ResultsCsv.cell("")).isEmpty();
        assertThat(ResultsCsv.cell("Ann, Bob")).isEqualTo("\"Ann, Bob\"");
        assertThat(ResultsCsv.cell("Ann \"A\" Archer")).isEqualTo("\"Ann \"\"A\"\" Archer\"");
        assertThat(ResultsCsv.cell("a\nb")).isEqualTo("\"a\nb\"");
        assertThat(ResultsCsv.cell("=a,b")).isEqualTo("\"'=a,b\"");
    }
}
