// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.ballot;

import java.util.List;
import org.urna.crypto.Verdict;
import org.urna.crypto.elgamal.Ciphertext;
import org.urna.crypto.group.Point;
import org.urna.crypto.hash.Transcript;
import org.urna.crypto.proof.Batch;
import org.urna.crypto.proof.MembershipProof;
import org.urna.crypto.record.Ballot;
import org.urna.crypto.record.Hash;

/** Checks the part of a ballot that answers one additive contest. */
record AdditiveAnswer(Hash election, Point y, Point credential, AdditiveForm form, Ballot.Additive answer) {

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
        return form.sum(BallotCheck.ciphertexts(answer)).isFinite() ? Verdict.accept() : INFINITE;
    }

    private static Verdict reject(String reason) {
        return Verdict.reject(BallotCheck.FORM, reason);
    }

    /** Adds the equations of every proof of the answer, which must have its form, and its {@link #sum}. */
    <O> void addTo(Batch<BallotClaim<O>> batch, O name) {
        List<Ciphertext> ciphertexts = BallotCheck.ciphertexts(answer);
        Ciphertext sum = form.sum(ciphertexts);
        if (!sum.isFinite()) {
            batch.reject(new BallotClaim<>(name, BallotCheck.FORM, "ballot"), INFINITE);
            return;
        }
        for (int j = 0; j < form.options(); j++) {
            MembershipProof proof = answer.options().get(j).proof();
            add(batch, name, form.place(j), proof, ciphertexts.get(j), form.optionValues());
        }
        Ballot.Choice blank = answer.blank();
        if (blank != null) {
            String place = form.place(form.options());
            add(batch, name, place, blank.proof(), blank.ciphertext(), AdditiveForm.BLANK_VALUES);
        }
        Point.normalize(List.of(sum.alpha(), sum.beta()));
        add(batch, name, BallotStatements.SUM, answer.sum(), sum, form.sumValues());
    }

    private <O> void add(
            Batch<BallotClaim<O>> batch,
            O name,
            String place,
            MembershipProof proof,
            Ciphertext ciphertext,
            List<Long> values) {
        Transcript before = BallotStatements.membership(election, form.contest(), place, credential);
        BallotClaim<O> claim = new BallotClaim<>(name, BallotCheck.PROOFS, form.contest() + " " + place);
        proof.addTo(batch, claim, before, y, ciphertext, values);
    }
}
