// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.urna.crypto.MalformedException;

/** What is written reads as the same value and the same bytes, for random values of every kind. */
class RoundTripTest {

    private static final int ROUNDS = 40;

    @ParameterizedTest
    @MethodSource("org.urna.crypto.record.ObjectKind#stream")
    void whatWasWrittenReadsAsTheSameValueAndBytes(ObjectKind<?> kind) throws MalformedException {
        for (int seed = 0; seed < ROUNDS; seed++) {
            roundTrip(kind, seed);
        }
    }

    private static <T> void roundTrip(ObjectKind<T> kind, int seed) throws MalformedException {
        T value = kind.sample().apply(new Samples(seed));

        byte[] bytes = kind.writer().apply(value);
        T read = kind.reader().read(bytes);

        assertThat(read).as("seed %d", seed).isEqualTo(value);
        assertThat(kind.writer().apply(read)).as("seed %d", seed).isEqualTo(bytes);
        assertThat(new String(bytes, StandardCharsets.ISO_8859_1))
                .as("seed %d", seed)
                .matches("[ -~]+");
    }

    @ParameterizedTest
    @MethodSource("org.urna.crypto.record.ObjectKind#stream")
    void theLastMemberOfAnEntryIsItsSignedBytes(ObjectKind<?> kind) throws MalformedException {
        if (!kind.name().startsWith("entry-")) {
            return;
        }
        for (int seed = 0; seed < ROUNDS; seed++) {
            byte[] bytes = kind.bytes(new Samples(seed));

            Entry entry = Entry.read(bytes);

            String whole = new String(bytes, StandardCharsets.US_ASCII);
            assertThat(whole).endsWith(":" + new String(entry.signedBytes(), StandardCharsets.US_ASCII) + "}");
            assertThat(whole).startsWith("{\"type\":\"" + entry.type().code() + "\",\"time\":\"");
            assertThat(entry.hash()).isEqualTo(Hash.sha256(bytes));
        }
    }
}
