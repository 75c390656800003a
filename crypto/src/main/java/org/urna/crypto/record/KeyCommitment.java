// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.record;

/**
 * The message of a {@code key-commitment} entry: binds a trustee to its polynomial before it has seen another's.
 *
 * @param anchor {@code M}
 * @param attempt number of the ceremony's attempt, from 1
 * @param trustee index in the manifest, from 1
 * @param commitment {@link KeyShare.PublicPart#hash} of the share to come
 */
public record KeyCommitment(Hash anchor, int attempt, int trustee, Hash commitment) implements Message {

    static final Form<KeyCommitment> FORM = Form.object(o -> new KeyCommitment(
            o.member("M", Forms.HASH, KeyCommitment::anchor),
            o.member("attempt", Forms.POSITIVE, KeyCommitment::attempt),
            o.member("trustee", Forms.POSITIVE, KeyCommitment::trustee),
            o.member("commitment", Forms.HASH, KeyCommitment::commitment)));

    @Override
    public EntryType type() {
        return EntryType.KEY_COMMITMENT;
    }
}
