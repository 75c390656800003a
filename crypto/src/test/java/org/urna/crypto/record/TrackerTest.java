// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.urna.crypto.MalformedException;
import org.urna.crypto.Property;
import org.urna.crypto.credential.VotingCode;

class TrackerTest {

    private static final Hash HASH = Hash.sha256(new byte[] {1});

    @Test
    void itIsTheFirst125BitsOfTheHash() {
        Property.holds(200, random -> {
            Hash hash = hash(random);

            String symbols = Tracker.of(hash).symbols();

            String digits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
            BigInteger value = symbols.chars()
                    .mapToObj(c -> BigInteger.valueOf(digits.indexOf(c)))
                    .reduce(BigInteger.ZERO, (a, b) -> a.shiftLeft(5).add(b));
            assertThat(value).isEqualTo(new BigInteger(1, hash.bytes()).shiftRight(256 - 125));
            assertThat(Tracker.of(hash).matches(hash)).isTrue();
        });
    }

    @Test
    void itReadsWhatItWrites() throws MalformedException {
        Tracker tracker = Tracker.of(HASH);

        assertThat(tracker.toString()).matches("T(-[0-9A-HJKMNP-TV-Z]{5}){5}");
        assertThat(Tracker.parse(tracker.toString())).isEqualTo(tracker);
    }

    @Test
    void itToleratesCaseSpacesAndLookAlikes() throws MalformedException {
        assertThat(Tracker.parse("t 01abc-01ABC 01ABC01ABC  olAbc ").toString())
                .isEqualTo("T-01ABC-01ABC-01ABC-01ABC-01ABC");
        assertThat(Tracker.parse("TO1ABCOIABC0LABC0iABC0lABC").toString()).isEqualTo("T-01ABC-01ABC-01ABC-01ABC-01ABC");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "T",
                "T-01ABC-01ABC-01ABC-01ABC",
                "01ABC-01ABC-01ABC-01ABC-01ABC",
                "T-01ABC-01ABC-01ABC-01ABC-01ABU",
                "T-01ABC-01ABC-01ABC-01ABC-01ABC-0",
                "X-01ABC-01ABC-01ABC-01ABC-01ABC",
                "T-01ABC-01ABC-01ABC-01ABC-01AB\u00c7"
            })
    void anythingElseIsMalformed(String text) {
        assertThatThrownBy(() -> Tracker.parse(text)).isInstanceOf(MalformedException.class);
    }

    @Test
    void aVotingCodeIsNoTrackerAndATrackerNoVotingCode() {
        Property.holds(100, random -> {
            String code = VotingCode.random(Property.entropy(random)).display();
            String tracker = Tracker.of(hash(random)).toString();

            assertThatThrownBy(() -> Tracker.parse(code)).isInstanceOf(MalformedException.class);
            assertThatThrownBy(() -> Tracker.parse("T" + code)).isInstanceOf(MalformedException.class);
            assertThatThrownBy(() -> VotingCode.parse(tracker)).isInstanceOf(MalformedException.class);
            assertThatThrownBy(() -> VotingCode.parse(tracker.substring(2))).isInstanceOf(MalformedException.class);
        });
    }

    private static Hash hash(Random random) {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return Hash.of(bytes);
    }
}
