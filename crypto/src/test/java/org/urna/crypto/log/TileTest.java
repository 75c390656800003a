// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.urna.crypto.MalformedException;

class TileTest {

    @ParameterizedTest
    @CsvSource({
        "0, 1234067, 256, tile/0/x001/x234/067",
        "0, 1234067, 8, tile/0/x001/x234/067.p/8",
        "-1, 0, 256, tile/entries/000",
        "-1, 273, 112, tile/entries/273.p/112",
        "63, 0, 1, tile/63/000.p/1",
        "2, 999, 255, tile/2/999.p/255",
        "2, 1000, 255, tile/2/x001/000.p/255",
        "0, 9223372036854775807, 256, tile/0/x009/x223/x372/x036/x854/x775/807"
    })
    void pathsAreThoseOfTheSpecification(int level, long index, int width, String path) throws Exception {
        Tile tile = new Tile(level, index, width);
        assertThat(tile.path()).isEqualTo(path);
        assertThat(Tile.parse(path)).isEqualTo(tile);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "tile/0/",
                "tile/0/0",
                "tile/0/0000",
                "tile/00/000",
                "tile/64/000",
                "tile/-1/000",
                "tile/0/x000/001",
                "tile/0/001/x234",
                "tile/0/x001234",
                "tile/0/000.p/0",
                "tile/0/000.p/01",
                "tile/0/000.p/256",
                "tile/0/000.p/",
                "tile/0/000.p",
                "tile/0/000/",
                "/tile/0/000",
                "tile/entries/0",
                "tile/Entries/000",
                "tile/0/x009/x223/x372/x036/x854/x775/808",
                "tile/0/x001/x001/x001/x001/x001/x001/x001/000",
                "tile/0/000\n",
                "tile/0/\u0660\u0660\u0660"
            })
    void noOtherPathIsRead(String path) {
        assertThatThrownBy(() -> Tile.parse(path)).isInstanceOf(MalformedException.class);
    }

    @Test
    void theExampleOfTheSpecificationHasItsTiles() {
        List<Tile> tiles = Tile.forSize(70_000);
        assertThat(tiles.stream().filter(tile -> tile.level() == 0 && !tile.isPartial()))
                .hasSize(273);
        assertThat(tiles.stream().filter(tile -> tile.level() == Tile.ENTRIES && !tile.isPartial()))
                .hasSize(273);
        assertThat(tiles.stream().filter(tile -> tile.level() > 0 || tile.isPartial()))
                .containsExactly(
                        new Tile(Tile.ENTRIES, 273, 112),
                        new Tile(0, 273, 112),
                        new Tile(1, 0, 256),
                        new Tile(1, 1, 17),
                        new Tile(2, 0, 1));
        assertThat(Tile.forSize(256).stream().filter(tile -> tile.level() >= 0))
                .containsExactly(new Tile(0, 0, 256), new Tile(1, 0, 1));
        assertThat(Tile.forSize(0)).isEmpty();
    }

    @Test
    void aTreeHasExactlyTheTilesListed() {
        for (long size : new long[] {0, 1, 255, 256, 257, 511, 512, 65_535, 65_536, 65_537, 70_000}) {
            List<Tile> tiles = Tile.forSize(size);
            assertThat(tiles).doesNotHaveDuplicates().allMatch(tile -> tile.existsIn(size));
            assertThat(tiles.stream()
                            .filter(tile -> tile.level() == 0)
                            .mapToInt(Tile::width)
                            .sum())
                    .isEqualTo((int) size);
            for (Tile tile : tiles) {
                if (tile.isPartial()) {
                    assertThat(tile.full().existsIn(size)).isFalse();
                    assertThat(new Tile(tile.level(), tile.index(), tile.width() + 1).existsIn(size))
                            .isFalse();
                }
                assertThat(new Tile(tile.level(), tile.index() + size + 1, 1).existsIn(size))
                        .isFalse();
            }
            assertThat(new Tile(63, 0, 1).existsIn(size)).isFalse();
        }
    }

    @Test
    void growingAddsWhatTheLargerTreeHasAndTheSmallerHasNot() {
        for (long oldSize = 0; oldSize <= 600; oldSize += 37) {
            for (long newSize = oldSize; newSize <= 70_000; newSize = newSize * 3 / 2 + 1) {
                List<Tile> expected = new ArrayList<>(Tile.forSize(newSize));
                expected.removeAll(Tile.forSize(oldSize));
                assertThat(Tile.added(oldSize, newSize)).isEqualTo(expected);
            }
        }
        assertThatThrownBy(() -> Tile.added(2, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aTileIsReadOnlyAtItsExactLength() throws Exception {
        List<TreeHash> hashes = Leaves.first(5);
        byte[] content = Tile.encode(hashes);
        Tile tile = new Tile(0, 0, 5);
        assertThat(tile.decode(content)).isEqualTo(hashes);
        for (int length : new int[] {0, 1, 128, 159, 161, 192}) {
            assertThatThrownBy(() -> tile.decode(Arrays.copyOf(content, length)))
                    .isInstanceOf(MalformedException.class);
        }
        assertThatThrownBy(() -> Tile.encode(List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Tile.encode(Leaves.first(257))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aBundleIsReadOnlyAtItsExactLength() throws Exception {
        List<byte[]> entries = List.of(new byte[0], new byte[] {1}, new byte[EntryBundle.MAX_ENTRY_BYTES]);
        byte[] content = EntryBundle.encode(entries);
        assertThat(content).hasSize(3 * 2 + 1 + 65_535).startsWith(0, 0, 0, 1, 1, 0xff, 0xff);
        Tile tile = new Tile(Tile.ENTRIES, 0, 3);
        assertThat(EntryBundle.decode(tile, content)).usingRecursiveComparison().isEqualTo(entries);
        for (int length : new int[] {0, 1, 2, 3, 4, 5, 6, content.length - 1, content.length + 1}) {
            assertThatThrownBy(() -> EntryBundle.decode(tile, Arrays.copyOf(content, length)))
                    .isInstanceOf(MalformedException.class);
        }
        for (int width : new int[] {2, 4}) {
            assertThatThrownBy(() -> EntryBundle.decode(new Tile(Tile.ENTRIES, 0, width), content))
                    .isInstanceOf(MalformedException.class);
        }
        assertThatThrownBy(() -> EntryBundle.decode(new Tile(0, 0, 3), content))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aBundleThatCannotBeReadBackIsNotWritten() {
        assertThatThrownBy(() -> EntryBundle.encode(List.of(new byte[65_536])))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> EntryBundle.encode(List.of())).isInstanceOf(IllegalArgumentException.class);
        List<byte[]> tooMany =
                IntStream.range(0, 257).mapToObj(i -> new byte[0]).toList();
        assertThatThrownBy(() -> EntryBundle.encode(tooMany)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anArtifactIsNamedByItsHash() {
        assertThat(BoardPaths.artifact(TreeHash.EMPTY.bytes()))
                .isEqualTo("artifact/e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        assertThatThrownBy(() -> BoardPaths.artifact(new byte[31])).isInstanceOf(IllegalArgumentException.class);
    }
}
