// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.ballot;

import java.util.ArrayList;
import java.util.List;
import org.urna.crypto.Verdict;
import org.urna.crypto.group.Entropy;
import org.urna.crypto.proof.Batch;
import org.urna.crypto.proof.KnowledgeProof;
import org.urna.crypto.record.Ballot;
import org.urna.crypto.record.Hash;

/**
 * Checks ballots that are cast at the same time, several together: each gets the verdict that {@link BallotCheck#check} gives it alone, for less
 * work.
 */
public final class CastChecks {

    /**
     * A ballot as it was sent.
     *
     * @param hash SHA-256 of the ballot's bytes as received
     * @param style forms of the contests of the credential's style, in manifest order
     */
    public record Cast(Ballot ballot, Hash hash, KnowledgeProof signature, List<ContestForm> style) {
        public Cast {
            style = List.copyOf(style);
        }
    }

    private final BallotCheck check;
    private final List<Cast> ballots;
    private final Entropy entropy;
    private final List<Verdict> verdicts = new ArrayList<>();

    private CastChecks(BallotCheck check, List<Cast> ballots, Entropy entropy) {
        this.check = check;
        this.ballots = ballots;
        this.entropy = entropy;
    }

    /**
     * Checks ballots of one election, all signatures before any proof: whoever has no credential cannot spoil the checks of those who have one.
     *
     * @param entropy for the weights of the equations
     * @return one verdict for each, in their order: rejected by {@link BallotCheck#FORM}, {@link BallotCheck#SIGNATURE} or
     *     {@link BallotCheck#PROOFS}
     */
    public static List<Verdict> check(BallotCheck check, List<Cast> ballots, Entropy entropy) {
        CastChecks checks = new CastChecks(check, List.copyOf(ballots), entropy);
        checks.shapes();
        return checks.oneAfterTheOther();
    }

    /**
     * Gives the same verdicts as {@link #check}. A single sum of all signatures and proofs comes first: less work where nothing is false, and that
     * much more where anything is.
     */
    public static List<Verdict> checkAtOnce(BallotCheck check, List<Cast> ballots, Entropy entropy) {
        CastChecks checks = new CastChecks(check, List.copyOf(ballots), entropy);
        checks.shapes();
        return checks.allHold() ? List.copyOf(checks.verdicts) : checks.oneAfterTheOther();
    }

    private void shapes() {
        for (Cast each : ballots) {
            verdicts.add(check.shape(each.ballot(), each.style()));
        }
    }

    /** Whether the signature and the proofs, of which there must be some, hold for every ballot whose shape is right. */
    private boolean allHold() {
        Batch<BallotClaim<Integer>> batch = new Batch<>();
        for (int i = 0; i < ballots.size(); i++) {
            if (verdicts.get(i).isAccepted()) {
                addSignature(batch, i);
                int before = batch.size();
                addProofs(batch, i);
                if (batch.size() == before) {
                    return false;
                }
            }
        }
        return batch.holds(entropy);
    }

    private List<Verdict> oneAfterTheOther() {
        together(this::addSignature);
        together((batch, i) -> {
            int before = batch.size();
            addProofs(batch, i);
            if (batch.size() == before) {
                verdicts.set(i, Verdict.reject(BallotCheck.PROOFS, "nothing was checked"));
            }
        });
        return List.copyOf(verdicts);
    }

    private void addSignature(Batch<BallotClaim<Integer>> batch, int i) {
        Cast cast = ballots.get(i);
        BallotSignature.addTo(
                batch,
                new BallotClaim<>(i, BallotCheck.SIGNATURE, "signature"),
                cast.ballot(),
                cast.hash(),
                cast.signature());
    }

    private void addProofs(Batch<BallotClaim<Integer>> batch, int i) {
        check.addProofs(batch, i, ballots.get(i).ballot(), ballots.get(i).style());
    }

    /** Adds the claims of one ballot. */
    private interface Claims {
        void add(Batch<BallotClaim<Integer>> batch, int ballot);
    }

    /** Checks the claims of every ballot that has not been rejected yet; the first false one of a ballot is its verdict. */
    private void together(Claims claims) {
        Batch<BallotClaim<Integer>> batch = new Batch<>();
        for (int i = 0; i < ballots.size(); i++) {
            if (verdicts.get(i).isAccepted()) {
                claims.add(batch, i);
            }
        }
        for (Batch.Culprit<BallotClaim<Integer>> culprit : batch.check(entropy).culprits()) {
            int ballot = culprit.owner().ballot();
            if (verdicts.get(ballot).isAccepted()) {
                verdicts.set(ballot, BallotClaim.rejection(culprit));
            }
        }
    }
}
