// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.record;

import java.time.Instant;
import org.urna.crypto.MalformedException;

/**
 * A {@code close} entry at the deadline. One by hand is a {@link DecisionEntry} of the same type.
 *
 * @param election {@code E}
 */
public record CloseEntry(Instant time, Hash election) implements Entry {

    static CloseEntry rest(Instant time, Members<CloseEntry> o) throws MalformedException {
        return new CloseEntry(time, o.member("E", Forms.HASH, CloseEntry::election));
    }

    @Override
    public EntryType type() {
        return EntryType.CLOSE;
    }

    @Override
    public byte[] signedBytes() {
        return Json.write(Forms.HASH, election);
    }
}
