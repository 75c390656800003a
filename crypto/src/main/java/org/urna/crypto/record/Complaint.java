// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.record;

import org.jspecify.annotations.Nullable;
import org.urna.crypto.group.Point;
import org.urna.crypto.proof.EqualityProof;

/**
 * The message of a {@code complaint} entry: a trustee says that the share it was sent is bad, and lets everybody see.
 *
 * @param anchor {@code M}
 * @param attempt number of the ceremony's attempt, from 1
 * @param trustee index {@code j} of the one who complains
 * @param transcript {@code T}
 * @param against index {@code i} of the one who sent the share
 * @param revealed opens that one share; null when its {@code epk} is not a point of the curve
 */
public record Complaint(
        Hash anchor,
        int attempt,
        int trustee,
        Hash transcript,
        int against,
        @Nullable Revealed revealed) implements Message {

    static final Form<Complaint> FORM = Form.object(o -> new Complaint(
            o.member("M", Forms.HASH, Complaint::anchor),
            o.member("attempt", Forms.POSITIVE, Complaint::attempt),
            o.member("trustee", Forms.POSITIVE, Complaint::trustee),
            o.member("T", Forms.HASH, Complaint::transcript),
            o.member("against", Forms.POSITIVE, Complaint::against),
            o.optional("revealed", Revealed.FORM, Complaint::revealed)));

    /**
     * The Diffie-Hellman value of one JWE.
     *
     * @param value {@code D}, the complainer's encryption key times the {@code epk}
     * @param proof that it is
     */
    public record Revealed(Point value, EqualityProof proof) {

        static final Form<Revealed> FORM = Form.object(o -> new Revealed(
                o.member("D", Forms.POINT, Revealed::value), o.member("proof", ProofForms.EQUALITY, Revealed::proof)));
    }

    @Override
    public EntryType type() {
        return EntryType.COMPLAINT;
    }
}
