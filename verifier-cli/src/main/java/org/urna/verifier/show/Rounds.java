// SPDX-License-Identifier: Apache-2.0
package org.urna.verifier.show;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.urna.crypto.MalformedException;
import org.urna.crypto.count.Count;
import org.urna.crypto.record.Artifact;
import org.urna.crypto.record.CountArtifact;
import org.urna.crypto.record.Hash;
import org.urna.crypto.record.RankedResult;
import org.urna.crypto.record.Result;
import org.urna.crypto.verify.Board;

/**
 * The rounds of the ranked contests. The verification computes them itself and keeps their hash; a file of the board with that hash is, byte for
 * byte, what it computed.
 */
public final class Rounds {

    private final Map<String, Count> counts = new HashMap<>();

    private Rounds() {}

    /**
     * Reads those that are there.
     *
     * @param results as the verification computed them
     */
    public static Rounds read(Board board, Iterable<Result> results) {
        Rounds rounds = new Rounds();
        for (Result result : results) {
            if (result instanceof RankedResult ranked && ranked.count() != null) {
                read(board, ranked.count()).ifPresent(count -> rounds.counts.put(ranked.contest(), count));
            }
        }
        return rounds;
    }

    /** Empty where the board lacks the file or has another: then the report has a failure that says so. */
    private static Optional<Count> read(Board board, Artifact computed) {
        try (InputStream in = board.artifact(computed.sha256())) {
            byte[] bytes = in.readNBytes(CountArtifact.MAX_BYTES);
            return Hash.sha256(bytes).equals(computed.sha256())
                    ? Optional.of(CountArtifact.read(bytes))
                    : Optional.empty();
        } catch (IOException | MalformedException e) {
            return Optional.empty();
        }
    }

    /** The count of a contest. */
    public Optional<Count> of(String contest) {
        return Optional.ofNullable(counts.get(contest));
    }
}
