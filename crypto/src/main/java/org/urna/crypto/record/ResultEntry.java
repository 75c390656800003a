// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.record;

import java.time.Instant;
import org.urna.crypto.MalformedException;

/**
 * A {@code result} entry.
 *
 * @param body The outcome of a contest
 */
public record ResultEntry(Instant time, Result body) implements Entry {

    static ResultEntry rest(Instant time, Members<ResultEntry> o) throws MalformedException {
        return new ResultEntry(time, o.member("result", ResultForm.FORM, ResultEntry::body));
    }

    @Override
    public EntryType type() {
        return EntryType.RESULT;
    }

    @Override
    public byte[] signedBytes() {
        return Json.write(ResultForm.FORM, body);
    }
}
