// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.threshold;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.urna.crypto.Verdict;
import org.urna.crypto.group.Point;
import org.urna.crypto.hash.Sha256;
import org.urna.crypto.record.Complaint;
import org.urna.crypto.record.EntryType;
import org.urna.crypto.record.Hash;
import org.urna.crypto.record.KeyCommitment;
import org.urna.crypto.record.KeyShare;
import org.urna.crypto.record.Message;
import org.urna.crypto.record.MessageEntry;
import org.urna.crypto.record.SignedMessage;
import org.urna.crypto.record.TrusteeKeys;

/**
 * One attempt at the key ceremony as everybody sees it ({@code docs/protocol.md} §9): takes its entries in the order of the log
 * and refuses the first that is not in order. Trustees, server and verifier all use it. Not safe for concurrent use.
 *
 * <p>An entry that is refused is not taken, and its sender is named by the message itself.
 */
public final class CeremonyBoard {

    /** The groups of an attempt; within each, trustees come in any order. */
    private static final List<EntryType> GROUPS = List.of(
            EntryType.TRUSTEE,
            EntryType.KEY_COMMITMENT,
            EntryType.KEY_SHARE,
            EntryType.KEY_CONFIRMATION,
            EntryType.KEY_CHECK);

    private final Attempt attempt;
    private final MessageChecks checks;
    private final Map<EntryType, Map<Integer, Message>> taken = new TreeMap<>();
    private final MessageDigest entries = Sha256.digest();
    private @Nullable Hash transcript;
    private @Nullable JointKey key;
    private @Nullable ComplaintDecision complaint;

    /**
     * An attempt without entries.
     *
     * @param thumbprints of the trustees' signing keys, as in the manifest
     */
    public CeremonyBoard(Attempt attempt, List<String> thumbprints) {
        if (thumbprints.size() != attempt.trustees()) {
            throw new IllegalArgumentException("a thumbprint is needed for each trustee");
        }
        this.attempt = attempt;
        this.checks = new MessageChecks(this, thumbprints);
        GROUPS.forEach(group -> taken.put(group, new TreeMap<>()));
    }

    /** The attempt that this is. */
    public Attempt attempt() {
        return attempt;
    }

    /** The group of messages that comes next; nothing once the attempt is complete or a complaint has ended it. */
    public Optional<EntryType> awaited() {
        return complaint != null
                ? Optional.empty()
                : GROUPS.stream().filter(group -> !missing(group).isEmpty()).findFirst();
    }

    /** Trustees from whom a message of that group has not come. */
    public Set<Integer> missing(EntryType group) {
        Set<Integer> missing = new TreeSet<>(
                IntStream.rangeClosed(1, attempt.trustees()).boxed().toList());
        missing.removeAll(messages(group).keySet());
        return missing;
    }

    /** Whether every trustee has shown that its stored share works. */
    public boolean isComplete() {
        return complaint == null && awaited().isEmpty();
    }

    /** {@code T}, once all key shares are there. */
    public Optional<Hash> transcript() {
        return Optional.ofNullable(transcript);
    }

    /** {@code Y} and {@code V_1 … V_n}, once all key shares are there. */
    public Optional<JointKey> key() {
        return Optional.ofNullable(key);
    }

    /** The decision on the complaint that ended the attempt. */
    public Optional<ComplaintDecision> complaint() {
        return Optional.ofNullable(complaint);
    }

    /** The message of that group that {@code trustee} sent. */
    public <M extends Message> Optional<M> message(Class<M> kind, EntryType group, int trustee) {
        return Optional.ofNullable(messages(group).get(trustee)).map(kind::cast);
    }

    /** The keys of {@code trustee} in this attempt. */
    public Optional<TrusteeKeys> keys(int trustee) {
        return message(TrusteeKeys.class, EntryType.TRUSTEE, trustee);
    }

    /** The commitment of {@code trustee}. */
    public Optional<KeyCommitment> commitment(int trustee) {
        return message(KeyCommitment.class, EntryType.KEY_COMMITMENT, trustee);
    }

    /** The key share of {@code trustee}. */
    public Optional<KeyShare> share(int trustee) {
        return message(KeyShare.class, EntryType.KEY_SHARE, trustee);
    }

    /**
     * Whether {@code message} may stand next on the board. Rejections bear the name of the check of {@code docs/protocol.md} §11
     * that the message fails.
     */
    public Verdict check(SignedMessage message) {
        return checks.check(message);
    }

    /** Takes the next entry of the attempt if it is in order; its bytes go into {@code T}. */
    public Verdict take(MessageEntry entry) {
        Verdict verdict = checks.check(entry.inTransit());
        if (!verdict.isAccepted()) {
            return verdict;
        }
        Message message = entry.message();
        if (message instanceof Complaint raised) {
            complaint = checks.decide(raised);
            return verdict;
        }
        messages(message.type()).put(MessageChecks.Sender.of(message).trustee(), message);
        if (transcript == null) {
            addToTranscript(entry.write());
        }
        return verdict;
    }

    private void addToTranscript(byte[] entry) {
        entries.update(ByteBuffer.allocate(Integer.BYTES).putInt(entry.length).array());
        entries.update(entry);
        if (missing(EntryType.KEY_SHARE).isEmpty()) {
            transcript = Hash.of(entries.digest());
            key = jointKey(messages(EntryType.KEY_SHARE)).orElseThrow();
        }
    }

    private Map<Integer, Message> messages(EntryType group) {
        Map<Integer, Message> messages = taken.get(group);
        if (messages == null) {
            throw new IllegalArgumentException("not a group of the ceremony");
        }
        return messages;
    }

    /** What all key shares give if {@code last} completes them; nothing where a key would be infinity. */
    Optional<JointKey> keyWith(KeyShare last) {
        Map<Integer, Message> all = new TreeMap<>(messages(EntryType.KEY_SHARE));
        all.put(last.trustee(), last);
        return jointKey(all);
    }

    private static Optional<JointKey> jointKey(Map<Integer, Message> shares) {
        return JointKey.of(shares.values().stream()
                .map(KeyShare.class::cast)
                .map(share -> new PublicPolynomial(share.publicPart().points()))
                .toList());
    }

    /** Encryption keys published so far. */
    Set<Point> encryptionKeys() {
        Set<Point> points = new HashSet<>();
        messages(EntryType.TRUSTEE)
                .values()
                .forEach(message ->
                        points.add(((TrusteeKeys) message).encryptionKey().point()));
        return points;
    }
}
