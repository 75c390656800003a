// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.ballot;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.urna.crypto.elgamal.Ciphertext;
import org.urna.crypto.elgamal.Encryption;
import org.urna.crypto.elgamal.Opening;
import org.urna.crypto.group.Entropy;
import org.urna.crypto.group.Point;
import org.urna.crypto.group.SecretScalar;
import org.urna.crypto.hash.Transcript;
import org.urna.crypto.proof.KnowledgeProof;
import org.urna.crypto.proof.MembershipProof;
import org.urna.crypto.record.Ballot;
import org.urna.crypto.record.Hash;

/**
 * Makes ballots of one election ({@code docs/protocol.md} §7). Immutable and safe for concurrent use; keep one per election,
 * because making it prepares a table for the key.
 */
public final class BallotEncryption {

    private final Hash election;
    private final Encryption encryption;

    /**
     * Prepares encryption.
     *
     * @param election fingerprint {@code E} of the set-up
     * @param y the election's key {@code Y}
     */
    public BallotEncryption(Hash election, Point y) {
        this.election = election;
        this.encryption = Encryption.under(y);
    }

    /**
     * Encrypts a voter's answers. Nothing is cast by this: a ballot counts once it is signed and sent.
     *
     * @param style forms of the contests of the voter's style, in manifest order
     * @param credential {@code K}
     * @param answers one per contest, {@link Choices} for an additive and {@link Preferences} for a ranked one
     * @throws IllegalArgumentException if a contest does not allow the answer given
     */
    public SealedBallot encrypt(
            List<ContestForm> style, Point credential, List<? extends Answer> answers, Entropy entropy) {
        if (style.size() != answers.size()) {
            throw new IllegalArgumentException("answers are needed for every contest of the style");
        }
        List<Ballot.Part> parts = new ArrayList<>();
        List<SealedBallot.Part> openings = new ArrayList<>();
        for (int i = 0; i < style.size(); i++) {
            if (style.get(i) instanceof AdditiveForm form && answers.get(i) instanceof Choices choices) {
                Sealer sealer = new Sealer(form, credential, entropy);
                parts.add(sealer.seal(choices.numbers(form)));
                openings.add(new SealedBallot.Additive(form, sealer.openings));
            } else if (style.get(i) instanceof RankedForm form && answers.get(i) instanceof Preferences ranking) {
                SealedBallot.Ranked opening = draw(form, ranking, entropy);
                parts.add(seal(opening, credential, entropy));
                openings.add(opening);
            } else {
                throw new IllegalArgumentException("a contest is answered in the form of another kind");
            }
        }
        return new SealedBallot(new Ballot(election, credential, parts), openings);
    }

    private static SealedBallot.Ranked draw(RankedForm form, Preferences ranking, Entropy entropy) {
        List<BigInteger> plaintexts = form.code().plaintexts(ranking);
        List<SecretScalar> randomness =
                plaintexts.stream().map(m -> SecretScalar.random(entropy)).toList();
        return new SealedBallot.Ranked(form, plaintexts, randomness);
    }

    private Ballot.Ranked seal(SealedBallot.Ranked opening, Point credential, Entropy entropy) {
        String contest = opening.form().contest();
        List<Ballot.Component> components = new ArrayList<>();
        for (int k = 0; k < opening.plaintexts().size(); k++) {
            SecretScalar r = opening.randomness().get(k);
            Point message = RankingCode.point(opening.plaintexts().get(k));
            Ciphertext ciphertext = encryption.encrypt(message, r);
            Transcript before = BallotStatements.ranking(
                    election, contest, RankedForm.place(k), credential, encryption.key(), ciphertext);
            components.add(new Ballot.Component(ciphertext, KnowledgeProof.prove(before, r, entropy)));
        }
        return new Ballot.Ranked(contest, components);
    }

    /** Works on one additive contest of one ballot. */
    private final class Sealer {

        private final AdditiveForm form;
        private final Point credential;
        private final Entropy entropy;
        private final List<Ciphertext> ciphertexts = new ArrayList<>();
        private final List<Opening> openings = new ArrayList<>();

        Sealer(AdditiveForm form, Point credential, Entropy entropy) {
            this.form = form;
            this.credential = credential;
            this.entropy = entropy;
        }

        Ballot.Additive seal(List<Integer> numbers) {
            for (int number : numbers) {
                Opening opening = new Opening(number, SecretScalar.random(entropy));
                openings.add(opening);
                ciphertexts.add(encryption.encrypt(opening, entropy));
            }
            List<Ballot.Choice> options = IntStream.range(0, form.options())
                    .mapToObj(j -> choice(j, form.optionValues()))
                    .toList();
            Ballot.Choice blank = form.blank() ? choice(form.options(), AdditiveForm.BLANK_VALUES) : null;
            return new Ballot.Additive(form.contest(), options, blank, sum());
        }

        private Ballot.Choice choice(int j, List<Long> values) {
            MembershipProof proof = prove(form.place(j), ciphertexts.get(j), values, openings.get(j));
            return new Ballot.Choice(ciphertexts.get(j), proof);
        }

        private MembershipProof sum() {
            Opening opening = openings.subList(0, form.options()).stream()
                    .reduce(new Opening(0, SecretScalar.of(0)), Opening::plus);
            if (form.blank()) {
                opening = opening.plus(openings.get(form.options()).times(form.blankFactor()));
            }
            return prove(BallotStatements.SUM, form.sum(ciphertexts).value(), form.sumValues(), opening);
        }

        private MembershipProof prove(String place, Ciphertext ciphertext, List<Long> values, Opening opening) {
            Transcript before =
                    BallotStatements.membership(election, form.contest(), place).point(credential);
            return MembershipProof.prove(before, encryption, ciphertext, values, opening, entropy);
        }
    }
}
