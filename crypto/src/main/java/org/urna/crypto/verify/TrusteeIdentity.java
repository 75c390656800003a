// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.verify;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.urna.crypto.Verdict;
import org.urna.crypto.group.Point;
import org.urna.crypto.jose.DetachedJws;
import org.urna.crypto.jose.VerificationKey;
import org.urna.crypto.record.Manifest;
import org.urna.crypto.record.Message;
import org.urna.crypto.record.MessageEntry;
import org.urna.crypto.record.TrusteeKeys;
import org.urna.crypto.verify.report.Check;
import org.urna.crypto.verify.report.Findings;

/** That each trustee speaks for itself and in this attempt: check {@code trustee-identity}. */
final class TrusteeIdentity {

    private final ElectionState state;
    private final Findings findings;
    private final Map<String, String> pinned;
    private final Set<Point> encryptionKeys = new HashSet<>();

    TrusteeIdentity(Context context) {
        this.state = context.state();
        this.findings = context.findings();
        this.pinned = context.anchors().trustees();
    }

    /** Whether the message is by the trustee that it names. */
    boolean on(Posted posted, MessageEntry entry) {
        findings.checked(Check.TRUSTEE_IDENTITY, 1);
        Message message = entry.message();
        Verdict verdict = verdict(message, entry.signature());
        findings.require(Check.TRUSTEE_IDENTITY, posted.index(), "", verdict);
        if (message instanceof TrusteeKeys keys && verdict.isAccepted()) {
            boolean fresh = encryptionKeys.add(keys.encryptionKey().point())
                    && !keys.encryptionKey().point().equals(keys.signingKey().point());
            findings.require(Check.TRUSTEE_IDENTITY, posted.index(), fresh, "the encryption key is used already");
            state.signingKeys().putIfAbsent(keys.trustee(), keys.signingKey());
        }
        return verdict.isAccepted();
    }

    private Verdict verdict(Message message, String signature) {
        int trustee = Trustees.indexOf(message);
        if (trustee < 1 || trustee > state.manifest().trusteeCount()) {
            return reject("the message names a trustee whom the manifest does not have");
        }
        if (Trustees.attemptOf(message) != 0
                && (Trustees.attemptOf(message) != state.attempts()
                        || !message.anchor().equals(state.manifestHash()))) {
            return reject("the message is for another manifest or attempt");
        }
        VerificationKey key = message instanceof TrusteeKeys own
                ? own.signingKey()
                : state.signingKeys().get(trustee);
        if (key == null) {
            return reject("the trustee has not given its signing key");
        }
        Manifest.Trustee named = state.manifest().trustees().get(trustee - 1);
        if (!key.thumbprint().equals(named.thumbprint())) {
            return reject("the signing key is not the one whose thumbprint the manifest has");
        }
        return DetachedJws.verify(signature, key, message.signatureType(), message.write());
    }

    private static Verdict reject(String reason) {
        return Verdict.reject(Check.TRUSTEE_IDENTITY.id(), reason);
    }

    /** Compares the trustees of the last manifest with those that the caller knows. */
    void finish() {
        findings.expect(Check.TRUSTEE_IDENTITY, pinned.size());
        pinned.forEach((name, thumbprint) -> {
            boolean same = state.manifest().trustees().stream()
                    .anyMatch(trustee ->
                            trustee.name().equals(name) && trustee.thumbprint().equals(thumbprint));
            if (!same) {
                findings.fail(
                        Check.TRUSTEE_IDENTITY, "trustee " + name + " is not the manifest's with the thumbprint given");
            }
            findings.checked(Check.TRUSTEE_IDENTITY, 1);
        });
    }
}
