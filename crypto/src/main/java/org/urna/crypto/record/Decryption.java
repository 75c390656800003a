// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.record;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.urna.crypto.MalformedException;
import org.urna.crypto.group.Point;
import org.urna.crypto.proof.EqualityProof;

/**
 * The message of a {@code decryption} entry: a trustee's factors for one contest, or one contest and section.
 *
 * @param anchor {@code E}
 * @param contest its id
 * @param section its id, empty where the contest is not divided
 * @param trustee index {@code i} in the manifest, from 1
 * @param factors {@code D_{i,j} = s_i·α_j}
 * @param proof one for all factors
 */
public record Decryption(Hash anchor, String contest, String section, int trustee, Factors factors, EqualityProof proof)
        implements Message {

    static final Form<Decryption> FORM = Form.object(o -> new Decryption(
            o.member("E", Forms.HASH, Decryption::anchor),
            o.member("contest", Forms.ID, Decryption::contest),
            o.member("section", Forms.SECTION, Decryption::section),
            o.member("trustee", Forms.POSITIVE, Decryption::trustee),
            factors(o.part(Decryption::factors)),
            o.member("proof", ProofForms.EQUALITY, Decryption::proof)));

    /** The factors of an additive contest stand in the message, those of a ranked one in a file. */
    public sealed interface Factors permits Inline, Stored {}

    /**
     * Factors of an additive contest.
     *
     * @param points options, then the blank
     */
    public record Inline(List<Point> points) implements Factors {
        public Inline {
            points = List.copyOf(points);
        }
    }

    /**
     * Factors of a ranked contest.
     *
     * @param artifact 64 bytes each, ciphertext by ciphertext, within each component by component
     */
    public record Stored(Artifact artifact) implements Factors {}

    /** The factors of an additive contest; null for a ranked one. */
    public @Nullable List<Point> points() {
        return factors instanceof Inline inline ? inline.points() : null;
    }

    private static Factors factors(Members<Factors> o) throws MalformedException {
        if (o.next("factors", Inline.class::isInstance)) {
            return new Inline(o.as(Inline.class).member("factors", Form.list(Forms.POINT), Inline::points));
        }
        return new Stored(o.as(Stored.class).member("artifact", Artifact.FORM, Stored::artifact));
    }

    @Override
    public EntryType type() {
        return EntryType.DECRYPTION;
    }
}
