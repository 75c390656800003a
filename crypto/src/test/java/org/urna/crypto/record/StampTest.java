// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.urna.crypto.MalformedException;

/** A stamped entry is the entry that writing its parts gives, whatever its type. */
class StampTest {

    private static final Instant TIME = Instant.parse("2026-11-21T12:34:00Z");

    @ParameterizedTest
    @EnumSource(EntryType.class)
    void aStampedEntryIsTheWrittenOne(EntryType type) throws MalformedException {
        for (int seed = 0; seed < 20; seed++) {
            Samples samples = new Samples(seed);
            if (type == EntryType.BALLOT) {
                CastRequest request = samples.castRequest();
                check(Stamp.ballot(request.write(), TIME), request.at(TIME));
            } else if (MessageForms.isMessage(type)) {
                SignedMessage message = samples.signedMessage(type);
                check(Stamp.message(message.write(), TIME), message.at(TIME));
            } else if (ActionForms.isAction(type)) {
                DecisionEntry entry = samples.decisionEntry(type);
                byte[] stamped =
                        Stamp.decision(type, entry.signedBytes(), entry.signatures(), entry.registrar(), entry.time());
                check(stamped, entry);
            }
        }
    }

    private static void check(byte[] stamped, Entry expected) throws MalformedException {
        assertThat(stamped).isEqualTo(expected.write());
        assertThat(Entry.read(stamped)).isEqualTo(expected);
    }
}
