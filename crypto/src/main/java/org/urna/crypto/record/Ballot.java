// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.record;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.urna.crypto.MalformedException;
import org.urna.crypto.elgamal.Ciphertext;
import org.urna.crypto.group.Point;
import org.urna.crypto.proof.KnowledgeProof;
import org.urna.crypto.proof.MembershipProof;

/**
 * A ballot, every choice encrypted (docs/protocol.md §7).
 *
 * @param election {@code E}
 * @param credential {@code K}
 * @param contests every contest of the credential's style, in manifest order
 */
public record Ballot(Hash election, Point credential, List<Part> contests) {

    static final Form<Ballot> FORM = Form.object(o -> new Ballot(
            o.member("E", Forms.HASH, Ballot::election),
            o.member("K", Forms.POINT, Ballot::credential),
            o.member("contests", Form.list(PartForm.FORM), Ballot::contests)));

    public Ballot {
        contests = List.copyOf(contests);
    }

    /** The part for one contest. */
    public sealed interface Part permits Additive, Ranked {

        /** Id of the contest. */
        String contest();
    }

    /**
     * The part for an additive contest.
     *
     * @param contest its id
     * @param options one per option, in manifest order
     * @param blank the blank mark; null where the contest has none
     * @param sum proof for the sum of the options and the weighed blank
     */
    public record Additive(
            String contest, List<Choice> options, @Nullable Choice blank, MembershipProof sum) implements Part {
        public Additive {
            options = List.copyOf(options);
        }
    }

    /**
     * The part for a ranked contest.
     *
     * @param contest its id
     * @param components the encrypted ranking in as many parts as it needs
     */
    public record Ranked(String contest, List<Component> components) implements Part {
        public Ranked {
            components = List.copyOf(components);
        }
    }

    /**
     * An encrypted number of votes.
     *
     * @param proof that it is within bounds
     */
    public record Choice(Ciphertext ciphertext, MembershipProof proof) {

        static final Form<Choice> FORM = Form.object(o -> new Choice(
                new Ciphertext(
                        o.member("alpha", Forms.POINT, c -> c.ciphertext().alpha()),
                        o.member("beta", Forms.POINT, c -> c.ciphertext().beta())),
                o.member("proof", ProofForms.MEMBERSHIP, Choice::proof)));
    }

    /**
     * An encrypted part of a ranking.
     *
     * @param proof that its maker knows the randomness
     */
    public record Component(Ciphertext ciphertext, KnowledgeProof proof) {

        static final Form<Component> FORM = Form.object(o -> new Component(
                new Ciphertext(
                        o.member("alpha", Forms.POINT, c -> c.ciphertext().alpha()),
                        o.member("beta", Forms.POINT, c -> c.ciphertext().beta())),
                o.member("proof", ProofForms.KNOWLEDGE, Component::proof)));
    }

    /**
     * Reads the canonical writing.
     *
     * @throws MalformedException unless the bytes are one
     */
    public static Ballot read(byte[] bytes) throws MalformedException {
        return Json.read(FORM, bytes);
    }

    /** The exact bytes, as they stand in the entry. */
    public byte[] write() {
        return Json.write(FORM, this);
    }

    /** The ballot hash: SHA-256 of {@link #write}. */
    public Hash hash() {
        return Hash.sha256(write());
    }

    private static final class PartForm {

        static final Form<Part> FORM = Form.object(o -> {
            String contest = o.member("contest", Forms.ID, Part::contest);
            if (o.next("components", Ranked.class::isInstance)) {
                Members<Ranked> ranked = o.as(Ranked.class);
                return new Ranked(contest, ranked.member("components", Form.list(Component.FORM), Ranked::components));
            }
            Members<Additive> additive = o.as(Additive.class);
            return new Additive(
                    contest,
                    additive.member("options", Form.list(Choice.FORM), Additive::options),
                    additive.optional("blank", Choice.FORM, Additive::blank),
                    additive.member("sum", ProofForms.MEMBERSHIP, Additive::sum));
        });
    }
}
