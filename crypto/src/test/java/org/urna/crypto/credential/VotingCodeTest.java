// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.urna.crypto.MalformedException;
import org.urna.crypto.Property;

class VotingCodeTest {

    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private static VotingCode code(Random random) {
        return VotingCode.random(Property.entropy(random));
    }

    private static String plain(VotingCode code) {
        return code.display().replace("-", "");
    }

    @Test
    void aCodeReadsBackAsItWasShown() {
        Property.holds(200, random -> {
            VotingCode code = code(random);

            assertThat(code.display()).matches("([0-9A-HJKMNP-TV-Z]{4}-){4}[0-9A-HJKMNP-TV-Z]{4}");
            assertThat(VotingCode.parse(code.display()).display()).isEqualTo(code.display());
        });
    }

    @Test
    void everySingleErrorIsNoticed() {
        Property.holds(20, random -> {
            StringBuilder characters = new StringBuilder(plain(code(random)));
            for (int i = 0; i < VotingCode.LENGTH; i++) {
                char right = characters.charAt(i);
                for (int j = 0; j < ALPHABET.length(); j++) {
                    char wrong = ALPHABET.charAt(j);
                    if (wrong != right) {
                        characters.setCharAt(i, wrong);
                        refused(characters.toString());
                    }
                }
                characters.setCharAt(i, right);
            }
            assertThat(VotingCode.parse(characters.toString())).isNotNull();
        });
    }

    @Test
    void everyExchangeOfTwoDifferentCharactersIsNoticed() {
        Property.holds(20, random -> {
            String right = plain(code(random));
            for (int i = 0; i < VotingCode.LENGTH; i++) {
                for (int j = 0; j < i; j++) {
                    if (right.charAt(i) != right.charAt(j)) {
                        StringBuilder swapped = new StringBuilder(right);
                        swapped.setCharAt(i, right.charAt(j));
                        swapped.setCharAt(j, right.charAt(i));
                        refused(swapped.toString());
                    }
                }
            }
        });
    }

    @Test
    void caseSeparatorsAndLookAlikesDoNotMatter() {
        Property.holds(50, random -> {
            VotingCode code = code(random);
            StringBuilder typed = new StringBuilder(" ");
            for (int i = 0; i < VotingCode.LENGTH; i++) {
                char c = plain(code).charAt(i);
                typed.append(
                        switch (c) {
                            case '0' -> random.nextBoolean() ? 'o' : 'O';
                            case '1' -> "iIlL".charAt(random.nextInt(4));
                            default -> random.nextBoolean() ? Character.toLowerCase(c) : c;
                        });
                if (random.nextInt(4) == 0) {
                    typed.append(" -\u2013\u00a0\t".charAt(random.nextInt(5)));
                }
            }

            assertThat(VotingCode.parse(typed.toString()).display()).isEqualTo(code.display());
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                "0000-0000-0000-0000-000",
                "0000-0000-0000-0000-0000-0",
                "U000-0000-0000-0000-0000",
                "0000-0000-0000-0000-000é",
                "0000.0000.0000.0000.0000",
                "0000-0000-0000-0000-000\u0660",
                "０000-0000-0000-0000-0000"
            })
    void whatIsNoCodeIsRefused(String text) {
        refused(text);
    }

    /** Worked out by hand from the field's definition: with only d_0 = 1 the check is alpha^-19 = alpha^12 = 0b01110. */
    @Test
    void theCheckCharacterIsThatOfTheDocument() throws Exception {
        assertThat(VotingCode.parse("1000-0000-0000-0000-000E").display()).isEqualTo("1000-0000-0000-0000-000E");
        assertThat(VotingCode.parse("0000-0000-0000-0000-0000").display()).isEqualTo("0000-0000-0000-0000-0000");
    }

    @Test
    void everyCharacterOccursAtEveryPosition() {
        Random random = new Random(7);
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 2000; i++) {
            String code = plain(code(random));
            for (int j = 0; j < VotingCode.LENGTH; j++) {
                seen.add(j + ":" + code.charAt(j));
            }
        }
        assertThat(seen).hasSize(32 * VotingCode.LENGTH);
    }

    /** D2: what ends in a log by mistake shows nothing. */
    @Test
    void aCodeDoesNotPrintAndAnErrorDoesNotRepeatIt() {
        VotingCode code = code(new Random(9));

        assertThat(code.toString()).isEqualTo("VotingCode[hidden]");
        assertThatThrownBy(() -> VotingCode.parse(plain(code) + "Z")).message().doesNotContain(plain(code));
    }

    private static void refused(String text) {
        assertThatThrownBy(() -> VotingCode.parse(text)).as(text).isInstanceOf(MalformedException.class);
    }
}
