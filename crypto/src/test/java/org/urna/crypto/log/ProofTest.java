// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.urna.crypto.Verdict;

/** Inclusion and consistency: every place and pair of sizes up to 70, with every bit of every proof turned. */
class ProofTest {

    private static final int SIZES = 70;
    private static final List<TreeHash> LEAVES = Leaves.first(SIZES);
    private static final HashReader READER = NaiveTree.reader(LEAVES);

    private static TreeHash root(int size) {
        return NaiveTree.root(LEAVES.subList(0, size));
    }

    @Test
    void everyEntryIsIncludedAtItsPlaceOnly() throws Exception {
        for (int size = 1; size <= SIZES; size++) {
            TreeHash root = root(size);
            for (int index = 0; index < size; index++) {
                InclusionProof proof = InclusionProof.prove(index, size, READER);
                assertThat(proof.verify(LEAVES.get(index), root)).isEqualTo(Verdict.accept());
                for (int other = 0; other < size; other++) {
                    InclusionProof moved = new InclusionProof(other, size, proof.path());
                    assertThat(moved.verify(LEAVES.get(index), root).isAccepted())
                            .isEqualTo(other == index);
                }
            }
        }
    }

    @Test
    void noOtherInclusionProofHolds() throws Exception {
        for (int size = 1; size <= SIZES; size++) {
            TreeHash root = root(size);
            for (int index = 0; index < size; index += 1 + size / 9) {
                InclusionProof proof = InclusionProof.prove(index, size, READER);
                TreeHash leaf = LEAVES.get(index);
                for (List<TreeHash> path : spoilt(proof.path())) {
                    rejected(new InclusionProof(index, size, path).verify(leaf, root), "log-receipts");
                }
                for (int bit = 0; bit < 256; bit++) {
                    rejected(proof.verify(Leaves.flip(leaf, bit), root), "log-receipts");
                    rejected(proof.verify(leaf, Leaves.flip(root, bit)), "log-receipts");
                }
            }
        }
    }

    @Test
    void everySizeExtendsEverySmallerOne() throws Exception {
        for (int newSize = 0; newSize <= SIZES; newSize++) {
            for (int oldSize = 0; oldSize <= newSize; oldSize++) {
                ConsistencyProof proof = ConsistencyProof.prove(oldSize, newSize, READER);
                assertThat(proof.verify(root(oldSize), root(newSize))).isEqualTo(Verdict.accept());
            }
        }
    }

    @Test
    void noOtherConsistencyProofHolds() throws Exception {
        for (int newSize = 1; newSize <= SIZES; newSize++) {
            for (int oldSize = 0; oldSize <= newSize; oldSize += 1 + newSize / 9) {
                ConsistencyProof proof = ConsistencyProof.prove(oldSize, newSize, READER);
                TreeHash oldRoot = root(oldSize);
                TreeHash newRoot = root(newSize);
                for (List<TreeHash> path : spoilt(proof.path())) {
                    rejected(new ConsistencyProof(oldSize, newSize, path).verify(oldRoot, newRoot), "log-history");
                }
                for (int bit = 0; bit < 256; bit++) {
                    rejected(proof.verify(Leaves.flip(oldRoot, bit), newRoot), "log-history");
                    if (oldSize != 0) { // every tree extends the empty one, whatever its root
                        rejected(proof.verify(oldRoot, Leaves.flip(newRoot, bit)), "log-history");
                    }
                }
            }
        }
    }

    /** E1: a board that drops, changes or swaps an earlier entry cannot prove that it extends what it showed before. */
    @Test
    void aForkIsNotConsistent() throws Exception {
        Random random = new Random(6962);
        for (int round = 0; round < 300; round++) {
            int newSize = 2 + random.nextInt(SIZES - 1);
            int oldSize = 1 + random.nextInt(newSize - 1);
            List<TreeHash> fork = new ArrayList<>(LEAVES.subList(0, newSize));
            int changed = random.nextInt(oldSize);
            switch (round % 3) {
                case 0 -> fork.set(changed, TreeHash.leaf(new byte[] {9}));
                case 1 -> fork.add(fork.remove(changed));
                default -> fork.add(changed, TreeHash.leaf(new byte[] {9}));
            }
            ConsistencyProof proof = ConsistencyProof.prove(oldSize, fork.size(), NaiveTree.reader(fork));
            rejected(proof.verify(root(oldSize), NaiveTree.root(fork)), "log-history");
        }
    }

    @Test
    void proofsOutsideTheTreeCannotBeAskedFor() {
        assertThatThrownBy(() -> InclusionProof.prove(3, 3, READER)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> InclusionProof.prove(-1, 3, READER)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ConsistencyProof.prove(4, 3, READER)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new InclusionProof(0, 0, List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ConsistencyProof(-1, 3, List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    /** One bit turned, an element dropped, doubled or added, two exchanged. */
    private static List<List<TreeHash>> spoilt(List<TreeHash> path) {
        List<List<TreeHash>> all = new ArrayList<>();
        for (int i = 0; i < path.size(); i++) {
            for (int bit = 0; bit < 256; bit++) {
                List<TreeHash> flipped = new ArrayList<>(path);
                flipped.set(i, Leaves.flip(path.get(i), bit));
                all.add(flipped);
            }
            List<TreeHash> shorter = new ArrayList<>(path);
            shorter.remove(i);
            all.add(shorter);
            List<TreeHash> doubled = new ArrayList<>(path);
            doubled.add(i, path.get(i));
            all.add(doubled);
            if (i > 0) {
                List<TreeHash> swapped = new ArrayList<>(path);
                swapped.add(swapped.remove(i - 1));
                if (!swapped.equals(path)) {
                    all.add(swapped);
                }
            }
        }
        List<TreeHash> longer = new ArrayList<>(path);
        longer.add(TreeHash.EMPTY);
        all.add(longer);
        return all;
    }

    private static void rejected(Verdict verdict, String check) {
        assertThat(verdict)
                .isInstanceOfSatisfying(
                        Verdict.Rejected.class, it -> assertThat(it.check()).isEqualTo(check));
    }
}
