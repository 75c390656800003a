// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.verify;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.urna.crypto.ballot.BallotCheck;
import org.urna.crypto.ballot.ContestForm;
import org.urna.crypto.elgamal.Ciphertext;
import org.urna.crypto.record.Ballot;
import org.urna.crypto.record.BallotEntry;
import org.urna.crypto.record.Hash;
import org.urna.crypto.record.Manifest;
import org.urna.crypto.verify.report.Check;
import org.urna.crypto.verify.report.Findings;

/**
 * Ballots as they come: checks {@code ballot-credential} and {@code ballot-unique}, which take the order of the log; form, signature and
 * proofs are left to {@link BallotBatch}. A ballot is kept until its batch is done and no longer.
 */
final class Ballots {

    /** Ciphertexts of the first batches, so that a small board has work for every core. */
    private static final int FIRST_BATCH = BallotCheck.TOGETHER / 3;

    /** A batch is at most this part of what came before it, so that the last ones do not keep one core alone. */
    private static final int PART = 8;

    private static final int TRACKER_BYTES = 16;

    /** A tracker is 125 bits. */
    private static final int TRACKER_LAST_BYTE = 0xf8;

    private final ElectionState state;
    private final Findings findings;
    private final Workers workers;
    private final Context context;
    private final SaltedSet alphas;
    private final SaltedSet trackers;
    private final Sums sums = new Sums();
    private List<BallotBatch.Job> waiting = new ArrayList<>();
    private int waitingCiphertexts;
    private long sentCiphertexts;
    private @Nullable List<List<ContestForm>> forms;
    private @Nullable BallotCheck check;

    Ballots(Context context) {
        this.context = context;
        this.state = context.state();
        this.findings = context.findings();
        this.workers = context.workers();
        this.alphas = new SaltedSet(context.entropy());
        this.trackers = new SaltedSet(context.entropy());
    }

    /** What the ballots read so far add up to; complete after {@link #flush}. */
    Sums sums() {
        return sums;
    }

    void on(Posted posted, BallotEntry entry, Hash hash) {
        Ballot ballot = entry.ballot();
        findings.checked(Check.BALLOT_UNIQUE, 1);
        unique(posted.index(), ballot, hash);
        findings.checked(Check.BALLOT_CREDENTIAL, 1);
        state.countBallot();
        int place = credential(posted.index(), ballot);
        int style = place >= 0 ? state.register().style(place) : styleOf(ballot);
        if (style < 0) {
            findings.fail(Check.BALLOT_FORM, posted.index(), "", "the ballot has the contests of no style");
            return;
        }
        if (posted.bytes().length > state.maxBallotBytes()) {
            findings.fail(Check.BALLOT_FORM, posted.index(), "", "the entry is longer than maxBallotBytes");
        }
        long weight = place >= 0 ? state.register().weight(place) : 1;
        if (!state.isClosed()) {
            sums.count(state.manifest(), state.manifest().styles().get(style), weight);
        }
        waiting.add(new BallotBatch.Job(
                posted.index(),
                ballot,
                hash,
                entry.signature(),
                forms().get(style),
                section(style),
                weight,
                !state.isClosed()));
        for (Ballot.Part part : ballot.contests()) {
            waitingCiphertexts += BallotCheck.ciphertexts(part).size();
        }
        if (waitingCiphertexts >= enough()) {
            send();
        }
    }

    private long enough() {
        return Math.min(BallotCheck.TOGETHER, Math.max(FIRST_BATCH, sentCiphertexts / PART));
    }

    private String section(int style) {
        return state.manifest().styles().get(style).section();
    }

    private int credential(long index, Ballot ballot) {
        int place = state.register().find(ballot.credential());
        if (place < 0) {
            findings.fail(Check.BALLOT_CREDENTIAL, index, "", "the credential is not on the list");
            return place;
        }
        if (state.register().status(place) != CredentialRegister.Status.LIVE) {
            findings.fail(Check.BALLOT_CREDENTIAL, index, "", "the credential is not live here");
        }
        int before = state.register().castAt(place);
        if (before >= 0) {
            findings.fail(Check.BALLOT_CREDENTIAL, index, "", "the credential has cast already, in entry " + before);
        } else {
            state.register().cast(place, index);
        }
        return place;
    }

    /** The first style with the contests of a ballot whose credential is unknown, so that the rest of it can still be checked. */
    private int styleOf(Ballot ballot) {
        List<String> contests =
                ballot.contests().stream().map(Ballot.Part::contest).toList();
        List<Manifest.Style> styles = state.manifest().styles();
        for (int i = 0; i < styles.size(); i++) {
            if (styles.get(i).contests().equals(contests)) {
                return i;
            }
        }
        return -1;
    }

    private void unique(long index, Ballot ballot, Hash hash) {
        int entry = Math.toIntExact(index);
        for (Ballot.Part part : ballot.contests()) {
            for (Ciphertext ciphertext : BallotCheck.ciphertexts(part)) {
                int before = alphas.add(ciphertext.alpha().encode(), entry);
                if (before >= 0) {
                    findings.fail(
                            Check.BALLOT_UNIQUE,
                            index,
                            part.contest(),
                            "a ciphertext's alpha stands in entry " + before + " already");
                }
            }
        }
        byte[] tracker = Arrays.copyOf(hash.bytes(), TRACKER_BYTES);
        tracker[TRACKER_BYTES - 1] &= (byte) TRACKER_LAST_BYTE;
        int before = trackers.add(tracker, entry);
        if (before >= 0) {
            findings.fail(Check.BALLOT_UNIQUE, index, "", "the tracker is that of entry " + before);
        }
    }

    private List<List<ContestForm>> forms() {
        if (forms == null) {
            forms = state.manifest().styles().stream()
                    .map(style -> ContestForm.of(state.manifest().contestsOf(style)))
                    .toList();
        }
        return forms;
    }

    private void send() {
        if (check == null) {
            check = new BallotCheck(state.election(), state.key().y());
        }
        BallotBatch batch = new BallotBatch(List.copyOf(waiting), check, findings, sums, context.entropy());
        waiting = new ArrayList<>();
        sentCiphertexts += waitingCiphertexts;
        waitingCiphertexts = 0;
        workers.run(Check.BALLOT_PROOFS, batch);
    }

    /** Finishes everything that was begun. */
    void flush() {
        if (!waiting.isEmpty()) {
            send();
        }
        workers.join();
    }
}
