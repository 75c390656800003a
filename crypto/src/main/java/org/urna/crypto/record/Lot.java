// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.record;

import org.urna.crypto.group.Point;
import org.urna.crypto.proof.EqualityProof;

/**
 * The message of a {@code lot} entry: a trustee's part of the seed that settles ties.
 *
 * @param anchor {@code E}
 * @param trustee index {@code i} in the manifest, from 1
 * @param value {@code D_i = s_i·H}
 * @param proof that {@code D_i} to {@code H} is as {@code V_i} to {@code G}
 */
public record Lot(Hash anchor, int trustee, Point value, EqualityProof proof) implements Message {

    static final Form<Lot> FORM = Form.object(o -> new Lot(
            o.member("E", Forms.HASH, Lot::anchor),
            o.member("trustee", Forms.POSITIVE, Lot::trustee),
            o.member("D", Forms.POINT, Lot::value),
            o.member("proof", ProofForms.EQUALITY, Lot::proof)));

    @Override
    public EntryType type() {
        return EntryType.LOT;
    }
}
