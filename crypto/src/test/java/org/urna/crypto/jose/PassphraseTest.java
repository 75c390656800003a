// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.jose;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.urna.crypto.group.Entropy;

class PassphraseTest {

    @Test
    void everyCharacterComesAtEveryPlace() {
        Set<String> seen = new HashSet<>();
        for (int round = 0; round < 2000; round++) {
            String passphrase = new String(Passphrase.generate(Entropy.secure()));
            assertThat(passphrase).matches("([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}");
            for (int i = 0; i < passphrase.length(); i++) {
                seen.add(i + ":" + passphrase.charAt(i));
            }
        }
        assertThat(seen).hasSize(16 * 32 + 3);
    }

    @ParameterizedTest
    @CsvSource({
        "7k3mvoqx9rtb2hnc, 7K3M-V0QX-9RTB-2HNC",
        "7K3M V0QX 9RTB 2HNC, 7K3M-V0QX-9RTB-2HNC",
        "7-K-3-M-V-0-Q-X-9-R-T-B-2-H-N-C, 7K3M-V0QX-9RTB-2HNC",
        "iLl1-oO00-0000-0000, 1111-0000-0000-0000"
    })
    void aGeneratedPassphraseIsReadHoweverItIsTyped(String typed, String expected) {
        assertThat(new String(Passphrase.normalize(typed.toCharArray()))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "correct horse battery",
                "7K3M-V0QX-9RTB-2HN",
                "7K3M-V0QX-9RTB-2HNC-0",
                "UUUU-UUUU-UUUU-UUUU",
                "-"
            })
    void anythingElseStaysAsItIs(String typed) {
        char[] given = typed.toCharArray();
        assertThat(Passphrase.normalize(given)).isEqualTo(given).isNotSameAs(given);
    }
}
