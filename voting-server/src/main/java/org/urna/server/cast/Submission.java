// SPDX-License-Identifier: Apache-2.0
package org.urna.server.cast;

import java.util.List;
import org.urna.crypto.MalformedException;
import org.urna.crypto.ballot.BallotCheck;
import org.urna.crypto.record.BallotReader;
import org.urna.crypto.record.CastRequest;
import org.urna.crypto.record.Hash;
import org.urna.crypto.record.Tracker;

/**
 * A ballot as it was sent, read strictly and no more than that.
 *
 * @param bytes of the whole request
 * @param hash of the ballot
 * @param credential the 64 bytes of {@code K}
 * @param alphas of every ciphertext, 64 bytes each
 */
@SuppressWarnings("ArrayRecordComponent") // passed on, never compared
record Submission(byte[] bytes, CastRequest request, Hash hash, EncodedPoint credential, List<EncodedPoint> alphas) {

    /** @param reader of the election's ballots */
    static Submission read(byte[] bytes, BallotReader reader) throws MalformedException {
        CastRequest request = reader.request(bytes);
        List<EncodedPoint> alphas = request.ballot().contests().stream()
                .flatMap(part -> BallotCheck.ciphertexts(part).stream())
                .map(ciphertext -> EncodedPoint.of(ciphertext.alpha()))
                .toList();
        return new Submission(
                bytes,
                request,
                BallotReader.ballotHash(bytes),
                EncodedPoint.of(request.ballot().credential()),
                alphas);
    }

    Tracker tracker() {
        return Tracker.of(hash);
    }

    /** A voter's ballot does not print. */
    @Override
    public String toString() {
        return "Submission[hidden]";
    }
}
