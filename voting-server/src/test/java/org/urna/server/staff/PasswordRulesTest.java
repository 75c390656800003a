// SPDX-License-Identifier: Apache-2.0
package org.urna.server.staff;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.urna.server.problem.Refusal;

class PasswordRulesTest {

    private final PasswordRules rules = new PasswordRules();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "short-pass1",
                "password1234",
                "P@ssw0rd1234",
                "123456789012",
                "qwertyuiop12",
                "aaaaaaaaaaaa",
                "iloveyou2020",
                "gwen.jones12",
                "gwen.jones@example.org",
                "letmeinletmein",
                "football2026"
            })
    void whatIsTriedFirstIsRefused(String password) {
        assertThatThrownBy(() -> rules.check(password, "gwen.jones@example.org", "Gwen Jones"))
                .isInstanceOf(Refusal.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"harbour-violin-cactus-71", "pysgodyn lamp enfys caib", "tX9#vL2q!mZ8", "корабль весна лопата 12"
            })
    void whatIsHardToGuessIsTaken(String password) {
        assertThatCode(() -> rules.check(password, "gwen.jones@example.org", "Gwen Jones"))
                .doesNotThrowAnyException();
    }

    @Test
    void thereIsALongest() {
        assertThatThrownBy(() -> rules.check("x7".repeat(200), "a@example.org", "A"))
                .isInstanceOf(Refusal.class);
    }
}
