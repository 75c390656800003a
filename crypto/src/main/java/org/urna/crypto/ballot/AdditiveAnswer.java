// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.ballot;

import java.util.ArrayList;
import java.util.List;
import org.urna.crypto.Verdict;
import org.urna.crypto.elgamal.Ciphertext;
import org.urna.crypto.elgamal.Combination;
import org.urna.crypto.group.Point;
import org.urna.crypto.hash.Transcript;
import org.urna.crypto.proof.Batch;
import org.urna.crypto.proof.MembershipProof;
import org.urna.crypto.record.Ballot;
import org.urna.crypto.record.Hash;

/**
 * Checks the part of a ballot that answers one additive contest.
 *
 * @param beginnings of the statements, see {@link #beginnings}
 */
record AdditiveAnswer(
        List<Transcript> beginnings, Point y, Point credential, AdditiveForm form, Ballot.Additive answer) {

    private static final Verdict.Rejected INFINITE =
            new Verdict.Rejected(BallotCheck.FORM, "the sum of an answer's ciphertexts is infinity");

    /** Whether the answer has the options and branches that its contest asks for. */
    static Verdict form(AdditiveForm form, Ballot.Additive answer) {
        if (answer.options().size() != form.options()) {
            return reject("an answer has not as many options as its contest");
        }
        Ballot.Choice blank = answer.blank();
        if ((blank != null) != form.blank()) {
            return reject("an answer has a blank mark where its contest has none, or none where it has one");
        }
        int size = form.optionValues().size();
        if (answer.options().stream().anyMatch(option -> option.proof().size() != size)
                || (blank != null && blank.proof().size() != AdditiveForm.BLANK_VALUES.size())
                || answer.sum().size() != form.sumValues().size()) {
            return reject("a proof has not as many branches as values are allowed");
        }
        return Verdict.accept();
    }

    /** Whether the sum of the answer's ciphertexts has an encoding, without which there is no proof about it. */
    static Verdict sum(AdditiveForm form, Ballot.Additive answer) {
        return form.sum(BallotCheck.ciphertexts(answer)).value().isFinite() ? Verdict.accept() : INFINITE;
    }

    /** What the statements of every answer to a contest begin with: those about its ciphertexts, then that about their sum. */
    static List<Transcript> beginnings(Hash election, AdditiveForm form) {
        List<Transcript> beginnings = new ArrayList<>();
        for (int i = 0; i < form.ciphertexts(); i++) {
            beginnings.add(BallotStatements.membership(election, form.contest(), form.place(i)));
        }
        beginnings.add(BallotStatements.membership(election, form.contest(), BallotStatements.SUM));
        return List.copyOf(beginnings);
    }

    private static Verdict reject(String reason) {
        return Verdict.reject(BallotCheck.FORM, reason);
    }

    /** Adds the equations of every proof of the answer, which must have its form, and its {@link #sum}. */
    <O> void addTo(Batch<BallotClaim<O>> batch, O name) {
        List<Ciphertext> ciphertexts = BallotCheck.ciphertexts(answer);
        Combination sum = form.sum(ciphertexts);
        if (!sum.value().isFinite()) {
            batch.reject(new BallotClaim<>(name, BallotCheck.FORM, "ballot"), INFINITE);
            return;
        }
        for (int j = 0; j < form.options(); j++) {
            MembershipProof proof = answer.options().get(j).proof();
            add(batch, name, j, proof, Combination.of(ciphertexts.get(j)), form.optionValues());
        }
        Ballot.Choice blank = answer.blank();
        if (blank != null) {
            add(
                    batch,
                    name,
                    form.options(),
                    blank.proof(),
                    Combination.of(blank.ciphertext()),
                    AdditiveForm.BLANK_VALUES);
        }
        Point.normalize(List.of(sum.value().alpha(), sum.value().beta()));
        add(batch, name, form.ciphertexts(), answer.sum(), sum, form.sumValues());
    }

    /** @param index of the ciphertext; one more than those for the sum */
    private <O> void add(
            Batch<BallotClaim<O>> batch,
            O name,
            int index,
            MembershipProof proof,
            Combination ciphertext,
            List<Long> values) {
        String place = index < form.ciphertexts() ? form.place(index) : BallotStatements.SUM;
        BallotClaim<O> claim = new BallotClaim<>(name, BallotCheck.PROOFS, form.contest() + " " + place);
        proof.addTo(batch, claim, beginnings.get(index).point(credential), y, ciphertext, values);
    }
}
