// SPDX-License-Identifier: Apache-2.0
package org.urna.verifier.bench;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.urna.crypto.MalformedException;
import org.urna.crypto.Verdict;
import org.urna.crypto.ballot.BallotCheck;
import org.urna.crypto.ballot.BallotClaim;
import org.urna.crypto.ballot.BallotEncryption;
import org.urna.crypto.ballot.BallotSignature;
import org.urna.crypto.ballot.Choices;
import org.urna.crypto.credential.Credential;
import org.urna.crypto.group.Entropy;
import org.urna.crypto.group.Point;
import org.urna.crypto.group.Scalar;
import org.urna.crypto.group.SecretScalar;
import org.urna.crypto.proof.Batch;
import org.urna.crypto.record.BallotEntry;
import org.urna.crypto.record.BallotReader;
import org.urna.crypto.record.CastRequest;
import org.urna.crypto.record.Hash;

/** Measures single ballots. Checks begin with the bytes as published or received. */
final class BallotRows {

    private static final byte[] BALLOT = ",\"ballot\":".getBytes(StandardCharsets.US_ASCII);
    private static final int ALONE = 32;
    private static final double SECONDS = 8;

    private final Hash election;
    private final Point y;
    private final long seed;
    private final Entropy entropy = Entropy.secure();
    private final BallotReader reader = new BallotReader();

    BallotRows(long seed) {
        this.seed = seed;
        this.election = Hash.sha256("an election to be measured".getBytes(StandardCharsets.US_ASCII));
        this.y = Point.G.times(Scalar.of(seed).plus(Scalar.of(0x5eed)));
    }

    private List<CastRequest> cast(Poll poll, int count, int spoilt) {
        return new SyntheticVoters(seed, election, y, poll).cast(0, count, spoilt);
    }

    /** Many ballots together, as the verifier checks a board. */
    Row verify(Task task, Poll poll) throws Exception {
        int count = BallotCheck.TOGETHER / poll.options();
        int spoilt = count * 2 / 3;
        requireFound(task, poll, cast(poll, count, spoilt), spoilt);
        List<byte[]> entries = entries(cast(poll, count, (int) SyntheticVoters.NONE));
        BallotCheck check = new BallotCheck(election, y);
        return Row.of(task, Times.of(count, SECONDS, () -> {
            if (!culprits(check, poll, entries).isEmpty()) {
                throw new Overlooked(task, "a ballot in order was refused");
            }
        }));
    }

    private static List<byte[]> entries(List<CastRequest> requests) {
        return requests.stream()
                .map(request -> request.at(ElectionMaker.OPENS).write())
                .toList();
    }

    private void requireFound(Task task, Poll poll, List<CastRequest> requests, int spoilt) throws Exception {
        List<BallotClaim<Integer>> culprits = culprits(new BallotCheck(election, y), poll, entries(requests));
        if (culprits.size() != 1
                || culprits.get(0).ballot() != spoilt
                || !culprits.get(0).check().equals(BallotCheck.PROOFS)) {
            throw new Overlooked(task, "the ballot with a false proof was not the one found");
        }
    }

    private List<BallotClaim<Integer>> culprits(BallotCheck check, Poll poll, List<byte[]> entries)
            throws MalformedException {
        Batch<BallotClaim<Integer>> batch = new Batch<>();
        for (int i = 0; i < entries.size(); i++) {
            BallotEntry entry = (BallotEntry) reader.entry(entries.get(i));
            Hash hash = Hash.sha256(ballotOf(entries.get(i)));
            check.addTo(batch, i, entry.ballot(), hash, entry.signature(), poll.style());
        }
        return batch.check(entropy).culprits().stream()
                .map(Batch.Culprit::owner)
                .toList();
    }

    /** The ballot's bytes: the value of the last member. */
    private static byte[] ballotOf(byte[] entry) {
        int at = 0;
        while (!Arrays.equals(entry, at, at + BALLOT.length, BALLOT, 0, BALLOT.length)) {
            at++;
        }
        return Arrays.copyOfRange(entry, at + BALLOT.length, entry.length - 1);
    }

    /** One ballot at a time, as the server checks what a voter sends. */
    Row checkAlone(Task task, Poll poll) throws Exception {
        BallotCheck check = new BallotCheck(election, y);
        byte[] spoilt = cast(poll, 1, 0).get(0).write();
        if (check(check, poll, spoilt).isAccepted()) {
            throw new Overlooked(task, "a ballot with a false proof was accepted");
        }
        List<byte[]> sent = cast(poll, ALONE, (int) SyntheticVoters.NONE).stream()
                .map(CastRequest::write)
                .toList();
        return Row.of(task, Times.of(ALONE, SECONDS, () -> {
            for (byte[] bytes : sent) {
                if (!check(check, poll, bytes).isAccepted()) {
                    throw new Overlooked(task, "a ballot in order was refused");
                }
            }
        }));
    }

    private Verdict check(BallotCheck check, Poll poll, byte[] sent) throws MalformedException {
        CastRequest request = reader.request(sent);
        return check.check(request.ballot(), request.ballot().hash(), request.signature(), poll.style(), entropy);
    }

    /** What a voter's device does, in Java. */
    Row encrypt(Task task, Poll poll) throws Exception {
        BallotEncryption encryption = new BallotEncryption(election, y);
        Credential voter = Credential.of(SecretScalar.random(entropy));
        List<Choices> choices = Collections.nCopies(1, Choices.of(poll.options(), 2));
        List<CastRequest> made = new ArrayList<>();
        Times times = Times.of(1, SECONDS, () -> {
            var sealed = encryption.encrypt(poll.style(), voter.publicKey(), choices, entropy);
            if (made.isEmpty()) {
                made.add(BallotSignature.sign(sealed.ballot(), voter, entropy));
            }
        });
        if (!check(new BallotCheck(election, y), poll, made.get(0).write()).isAccepted()) {
            throw new Overlooked(task, "what was encrypted is not in order");
        }
        return Row.of(task, times);
    }
}
