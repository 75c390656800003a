// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.record;

import java.time.Instant;
import org.urna.crypto.MalformedException;

/**
 * A {@code final} entry.
 *
 * @param body What closes the account
 */
public record FinalEntry(Instant time, Final body) implements Entry {

    static FinalEntry rest(Instant time, Members<FinalEntry> o) throws MalformedException {
        return new FinalEntry(time, o.member("final", Final.FORM, FinalEntry::body));
    }

    @Override
    public EntryType type() {
        return EntryType.FINAL;
    }

    @Override
    public byte[] signedBytes() {
        return Json.write(Final.FORM, body);
    }
}
