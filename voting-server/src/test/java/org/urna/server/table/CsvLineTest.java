// SPDX-License-Identifier: Apache-2.0
package org.urna.server.table;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvLineTest {

    /** G2: a candidate called like a formula is a name in a spreadsheet too. */
    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\tx", "=cmd|' /C calc'!A0"})
    void aNameIsNoFormula(String name) {
        assertThat(CsvLine.cell(name)).isEqualTo("'" + name);
    }

    @Test
    void aCellIsQuotedWhereItMustBe() {
        assertThat(CsvLine.cell("Ann")).isEqualTo("Ann");
        assertThat(CsvLine.cell("")).isEmpty();
        assertThat(CsvLine.cell("Ann, Bob")).isEqualTo("\"Ann, Bob\"");
        assertThat(CsvLine.cell("Ann \"A\" Archer")).isEqualTo("\"Ann \"\"A\"\" Archer\"");
        assertThat(CsvLine.cell("a\nb")).isEqualTo("\"a\nb\"");
        assertThat(CsvLine.cell("=a,b")).isEqualTo("\"'=a,b\"");
    }
}
