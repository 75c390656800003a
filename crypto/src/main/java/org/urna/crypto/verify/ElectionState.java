// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.verify;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.urna.crypto.jose.VerificationKey;
import org.urna.crypto.log.TreeHash;
import org.urna.crypto.mix.Ciphertexts;
import org.urna.crypto.record.Hash;
import org.urna.crypto.record.Manifest;
import org.urna.crypto.threshold.Attempt;
import org.urna.crypto.threshold.EncryptedTally;
import org.urna.crypto.threshold.JointKey;
import org.urna.crypto.threshold.Lots;
import org.urna.crypto.threshold.TallySlot;

/**
 * What the entries read so far say. Each chapter writes what it is about; a part that is not there yet is a {@link Missing} to whoever asks.
 * Not safe for concurrent use.
 */
final class ElectionState {

    /** The ballots are complete: everything that trustees agree on. */
    record Closed(long index, Instant time, Hash hash, long size, TreeHash root) {}

    private @Nullable Manifest manifest;
    private @Nullable Hash manifestHash;
    private int attempts;
    private final Map<Integer, VerificationKey> signingKeys = new HashMap<>();
    private final Map<String, VerificationKey> officers = new LinkedHashMap<>();
    private @Nullable Hash transcript;
    private @Nullable JointKey computedKey;
    private @Nullable CredentialRegister register;
    private @Nullable Hash election;
    private @Nullable JointKey key;
    private long maxBallotBytes;
    private @Nullable Instant deadline;
    private @Nullable Instant opened;
    private final Map<String, SortedSet<Integer>> withdrawn = new HashMap<>();
    private @Nullable Closed closed;
    private List<TallySlot> slots = List.of();
    private Map<TallySlot, EncryptedTally> tallies = new LinkedHashMap<>();
    private final Map<TallySlot, MixState> mixes = new LinkedHashMap<>();
    private final Map<Integer, Long> agreed = new TreeMap<>();
    private @Nullable Lots lots;
    private long ballots;
    private long revoked;
    private long replaced;

    Manifest manifest() {
        return Missing.unless(manifest, "there is no usable manifest");
    }

    boolean hasManifest() {
        return manifest != null;
    }

    Hash manifestHash() {
        return Missing.unless(manifestHash, "there is no manifest");
    }

    /** A manifest begins a new attempt at the ceremony. */
    void begin(Manifest next, Hash hash) {
        manifest = next;
        manifestHash = hash;
        attempts++;
        signingKeys.clear();
        transcript = null;
        computedKey = null;
        officers.clear();
        next.officers().forEach(officer -> officers.put(officer.key().thumbprint(), officer.key()));
        deadline = next.schedule().closes();
    }

    int attempts() {
        return attempts;
    }

    Attempt attempt() {
        return new Attempt(
                manifestHash(), attempts, manifest().trusteeCount(), manifest().threshold());
    }

    Map<Integer, VerificationKey> signingKeys() {
        return signingKeys;
    }

    /** Officers in office by thumbprint. */
    Map<String, VerificationKey> officers() {
        return officers;
    }

    Hash transcript() {
        return Missing.unless(transcript, "the trustees' shares are not complete");
    }

    boolean hasTranscript() {
        return transcript != null;
    }

    void setTranscript(Hash hash) {
        transcript = hash;
    }

    /** The key as this verification computed it from the shares. */
    JointKey computedKey() {
        return Missing.unless(computedKey, "no key follows from the trustees' shares");
    }

    void setComputedKey(JointKey joint) {
        computedKey = joint;
    }

    CredentialRegister register() {
        return Missing.unless(register, "there is no list of credentials");
    }

    void setRegister(CredentialRegister list) {
        register = list;
    }

    @Nullable
    CredentialRegister registerOrNull() {
        return register;
    }

    /** {@code E}. */
    Hash election() {
        return Missing.unless(election, "the election is not sealed");
    }

    boolean isSealed() {
        return election != null;
    }

    /** The key that the set-up names: what ballots and trustees use. */
    JointKey key() {
        return Missing.unless(key, "the election is not sealed");
    }

    long maxBallotBytes() {
        return maxBallotBytes;
    }

    void seal(Hash e, JointKey joint, long longestBallot) {
        election = e;
        key = joint;
        maxBallotBytes = longestBallot;
    }

    Instant deadline() {
        return Missing.unless(deadline, "there is no manifest");
    }

    void setDeadline(Instant moved) {
        deadline = moved;
    }

    @Nullable
    Instant opened() {
        return opened;
    }

    void open(Instant time) {
        opened = time;
    }

    void withdraw(String contest, int candidate) {
        withdrawn.computeIfAbsent(contest, id -> new TreeSet<>()).add(candidate);
    }

    List<Integer> withdrawn(String contest) {
        return List.copyOf(withdrawn.getOrDefault(contest, new TreeSet<>()));
    }

    boolean isClosed() {
        return closed != null;
    }

    Closed closed() {
        return Missing.unless(closed, "voting is not over");
    }

    void close(Closed end) {
        closed = end;
    }

    /** One per tally entry that must follow the close. */
    List<TallySlot> slots() {
        return slots;
    }

    /** What is to be decrypted, for the slots that are counted; of a ranked contest once the last mixer is done. */
    Map<TallySlot, EncryptedTally> tallies() {
        return tallies;
    }

    /** The ranked ones of the slots that are counted and have ballots, as far as they are mixed. */
    Map<TallySlot, MixState> mixes() {
        return mixes;
    }

    /** @param ballots of each of these slots, in log order */
    void setMixes(Map<TallySlot, Ciphertexts> ballots) {
        mixes.clear();
        ballots.forEach((slot, list) -> mixes.put(slot, MixState.of(list)));
    }

    /** One more mixer is done; after the last one there is something to decrypt. */
    void mixed(TallySlot slot, MixState next) {
        mixes.put(slot, next);
        if (next.mixers().size() == manifest().mixers()) {
            tallies.put(
                    slot,
                    new EncryptedTally(
                            election(),
                            slot.contest(),
                            slot.section(),
                            next.current().all()));
        }
    }

    void setTallies(List<TallySlot> all, Map<TallySlot, EncryptedTally> counted) {
        slots = List.copyOf(all);
        tallies = new LinkedHashMap<>(counted);
    }

    /** Trustees with a valid agreement, and where it stands. */
    Map<Integer, Long> agreed() {
        return agreed;
    }

    Lots lots() {
        return Missing.unless(lots, "fewer valid lots than the threshold");
    }

    boolean hasLots() {
        return lots != null;
    }

    void setLots(Lots drawn) {
        lots = drawn;
    }

    long ballots() {
        return ballots;
    }

    void countBallot() {
        ballots++;
    }

    long revoked() {
        return revoked;
    }

    void countRevoked() {
        revoked++;
    }

    long replaced() {
        return replaced;
    }

    void countReplaced() {
        replaced++;
    }
}
