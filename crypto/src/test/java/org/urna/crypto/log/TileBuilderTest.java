// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.urna.crypto.MalformedException;
import org.urna.crypto.Verdict;

/** Trees of several levels, grown in uneven steps, stopped and taken up again, with proofs from the tiles alone. */
class TileBuilderTest {

    private static final int SIZE = 66_000; // three levels: above 256 · 256
    private static final List<TreeHash> LEAVES = Leaves.first(SIZE);

    private final Map<Tile, byte[]> published = new HashMap<>();

    private byte[] read(Tile tile) throws IOException {
        byte[] content = published.get(tile);
        if (content == null) {
            throw new IOException("no tile " + tile.path());
        }
        return content;
    }

    @Test
    void tilesHoldTheHashesOfTheDefinition() throws Exception {
        TileBuilder builder = TileBuilder.empty();
        Random random = new Random(1);
        while (builder.size() < SIZE) {
            long oldSize = builder.size();
            long newSize = Math.min(SIZE, oldSize + 1 + random.nextInt(random.nextInt(4) == 0 ? 3000 : 40));
            LEAVES.subList((int) oldSize, (int) newSize).forEach(builder::append);
            Map<Tile, byte[]> tiles = builder.drain();
            assertThat(tiles.keySet())
                    .containsExactlyInAnyOrderElementsOf(Tile.added(oldSize, newSize).stream()
                            .filter(tile -> tile.level() != Tile.ENTRIES)
                            .toList());
            published.putAll(tiles);
            if (random.nextInt(3) == 0) {
                builder = TileBuilder.resume(newSize, this::read);
            }
        }
        assertThat(builder.drain()).isEmpty();
        assertThat(builder.root()).isEqualTo(NaiveTree.root(LEAVES));
        for (Tile tile : Tile.forSize(SIZE)) {
            if (tile.level() != Tile.ENTRIES) {
                assertHoldsTheDefinition(tile);
            }
        }
        proofsFromTilesHold();
    }

    private void assertHoldsTheDefinition(Tile tile) throws Exception {
        List<TreeHash> hashes = tile.decode(read(tile));
        int span = 1 << (8 * tile.level());
        for (int i = 0; i < tile.width(); i++) {
            int from = (int) (tile.index() * 256 + i) * span;
            assertThat(hashes.get(i)).isEqualTo(NaiveTree.root(LEAVES.subList(from, from + span)));
        }
    }

    private void proofsFromTilesHold() throws Exception {
        TreeHash root = NaiveTree.root(LEAVES);
        for (int index : new int[] {0, 1, 255, 256, 257, 65_535, 65_536, 65_537, SIZE - 1}) {
            InclusionProof proof = InclusionProof.prove(index, SIZE, new TileReader(SIZE, this::read));
            assertThat(proof).isEqualTo(InclusionProof.prove(index, SIZE, NaiveTree.reader(LEAVES)));
            assertThat(proof.verify(LEAVES.get(index), root)).isEqualTo(Verdict.accept());
        }
        for (int oldSize : new int[] {0, 1, 255, 256, 257, 300, 512, 65_535, 65_536, 65_537, SIZE - 1, SIZE}) {
            ConsistencyProof proof = ConsistencyProof.prove(oldSize, SIZE, new TileReader(SIZE, this::read));
            assertThat(proof.verify(NaiveTree.root(LEAVES.subList(0, oldSize)), root))
                    .isEqualTo(Verdict.accept());
        }
    }

    @Test
    void everySizeAroundATileGivesRootsAndProofsFromItsTiles() throws Exception {
        TileBuilder builder = TileBuilder.empty();
        for (int size = 1; size <= 520; size++) {
            builder.append(LEAVES.get(size - 1));
            published.putAll(builder.drain());
            TileReader reader = new TileReader(size, this::read);
            TreeHash root = MerkleTree.resume(size, reader).root();
            assertThat(root).isEqualTo(builder.root());
            InclusionProof proof = InclusionProof.prove(size / 2, size, reader);
            assertThat(proof.verify(LEAVES.get(size / 2), root)).isEqualTo(Verdict.accept());
        }
    }

    @Test
    void aReaderRefusesWhatIsOutsideTheTreeOrOfAnotherLength() {
        TileReader reader = new TileReader(300, tile -> new byte[7]);
        assertThatThrownBy(() -> reader.read(0, 300)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> reader.read(8, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> reader.read(-1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> reader.read(0, 299)).isInstanceOf(MalformedException.class);
    }
}
