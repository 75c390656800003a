// SPDX-License-Identifier: Apache-2.0
package org.urna.verifier.watch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.urna.crypto.MalformedException;
import org.urna.crypto.group.Entropy;
import org.urna.crypto.log.NoteSigningKey;
import org.urna.crypto.log.SignatureType;

/** The key with which a witness co-signs, in a file that only its owner may read. */
public final class WitnessKey {

    private static final String FILE = "witness.key";

    private WitnessKey() {}

    /** Reads the key in a folder. */
    public static Optional<NoteSigningKey> read(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            NoteSigningKey key =
                    NoteSigningKey.parseSecret(Files.readString(file).strip());
            if (!key.publicKey().type().isTimestamped()) {
                throw new MalformedException("a key without a time");
            }
            return Optional.of(key);
        } catch (MalformedException e) {
            throw new IOException("the file " + FILE + " is damaged", e);
        }
    }

    /**
     * Makes a key, Ed25519 with a time (C2SP tlog-cosignature).
     *
     * @throws IllegalArgumentException if the name cannot be that of a key
     * @throws IOException if there is a key already
     */
    public static NoteSigningKey make(Path folder, String name, Entropy entropy) throws IOException {
        NoteSigningKey key = NoteSigningKey.generate(name, SignatureType.ED25519_COSIGNATURE, entropy);
        Files.createDirectories(folder);
        Path file = folder.resolve(FILE);
        if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } else {
            Files.createFile(file);
        }
        Files.write(file, (key.secretText() + "\n").getBytes(StandardCharsets.UTF_8), StandardOpenOption.DSYNC);
        return key;
    }
}
