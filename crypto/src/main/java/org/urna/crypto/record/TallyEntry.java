// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.record;

import java.time.Instant;
import org.urna.crypto.MalformedException;

/**
 * A {@code tally} entry.
 *
 * @param body What is to be decrypted
 */
public record TallyEntry(Instant time, Tally body) implements Entry {

    static TallyEntry rest(Instant time, Members<TallyEntry> o) throws MalformedException {
        return new TallyEntry(time, o.member("tally", Tally.FORM, TallyEntry::body));
    }

    @Override
    public EntryType type() {
        return EntryType.TALLY;
    }

    @Override
    public byte[] signedBytes() {
        return Json.write(Tally.FORM, body);
    }
}
