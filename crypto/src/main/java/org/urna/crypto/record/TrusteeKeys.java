// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.record;

import org.urna.crypto.jose.EncryptionKey;
import org.urna.crypto.jose.VerificationKey;

/**
 * The message of a {@code trustee} entry: the keys of one trustee for one attempt at the ceremony.
 *
 * @param anchor {@code M}
 * @param attempt number of the ceremony's attempt, from 1
 * @param trustee index in the manifest, from 1
 * @param signingKey the one whose thumbprint stands in the manifest
 * @param encryptionKey to which shares for this trustee are encrypted in this attempt
 */
public record TrusteeKeys(
        Hash anchor, int attempt, int trustee, VerificationKey signingKey, EncryptionKey encryptionKey)
        implements Message {

    static final Form<TrusteeKeys> FORM = Form.object(o -> new TrusteeKeys(
            o.member("M", Forms.HASH, TrusteeKeys::anchor),
            o.member("attempt", Forms.POSITIVE, TrusteeKeys::attempt),
            o.member("trustee", Forms.POSITIVE, TrusteeKeys::trustee),
            o.member("signingKey", KeyForms.JWK, TrusteeKeys::signingKey),
            o.member("encryptionKey", KeyForms.ENCRYPTION_JWK, TrusteeKeys::encryptionKey)));

    @Override
    public EntryType type() {
        return EntryType.TRUSTEE;
    }
}
