// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.record;

import org.urna.crypto.group.Point;
import org.urna.crypto.proof.EqualityProof;

/**
 * The message of a {@code key-check} entry: a trustee shows that it can use the key that it stored.
 *
 * @param anchor {@code M}
 * @param attempt number of the ceremony's attempt, from 1
 * @param trustee index {@code i} in the manifest, from 1
 * @param transcript {@code T}
 * @param value {@code D = s_i·H}
 * @param proof that {@code D} to {@code H} is as {@code V_i} to {@code G}
 */
public record KeyCheck(Hash anchor, int attempt, int trustee, Hash transcript, Point value, EqualityProof proof)
        implements Message {

    static final Form<KeyCheck> FORM = Form.object(o -> new KeyCheck(
            o.member("M", Forms.HASH, KeyCheck::anchor),
            o.member("attempt", Forms.POSITIVE, KeyCheck::attempt),
            o.member("trustee", Forms.POSITIVE, KeyCheck::trustee),
            o.member("T", Forms.HASH, KeyCheck::transcript),
            o.member("D", Forms.POINT, KeyCheck::value),
            o.member("proof", ProofForms.EQUALITY, KeyCheck::proof)));

    @Override
    public EntryType type() {
        return EntryType.KEY_CHECK;
    }
}
