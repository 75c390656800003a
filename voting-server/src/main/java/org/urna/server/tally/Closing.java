// SPDX-License-Identifier: Apache-2.0
package org.urna.server.tally;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.urna.crypto.jose.VerificationKey;
import org.urna.crypto.record.Decryption;
import org.urna.crypto.record.Hash;
import org.urna.crypto.record.Lot;
import org.urna.crypto.record.Manifest;
import org.urna.crypto.record.Shuffle;
import org.urna.crypto.record.SignedMessage;
import org.urna.crypto.record.Tally;
import org.urna.crypto.record.TallyAgreement;
import org.urna.crypto.threshold.JointKey;

/**
 * An election between its close and its result.
 *
 * @param election {@code E}
 * @param key {@code Y} and {@code V_1 … V_n}, as sealed
 * @param signers signing keys of the trustees, the first of them trustee 1
 * @param size of the log that ends with the close entry
 * @param root of that log, lower-case hexadecimal
 * @param tallies in the order of the log; empty until the server has added up the ballots
 * @param agreements by trustee
 * @param lots by trustee
 * @param shuffles in the order of the log
 * @param held decryptions that wait for publish, by contest in manifest order, section, trustee
 */
public record Closing(
        Manifest manifest,
        Hash election,
        JointKey key,
        List<VerificationKey> signers,
        long size,
        String root,
        List<Tally> tallies,
        Map<Integer, TallyAgreement> agreements,
        Map<Integer, Lot> lots,
        List<Shuffle> shuffles,
        List<SignedMessage> held) {

    public Closing {
        signers = List.copyOf(signers);
        tallies = List.copyOf(tallies);
        agreements = Map.copyOf(agreements);
        lots = Map.copyOf(lots);
        shuffles = List.copyOf(shuffles);
        held = List.copyOf(held);
    }

    /** Whether enough trustees have agreed on the board. */
    public boolean isAgreed() {
        return agreements.size() >= manifest.threshold();
    }

    /** Whether enough trustees have given their part of the lots. */
    public boolean isDrawn() {
        return lots.size() >= manifest.threshold();
    }

    /** The tally that a decryption is for, if there is one to decrypt. */
    Optional<Tally> tally(String contest, String section) {
        return tallies.stream()
                .filter(tally -> tally.counted()
                        && tally.contest().equals(contest)
                        && tally.section().equals(section))
                .findFirst();
    }

    /** The shuffles of a tally, in order. */
    public List<Shuffle> chain(Tally tally) {
        return shuffles.stream()
                .filter(each ->
                        each.contest().equals(tally.contest()) && each.section().equals(tally.section()))
                .toList();
    }

    /** Whether there is something to mix for a tally. */
    public boolean needsMixers(Tally tally) {
        return tally.counted() && tally.input() != null && tally.ballots() > 0;
    }

    /** Whether a tally went through all its mixers, or needs none. */
    public boolean isMixedEnough(Tally tally) {
        return !needsMixers(tally) || chain(tally).size() >= manifest.mixers();
    }

    /** Whether every tally went through all its mixers. */
    public boolean isMixed() {
        return tallies.stream().allMatch(this::isMixedEnough);
    }

    /** Whether a trustee may mix a tally next. */
    public boolean awaitsMixer(Tally tally, int trustee) {
        return isAgreed()
                && !isMixedEnough(tally)
                && agreements.containsKey(trustee)
                && chain(tally).stream().noneMatch(each -> each.trustee() == trustee);
    }

    /** Whether a tally is decrypted by trustees: additive ones, and ranked ones with ballots. */
    public boolean isDecrypted(Tally tally) {
        return tally.counted() && (tally.input() == null || tally.ballots() > 0);
    }

    /** Whether the decryption of a tally by a trustee is held. */
    public boolean isHeld(Tally tally, int trustee) {
        return held.stream()
                .map(each -> (Decryption) each.message())
                .anyMatch(each -> each.trustee() == trustee
                        && each.contest().equals(tally.contest())
                        && each.section().equals(tally.section()));
    }

    private long held(Tally tally) {
        return agreements.keySet().stream()
                .filter(trustee -> isHeld(tally, trustee))
                .count();
    }

    /** Whether everything is there from which the result is computed. */
    public boolean isDecryptable() {
        return isAgreed()
                && isDrawn()
                && isMixed()
                && tallies.stream().filter(this::isDecrypted).allMatch(tally -> held(tally) >= manifest.threshold());
    }
}
