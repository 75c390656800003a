// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.verify;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.urna.crypto.MalformedException;
import org.urna.crypto.Verdict;
import org.urna.crypto.group.Base64Url;
import org.urna.crypto.group.Point;
import org.urna.crypto.hash.Sha256;
import org.urna.crypto.jose.SealedShare;
import org.urna.crypto.record.Complaint;
import org.urna.crypto.record.Hash;
import org.urna.crypto.record.KeyCheck;
import org.urna.crypto.record.KeyCommitment;
import org.urna.crypto.record.KeyConfirmation;
import org.urna.crypto.record.KeyShare;
import org.urna.crypto.record.TrusteeKeys;
import org.urna.crypto.threshold.ComplaintDecision;
import org.urna.crypto.threshold.Complaints;
import org.urna.crypto.threshold.Confirmation;
import org.urna.crypto.threshold.JointKey;
import org.urna.crypto.threshold.PublicPolynomial;
import org.urna.crypto.threshold.StoredShare;
import org.urna.crypto.threshold.TrusteeKey;
import org.urna.crypto.verify.report.Check;
import org.urna.crypto.verify.report.Findings;

/**
 * The key ceremony ({@code docs/protocol.md} §9): checks {@code key-commitment}, {@code key-share}, {@code key-confirmation},
 * {@code key-check} and {@code complaint}. Where a trustee sent two messages of a kind, the first counts.
 */
final class Ceremony {

    private final ElectionState state;
    private final Findings findings;
    private final Map<Integer, Point> encryptionKeys = new HashMap<>();
    private final Map<Integer, Hash> commitments = new HashMap<>();
    private final Map<Integer, KeyShare> shares = new TreeMap<>();
    private MessageDigest transcript = Sha256.digest();

    Ceremony(Context context) {
        this.state = context.state();
        this.findings = context.findings();
    }

    /** A manifest begins a new attempt. */
    void begin() {
        encryptionKeys.clear();
        commitments.clear();
        shares.clear();
        transcript = Sha256.digest();
    }

    void on(Posted posted, TrusteeKeys keys) {
        addToTranscript(posted);
        encryptionKeys.putIfAbsent(keys.trustee(), keys.encryptionKey().point());
    }

    void on(Posted posted, KeyCommitment commitment) {
        addToTranscript(posted);
        commitments.putIfAbsent(commitment.trustee(), commitment.commitment());
    }

    void on(Posted posted, KeyShare share) {
        addToTranscript(posted);
        boolean committed = Objects.equals(share.publicPart().hash(), commitments.get(share.trustee()));
        findings.checked(Check.KEY_COMMITMENT, 1);
        findings.require(
                Check.KEY_COMMITMENT, posted.index(), committed, "the public part is not the one committed to");
        findings.item(Check.KEY_SHARE, posted.index(), "", share(share));
        shares.putIfAbsent(share.trustee(), share);
        if (shares.size() == state.manifest().trusteeCount()) {
            complete(posted.index());
        }
    }

    private void addToTranscript(Posted posted) {
        int length = posted.bytes().length;
        transcript.update(ByteBuffer.allocate(Integer.BYTES).putInt(length).array());
        transcript.update(posted.bytes());
    }

    private Verdict share(KeyShare share) {
        if (share.shares().size() != state.manifest().trusteeCount()) {
            return Verdict.reject(Check.KEY_SHARE.id(), "there are not as many sealed shares as trustees");
        }
        try {
            for (String sealed : share.shares()) {
                SealedShare unused = SealedShare.parse(sealed);
            }
            if (share.publicPart().points().isEmpty()) {
                return Verdict.reject(Check.KEY_SHARE.id(), "the polynomial has no points");
            }
            String thumbprint =
                    state.manifest().trustees().get(share.trustee() - 1).thumbprint();
            return TrusteeKey.verify(
                    state.attempt(),
                    share.trustee(),
                    Hash.of(Base64Url.decode(thumbprint)),
                    new PublicPolynomial(share.publicPart().points()),
                    share.publicPart().proof());
        } catch (MalformedException e) {
            return Verdict.reject(Check.KEY_SHARE.id(), String.valueOf(e.getMessage()));
        }
    }

    private void complete(long index) {
        if (state.hasTranscript()) {
            return;
        }
        state.setTranscript(Hash.of(transcript.digest()));
        List<PublicPolynomial> polynomials = shares.values().stream()
                .map(share -> new PublicPolynomial(share.publicPart().points()))
                .toList();
        JointKey.of(polynomials)
                .ifPresentOrElse(
                        state::setComputedKey,
                        () -> findings.fail(Check.KEY_SHARE, index, "", "a joint key would be infinity"));
    }

    void on(Posted posted, KeyConfirmation message) {
        Verdict verdict = Confirmation.verify(state.attempt(), state.transcript(), state.computedKey(), message);
        findings.item(Check.KEY_CONFIRMATION, posted.index(), "", verdict);
    }

    void on(Posted posted, KeyCheck message) {
        Point v = state.computedKey().v(message.trustee());
        Verdict verdict = StoredShare.verify(state.attempt(), state.transcript(), v, message);
        findings.item(Check.KEY_CHECK, posted.index(), "", verdict);
    }

    void on(Posted posted, Complaint complaint) {
        long index = posted.index();
        findings.checked(Check.COMPLAINT, 1);
        findings.require(
                Check.COMPLAINT,
                index,
                complaint.transcript().equals(state.transcript()),
                "T is not the hash of the attempt's entries");
        KeyShare against = shares.get(complaint.against());
        Point receiver = encryptionKeys.get(complaint.trustee());
        if (against == null || receiver == null) {
            findings.fail(Check.COMPLAINT, index, "", "the complaint is about or by a trustee whom nobody knows");
            return;
        }
        try {
            ComplaintDecision decision = Complaints.decide(
                    state.attempt(),
                    complaint,
                    receiver,
                    SealedShare.parse(against.shares().get(complaint.trustee() - 1)),
                    new PublicPolynomial(against.publicPart().points()));
            findings.note(
                    Check.COMPLAINT,
                    "entry " + index + ": trustee " + decision.atFault() + " is at fault: " + decision.reason());
        } catch (MalformedException e) {
            findings.note(Check.COMPLAINT, "entry " + index + ": trustee " + complaint.against() + " is at fault");
        }
    }
}
