// SPDX-License-Identifier: Apache-2.0
package org.urna.server.demo;

import java.io.IOException;
import java.util.List;
import org.urna.crypto.MalformedException;
import org.urna.crypto.record.AdditiveResult;
import org.urna.crypto.record.Entry;
import org.urna.crypto.record.ResultEntry;

/** The result as it stands on the board. */
final class BoardResult {

    private BoardResult() {}

    /** The {@code result} entry of a contest, read over HTTP. */
    static AdditiveResult read(Http http, String election, String contest) throws IOException, InterruptedException {
        try {
            List<Entry> entries = BoardEntries.read(http, election);
            for (Entry entry : entries) {
                if (entry instanceof ResultEntry result
                        && result.body() instanceof AdditiveResult additive
                        && additive.contest().equals(contest)) {
                    return additive;
                }
            }
        } catch (MalformedException e) {
            throw new IOException("the board is malformed: " + e.getMessage(), e);
        }
        throw new IOException("the board has no result for contest " + contest);
    }
}
