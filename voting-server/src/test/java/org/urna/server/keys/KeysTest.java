// SPDX-License-Identifier: Apache-2.0
package org.urna.server.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.urna.crypto.MalformedException;
import org.urna.crypto.group.Entropy;

class KeysTest {

    private static final String ELECTION = "0123456789abcdef0123456789abcdef";

    @TempDir
    private Path folder;

    @Test
    void aSecretIsForItsOwnerOnlyAndNeverOverwritten() throws Exception {
        Path file = folder.resolve("secret");

        SecretFile.create(file, new byte[] {1, 2, 3});

        assertThat(file).hasBinaryContent(new byte[] {1, 2, 3});
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThatThrownBy(() -> SecretFile.create(file, new byte[1])).isInstanceOf(FileAlreadyExistsException.class);
        assertThat(file).hasBinaryContent(new byte[] {1, 2, 3});
    }

    @Test
    void keysAreMadeOnceAndReadBackTheSame() throws Exception {
        KeyStore store = new KeyStore(folder.resolve("keys"), Entropy.secure());
        store.create(ELECTION);

        ElectionKeys first = store.load(ELECTION, "example.org/e/1");
        ElectionKeys again = store.load(ELECTION, "example.org/e/1");

        assertThat(first.board().publicKey()).isEqualTo(again.board().publicKey());
        assertThat(first.cosigner().publicKey()).isEqualTo(again.cosigner().publicKey());
        assertThat(first.receipt().publicKey()).isEqualTo(again.receipt().publicKey());
        assertThat(first.receipt().publicKey()).isNotEqualTo(first.registrar().publicKey());
        assertThat(first.board().publicKey().toString()).startsWith("example.org/e/1+");
        assertThatThrownBy(() -> store.create(ELECTION)).isInstanceOf(FileAlreadyExistsException.class);
        try (var files = Files.list(folder.resolve("keys").resolve(ELECTION))) {
            assertThat(files)
                    .hasSize(5)
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-------"));
        }
    }

    @Test
    void aDamagedOrMissingKeyIsNamed() throws Exception {
        KeyStore store = new KeyStore(folder.resolve("keys"), Entropy.secure());
        store.create(ELECTION);
        Path receipt = folder.resolve("keys").resolve(ELECTION).resolve("receipt.jwk");
        Files.writeString(receipt, "{}");

        assertThatThrownBy(() -> store.load(ELECTION, "o"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(ELECTION);
        assertThatThrownBy(() -> store.load("f".repeat(32), "o")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> store.load("../x", "o")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatIsSealedOpensInItsPlaceOnly() throws Exception {
        SealingKey key = SealingKey.random(Entropy.secure());
        byte[] plain = "A code".getBytes(StandardCharsets.UTF_8);

        byte[] sealed = key.seal("map/1", plain);
        byte[] other = key.seal("map/1", plain);

        assertThat(key.open("map/1", sealed)).isEqualTo(plain);
        assertThat(sealed).isNotEqualTo(other).hasSize(12 + plain.length + 16);
        assertThatThrownBy(() -> key.open("map/2", sealed)).isInstanceOf(MalformedException.class);
        assertThatThrownBy(() -> SealingKey.random(Entropy.secure()).open("map/1", sealed))
                .isInstanceOf(MalformedException.class);
        for (int i = 0; i < sealed.length; i++) {
            byte[] changed = sealed.clone();
            changed[i] ^= 1;
            assertThatThrownBy(() -> key.open("map/1", changed)).isInstanceOf(MalformedException.class);
        }
        assertThatThrownBy(() -> key.open("map/1", new byte[27])).isInstanceOf(MalformedException.class);
    }

    @Test
    void theKeysOfStaffAreWrittenOnceAndThenRead() throws Exception {
        StaffKeys made = StaffKeys.readOrCreate(folder, Entropy.secure());
        StaffKeys read = StaffKeys.readOrCreate(folder, Entropy.secure());

        assertThat(read.session().getEncoded())
                .isEqualTo(made.session().getEncoded())
                .hasSize(32)
                .isNotEqualTo(made.trail().getEncoded());
        assertThat(read.trail().getEncoded()).isEqualTo(made.trail().getEncoded());
        assertThat(read.sealing().open("place", made.sealing().seal("place", new byte[] {1})))
                .containsExactly(1);
        Path file = folder.resolve("staff").resolve("session.hmac");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        Files.write(file, new byte[31]);
        assertThatThrownBy(() -> StaffKeys.readOrCreate(folder, Entropy.secure()))
                .isInstanceOf(IOException.class);
    }

    @Test
    void keysDoNotPrintThemselves() {
        ElectionKeys keys = ElectionKeys.random("o", Entropy.secure());

        assertThat(keys).hasToString("ElectionKeys[hidden]");
        assertThat(keys.sealing()).hasToString("SealingKey[hidden]");
        assertThat(new StaffKeys(
                        new javax.crypto.spec.SecretKeySpec(new byte[32], "x"),
                        keys.sealing(),
                        new javax.crypto.spec.SecretKeySpec(new byte[32], "x")))
                .hasToString("StaffKeys[hidden]");
    }
}
