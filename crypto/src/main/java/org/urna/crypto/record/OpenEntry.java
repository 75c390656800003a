// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.record;

import java.time.Instant;
import org.urna.crypto.MalformedException;

/**
 * The {@code open} entry: from here on ballots may follow.
 *
 * @param election {@code E}
 */
public record OpenEntry(Instant time, Hash election) implements Entry {

    static OpenEntry rest(Instant time, Members<OpenEntry> o) throws MalformedException {
        return new OpenEntry(time, o.member("E", Forms.HASH, OpenEntry::election));
    }

    @Override
    public EntryType type() {
        return EntryType.OPEN;
    }

    @Override
    public byte[] signedBytes() {
        return Json.write(Forms.HASH, election);
    }
}
