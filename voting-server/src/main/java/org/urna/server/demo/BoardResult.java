// SPDX-License-Identifier: Apache-2.0
package org.urna.server.demo;

import java.io.IOException;
import org.urna.crypto.MalformedException;
import org.urna.crypto.count.Count;
import org.urna.crypto.log.BoardPaths;
import org.urna.crypto.record.AdditiveResult;
import org.urna.crypto.record.CountArtifact;
import org.urna.crypto.record.Entry;
import org.urna.crypto.record.Hash;
import org.urna.crypto.record.RankedResult;
import org.urna.crypto.record.Result;
import org.urna.crypto.record.ResultEntry;

/** The result as it stands on the board. */
final class BoardResult {

    private BoardResult() {}

    /** The {@code result} entry of an additive contest, read over HTTP. */
    static AdditiveResult sums(Http http, String election, String contest) throws IOException, InterruptedException {
        return (AdditiveResult) read(http, election, contest);
    }

    /** The stages of a ranked contest, from the file that its {@code result} entry names. */
    static Count stages(Http http, String election, String contest) throws IOException, InterruptedException {
        RankedResult result = (RankedResult) read(http, election, contest);
        if (result.count() == null) {
            throw new IOException("contest " + contest + " was not counted: too few ballots");
        }
        byte[] file = http.get(BoardEntries.board(election)
                + BoardPaths.artifact(result.count().sha256().bytes()));
        if (!Hash.sha256(file).equals(result.count().sha256())) {
            throw new IOException("the count is not the one that the board names");
        }
        try {
            return CountArtifact.read(file);
        } catch (MalformedException e) {
            throw new IOException("the count is malformed: " + e.getMessage(), e);
        }
    }

    private static Result read(Http http, String election, String contest) throws IOException, InterruptedException {
        try {
            for (Entry entry : BoardEntries.read(http, election)) {
                if (entry instanceof ResultEntry result
                        && result.body().contest().equals(contest)) {
                    return result.body();
                }
            }
        } catch (MalformedException e) {
            throw new IOException("the board is malformed: " + e.getMessage(), e);
        }
        throw new IOException("the board has no result for contest " + contest);
    }
}
