// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.ballot;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.urna.crypto.Verdict;
import org.urna.crypto.elgamal.Ciphertext;
import org.urna.crypto.group.Entropy;
import org.urna.crypto.group.Point;
import org.urna.crypto.hash.Transcript;
import org.urna.crypto.proof.Batch;
import org.urna.crypto.proof.KnowledgeProof;
import org.urna.crypto.record.Ballot;
import org.urna.crypto.record.Hash;

/**
 * Checks ballots of one election ({@code docs/protocol.md} §7, §11): one as it is cast, or very many together. Safe for concurrent use.
 *
 * <p>Not checked here, because it takes the rest of the board: that the credential is live and unused, and that no ciphertext
 * occurred before.
 */
public final class BallotCheck {

    /** The contests, options and proofs of the style, no more and no fewer. */
    public static final String FORM = "ballot-form";

    /** The signature holds. */
    public static final String SIGNATURE = "ballot-signature";

    /** Every membership, sum and knowledge proof holds. */
    public static final String PROOFS = "ballot-proofs";

    /** Ciphertexts of ballots that are best checked together where there are enough: more hardly make one cheaper, and take more memory. */
    public static final int TOGETHER = 18_432;

    private final Hash election;
    private final Point y;

    /** What all statements about a contest begin with, written once. */
    private final Map<AdditiveForm, List<Transcript>> beginnings = new ConcurrentHashMap<>();

    /**
     * Prepares checks.
     *
     * @param election fingerprint {@code E} of the set-up
     * @param y the election's key {@code Y}
     */
    public BallotCheck(Hash election, Point y) {
        this.election = election;
        this.y = y;
    }

    /**
     * Whether one ballot is in order by itself: signature and proofs in one sum, which costs less than both. If it does not come out, the
     * signature is looked at before anything else, so that a search for the false proof is for holders of a credential only.
     *
     * @param hash SHA-256 of the ballot's bytes as received
     * @param style forms of the contests of the credential's style, in manifest order
     * @param entropy for the weights of the equations
     * @return rejected by {@link #FORM}, {@link #SIGNATURE} or {@link #PROOFS}, in this order
     */
    public Verdict check(Ballot ballot, Hash hash, KnowledgeProof signature, List<ContestForm> style, Entropy entropy) {
        Verdict form = shape(ballot, style);
        if (!form.isAccepted()) {
            return form;
        }
        Batch<BallotClaim<Hash>> batch = new Batch<>();
        addTo(batch, hash, ballot, hash, signature, style);
        if (batch.holds(entropy)) {
            return Verdict.accept();
        }
        Verdict signed = BallotSignature.verify(ballot, hash, signature);
        if (!signed.isAccepted()) {
            return signed;
        }
        Batch.Result<BallotClaim<Hash>> result = batch.check(entropy);
        return result.culprits().isEmpty()
                ? Verdict.reject(PROOFS, "an equation of the proof does not hold")
                : BallotClaim.rejection(result.culprits().get(0));
    }

    /**
     * Leaves the question of {@link #check} to {@code batch}, together with those of other ballots.
     *
     * @param name what names the ballot to whoever reads the batch's result
     */
    public <O> void addTo(
            Batch<BallotClaim<O>> batch,
            O name,
            Ballot ballot,
            Hash hash,
            KnowledgeProof signature,
            List<ContestForm> style) {
        if (shape(ballot, style) instanceof Verdict.Rejected rejected) {
            batch.reject(new BallotClaim<>(name, FORM, "ballot"), rejected);
            return;
        }
        BallotSignature.addTo(batch, new BallotClaim<>(name, SIGNATURE, "signature"), ballot, hash, signature);
        addProofs(batch, name, ballot, style);
    }

    /** Whether a ballot of this election has exactly the parts that {@code style} asks for (check {@code ballot-form}). */
    public Verdict form(Ballot ballot, List<ContestForm> style) {
        Verdict verdict = shape(ballot, style);
        for (int i = 0; i < style.size() && verdict.isAccepted(); i++) {
            if (style.get(i) instanceof AdditiveForm form) {
                verdict = AdditiveAnswer.sum(
                        form, (Ballot.Additive) ballot.contests().get(i));
            }
        }
        return verdict;
    }

    /** Everything of {@link #form} but the sums, which are looked at when their proofs are. */
    Verdict shape(Ballot ballot, List<ContestForm> style) {
        if (!ballot.election().equals(election)) {
            return Verdict.reject(FORM, "the ballot is for another election");
        }
        if (ballot.contests().size() != style.size()) {
            return Verdict.reject(FORM, "the ballot has not as many contests as its style");
        }
        for (int i = 0; i < style.size(); i++) {
            Ballot.Part part = ballot.contests().get(i);
            ContestForm form = style.get(i);
            if (!part.contest().equals(form.contest())) {
                return Verdict.reject(FORM, "a contest is not the one that the style has in its place");
            }
            Verdict verdict;
            if (part instanceof Ballot.Additive answer && form instanceof AdditiveForm additive) {
                verdict = AdditiveAnswer.form(additive, answer);
            } else if (part instanceof Ballot.Ranked answer && form instanceof RankedForm ranked) {
                verdict = answer.components().size() == ranked.components()
                        ? Verdict.accept()
                        : Verdict.reject(FORM, "a ranking has not as many components as its contest needs");
            } else {
                verdict = Verdict.reject(FORM, "a contest is answered in the form of another kind");
            }
            if (!verdict.isAccepted()) {
                return verdict;
            }
        }
        return Verdict.accept();
    }

    /** Every ciphertext of a ballot, by contest: what must not occur twice in an election, and what is added up. */
    public static List<Ciphertext> ciphertexts(Ballot.Part part) {
        if (part instanceof Ballot.Ranked ranked) {
            return ranked.components().stream()
                    .map(Ballot.Component::ciphertext)
                    .toList();
        }
        Ballot.Additive additive = (Ballot.Additive) part;
        List<Ciphertext> ciphertexts = new ArrayList<>();
        additive.options().forEach(option -> ciphertexts.add(option.ciphertext()));
        Ballot.Choice blank = additive.blank();
        if (blank != null) {
            ciphertexts.add(blank.ciphertext());
        }
        return ciphertexts;
    }

    <O> void addProofs(Batch<BallotClaim<O>> batch, O name, Ballot ballot, List<ContestForm> style) {
        for (int i = 0; i < style.size(); i++) {
            Ballot.Part part = ballot.contests().get(i);
            if (part instanceof Ballot.Additive answer && style.get(i) instanceof AdditiveForm form) {
                List<Transcript> known =
                        beginnings.computeIfAbsent(form, each -> AdditiveAnswer.beginnings(election, each));
                new AdditiveAnswer(known, y, ballot.credential(), form, answer).addTo(batch, name);
            } else {
                addRanking(batch, name, ballot.credential(), (Ballot.Ranked) part);
            }
        }
    }

    private <O> void addRanking(Batch<BallotClaim<O>> batch, O name, Point credential, Ballot.Ranked ranked) {
        for (int k = 0; k < ranked.components().size(); k++) {
            Ballot.Component component = ranked.components().get(k);
            String place = RankedForm.place(k);
            component
                    .proof()
                    .addTo(
                            batch,
                            new BallotClaim<>(name, PROOFS, ranked.contest() + " " + place),
                            BallotStatements.ranking(
                                    election, ranked.contest(), place, credential, y, component.ciphertext()),
                            component.ciphertext().alpha());
        }
    }
}
