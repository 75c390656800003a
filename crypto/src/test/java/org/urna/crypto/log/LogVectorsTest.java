// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.urna.crypto.MalformedException;
import org.urna.crypto.Verdict;
import org.urna.crypto.hash.Sha256;
import org.urna.crypto.vectors.Fields;
import org.urna.crypto.vectors.Vectors;

/** Merkle trees, proofs, tiles and entry bundles of section 3. */
class LogVectorsTest {

    /** Numbers that no proof can be about: the types do not take them, their readers must look first. */
    private static final Verdict NO_PROOF = Verdict.reject("log", "no such proof");

    @TestFactory
    Stream<DynamicTest> merkle() throws Exception {
        return Vectors.tests(
                "merkle",
                Map.of(
                        "leaf", LogVectorsTest::leaf,
                        "root", LogVectorsTest::root,
                        "inclusion", LogVectorsTest::inclusion,
                        "consistency", LogVectorsTest::consistency));
    }

    @TestFactory
    Stream<DynamicTest> tiles() throws Exception {
        return Vectors.tests(
                "tiles",
                Map.of(
                        "path", LogVectorsTest::path,
                        "tile", LogVectorsTest::tile,
                        "entries", LogVectorsTest::entries,
                        "bundle", LogVectorsTest::bundle));
    }

    private static byte[] entry(long index) {
        return ("urna leaf " + index).getBytes(StandardCharsets.UTF_8);
    }

    private static List<TreeHash> hashes(long size) {
        return LongStream.range(0, size).mapToObj(i -> TreeHash.leaf(entry(i))).toList();
    }

    private static Verdict leaf(Fields fields) throws Exception {
        assertThat(TreeHash.leaf(fields.bytes("entry")).bytes()).isEqualTo(fields.bytes("hash"));
        return Verdict.accept();
    }

    private static Verdict root(Fields fields) throws Exception {
        List<TreeHash> leaves = hashes(fields.integer("size"));
        byte[] root = fields.bytes("root");
        MerkleTree grown = MerkleTree.empty();
        leaves.forEach(grown::append);
        assertThat(grown.root().bytes()).isEqualTo(root);
        assertThat(MerkleTree.rootOf(leaves).bytes()).isEqualTo(root);
        return Verdict.accept();
    }

    private static Verdict inclusion(Fields fields) throws Exception {
        long index = fields.integer("index");
        long size = fields.integer("size");
        List<TreeHash> path = path(fields.hexes("proof"));
        TreeHash leaf = TreeHash.of(fields.bytes("leafHash"));
        TreeHash root = TreeHash.of(fields.bytes("root"));
        if (index >= size) {
            assertThatThrownBy(() -> new InclusionProof(index, size, path))
                    .isInstanceOf(IllegalArgumentException.class);
            return NO_PROOF;
        }
        Verdict verdict = new InclusionProof(index, size, path).verify(leaf, root);
        if (verdict.isAccepted()) {
            assertThat(InclusionProof.prove(index, size, reader(size)).path()).isEqualTo(path);
        }
        return verdict;
    }

    private static Verdict consistency(Fields fields) throws Exception {
        long oldSize = fields.integer("oldSize");
        long newSize = fields.integer("newSize");
        List<TreeHash> path = path(fields.hexes("proof"));
        TreeHash oldRoot = TreeHash.of(fields.bytes("oldRoot"));
        TreeHash newRoot = TreeHash.of(fields.bytes("newRoot"));
        if (oldSize > newSize) {
            assertThatThrownBy(() -> new ConsistencyProof(oldSize, newSize, path))
                    .isInstanceOf(IllegalArgumentException.class);
            return NO_PROOF;
        }
        Verdict verdict = new ConsistencyProof(oldSize, newSize, path).verify(oldRoot, newRoot);
        if (verdict.isAccepted()) {
            assertThat(ConsistencyProof.prove(oldSize, newSize, reader(newSize)).path())
                    .isEqualTo(path);
        }
        return verdict;
    }

    private static List<TreeHash> path(List<byte[]> hashes) {
        return hashes.stream().map(TreeHash::of).toList();
    }

    /** Reads the tiles that the tree of this size gives. */
    private static HashReader reader(long size) {
        Map<Tile, byte[]> tiles = build(size);
        return new TileReader(size, tiles::get);
    }

    private static Map<Tile, byte[]> build(long size) {
        TileBuilder builder = TileBuilder.empty();
        hashes(size).forEach(builder::append);
        return builder.drain();
    }

    private static Verdict path(Fields fields) throws Exception {
        Tile tile = Tile.parse(fields.text("path"));
        String level = fields.text("level");
        assertThat(tile.level()).isEqualTo(level.equals("entries") ? Tile.ENTRIES : Integer.parseInt(level));
        assertThat(tile.index()).isEqualTo(fields.integer("index"));
        assertThat(tile.width()).isEqualTo((int) fields.integer("width"));
        assertThat(tile.path()).isEqualTo(fields.text("path"));
        return Verdict.accept();
    }

    private static Verdict tile(Fields fields) throws Exception {
        Tile tile = Tile.parse(fields.text("path"));
        assertThat(tile.level()).isEqualTo((int) fields.integer("level"));
        assertThat(tile.index()).isEqualTo(fields.integer("index"));
        byte[] content = build(fields.integer("size")).get(tile);
        assertThat(content).isNotNull();
        compare(fields, content);
        return Verdict.accept();
    }

    private static Verdict entries(Fields fields) throws Exception {
        Tile tile = Tile.parse(fields.text("path"));
        assertThat(tile.level()).isEqualTo(Tile.ENTRIES);
        assertThat(tile.existsIn(fields.integer("size"))).isTrue();
        long start = fields.integer("index") * Tile.FULL_WIDTH;
        List<byte[]> entries = LongStream.range(start, start + tile.width())
                .mapToObj(LogVectorsTest::entry)
                .toList();
        byte[] content = EntryBundle.encode(entries);
        compare(fields, content);
        assertThat(EntryBundle.decode(tile, content)).containsExactlyElementsOf(entries);
        return Verdict.accept();
    }

    private static void compare(Fields fields, byte[] content) throws MalformedException {
        assertThat(Sha256.hash(content)).isEqualTo(fields.bytes("sha256"));
        if (fields.has("bytes")) {
            assertThat(content).isEqualTo(fields.bytes("bytes"));
        }
    }

    private static Verdict bundle(Fields fields) throws Exception {
        byte[] content = fields.bytes("bytes");
        if (!fields.has("entries")) {
            Tile two = new Tile(Tile.ENTRIES, 0, content.length > 5 ? 2 : 1);
            List<byte[]> unexpected = new ArrayList<>(EntryBundle.decode(two, content));
            throw new AssertionError("read as " + unexpected.size() + " entries");
        }
        List<byte[]> entries = fields.hexes("entries");
        assertThat(EntryBundle.encode(entries)).isEqualTo(content);
        assertThat(EntryBundle.decode(new Tile(Tile.ENTRIES, 0, entries.size()), content))
                .containsExactlyElementsOf(entries);
        return Verdict.accept();
    }
}
