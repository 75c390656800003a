// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.verify;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.urna.crypto.log.Note;
import org.urna.crypto.log.TreeHash;
import org.urna.crypto.record.Hash;
import org.urna.crypto.record.Manifest;
import org.urna.crypto.record.TallyAgreement;
import org.urna.crypto.threshold.EncryptedTally;
import org.urna.crypto.threshold.JointKey;
import org.urna.crypto.threshold.TallySlot;

/**
 * A board on which everything up to and including {@code close} and the tallies was verified: what a trustee agrees on and decrypts, computed
 * from the ballots and not taken from the server's word.
 *
 * @param election {@code E}
 * @param size of the tree that ends with {@code close}
 * @param root of that tree
 * @param checkpoint of that tree, with the board's two signatures only
 * @param slots every tally, in order
 * @param tallies what is to be decrypted, in order; of ranked contests those that the last mixer is done with
 * @param mixes the ranked ones that are counted and have ballots, as far as they are mixed, in order
 * @param agreed trustees whose valid agreement on this root is on the board
 */
public record ClosedBoard(
        Hash election,
        Manifest manifest,
        JointKey key,
        long size,
        TreeHash root,
        Note checkpoint,
        List<TallySlot> slots,
        Map<TallySlot, EncryptedTally> tallies,
        Map<TallySlot, MixState> mixes,
        Set<Integer> agreed) {
    public ClosedBoard {
        slots = List.copyOf(slots);
        tallies = Collections.unmodifiableMap(new LinkedHashMap<>(tallies));
        mixes = Collections.unmodifiableMap(new LinkedHashMap<>(mixes));
        agreed = Set.copyOf(agreed);
    }

    /** Whether every ranked contest went through as many mixers as the manifest asks for. */
    public boolean isMixed() {
        return mixes.values().stream().allMatch(mix -> mix.mixers().size() >= manifest.mixers());
    }

    /** The ballots of each tally, as an agreement lists them. */
    public List<TallyAgreement.BallotCount> ballots() {
        return slots.stream()
                .map(slot -> new TallyAgreement.BallotCount(slot.contest(), slot.section(), slot.ballots()))
                .toList();
    }

    /** Whether enough trustees agreed on this root for lots and decryptions. */
    public boolean isAgreed() {
        return agreed.size() >= manifest.threshold();
    }
}
