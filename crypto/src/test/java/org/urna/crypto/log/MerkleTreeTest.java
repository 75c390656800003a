// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.urna.crypto.MalformedException;

class MerkleTreeTest {

    /** The entries and roots that the reference implementation of Certificate Transparency is tested with. */
    private static final List<String> ENTRIES =
            List.of("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f");

    private static final List<String> ROOTS = List.of(
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

    static Stream<TreeHash> referenceLeaves() {
        return ENTRIES.stream().map(HexFormat.of()::parseHex).map(TreeHash::leaf);
    }

    @Test
    void rootsAreThoseOfTheReferenceImplementation() {
        MerkleTree tree = MerkleTree.empty();
        assertThat(tree.root()).hasToString("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        List<TreeHash> leaves = referenceLeaves().toList();
        for (int i = 0; i < leaves.size(); i++) {
            tree.append(leaves.get(i));
            assertThat(tree.root()).hasToString(ROOTS.get(i));
            assertThat(tree.size()).isEqualTo(i + 1L);
        }
    }

    @Test
    void everySizeHasTheRootOfTheDefinition() {
        List<TreeHash> leaves = Leaves.first(1030);
        MerkleTree tree = MerkleTree.empty();
        for (int size = 0; size <= leaves.size(); size++) {
            if (size <= 300 || size >= 1020) {
                assertThat(tree.root()).isEqualTo(NaiveTree.root(leaves.subList(0, size)));
            }
            if (size < leaves.size()) {
                tree.append(leaves.get(size));
            }
        }
    }

    @Test
    void aResumedTreeGoesOnAsIfItHadNeverStopped() throws Exception {
        List<TreeHash> leaves = Leaves.first(70);
        for (int size = 0; size < leaves.size(); size++) {
            MerkleTree tree = MerkleTree.resume(size, NaiveTree.reader(leaves.subList(0, size)));
            assertThat(tree.size()).isEqualTo(size);
            leaves.subList(size, leaves.size()).forEach(tree::append);
            assertThat(tree.root()).isEqualTo(NaiveTree.root(leaves));
        }
    }

    @Test
    void aCopyGrowsOnItsOwn() {
        MerkleTree tree = MerkleTree.empty();
        Leaves.first(5).forEach(tree::append);
        TreeHash root = tree.root();
        tree.copy().append(TreeHash.leaf(new byte[0]));
        assertThat(tree.root()).isEqualTo(root);
    }

    @Test
    void aHashHasOneBase64Form() throws Exception {
        TreeHash hash = TreeHash.leaf(new byte[] {1});
        String text = hash.toBase64();
        assertThat(TreeHash.parseBase64(text)).isEqualTo(hash);
        String spareBits = text.substring(0, 42) + (char) (text.charAt(42) + 1) + "=";
        for (String other :
                List.of("", text.substring(0, 43), text + "=", text.substring(0, 40), spareBits, text + "\n")) {
            assertThatThrownBy(() -> TreeHash.parseBase64(other)).isInstanceOf(MalformedException.class);
        }
    }
}
