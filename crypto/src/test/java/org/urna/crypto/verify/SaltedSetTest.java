// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.urna.crypto.Property;
import org.urna.crypto.group.Entropy;

class SaltedSetTest {

    private static byte[] string(int value) {
        return ByteBuffer.allocate(64).putInt(60, value).array();
    }

    @Test
    void itKnowsWhatWasAddedFirstAndNothingElse() {
        Property.holds(3, random -> {
            SaltedSet set = new SaltedSet(Property.entropy(random));
            Map<Integer, Integer> expected = new HashMap<>();
            for (int i = 0; i < 30_000; i++) {
                int value = random.nextInt(20_000);
                Integer before = expected.putIfAbsent(value, i);

                assertThat(set.add(string(value), i)).isEqualTo(before == null ? -1 : before);
            }
            for (int value = 0; value < 25_000; value++) {
                assertThat(set.find(string(value))).isEqualTo(expected.getOrDefault(value, -1));
            }
        });
    }

    @Test
    void anEmptySetKnowsNothing() {
        assertThat(new SaltedSet(Entropy.secure()).find(new byte[0])).isEqualTo(-1);
    }
}
