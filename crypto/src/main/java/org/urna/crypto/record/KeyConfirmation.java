// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.record;

import org.urna.crypto.group.Point;
import org.urna.crypto.proof.KnowledgeProof;

/**
 * The message of a {@code key-confirmation} entry: a trustee has checked every share and states the key that follows.
 *
 * @param anchor {@code M}
 * @param attempt number of the ceremony's attempt, from 1
 * @param trustee index {@code j} in the manifest, from 1
 * @param transcript {@code T}
 * @param electionKey {@code Y}
 * @param verificationKey {@code V_j = s_j·G}
 * @param proof of knowledge of {@code s_j}
 */
public record KeyConfirmation(
        Hash anchor,
        int attempt,
        int trustee,
        Hash transcript,
        Point electionKey,
        Point verificationKey,
        KnowledgeProof proof)
        implements Message {

    static final Form<KeyConfirmation> FORM = Form.object(o -> new KeyConfirmation(
            o.member("M", Forms.HASH, KeyConfirmation::anchor),
            o.member("attempt", Forms.POSITIVE, KeyConfirmation::attempt),
            o.member("trustee", Forms.POSITIVE, KeyConfirmation::trustee),
            o.member("T", Forms.HASH, KeyConfirmation::transcript),
            o.member("Y", Forms.POINT, KeyConfirmation::electionKey),
            o.member("V", Forms.POINT, KeyConfirmation::verificationKey),
            o.member("proof", ProofForms.KNOWLEDGE, KeyConfirmation::proof)));

    @Override
    public EntryType type() {
        return EntryType.KEY_CONFIRMATION;
    }
}
