// SPDX-License-Identifier: Apache-2.0
package org.urna.verifier;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.urna.crypto.MalformedException;
import org.urna.crypto.jose.CompactJws;
import org.urna.crypto.log.NoteKey;
import org.urna.crypto.record.Hash;
import org.urna.crypto.verify.Anchors;
import picocli.CommandLine.Option;

/** What the user knows of the election from elsewhere. */
final class AnchorOptions {

    @Option(names = "--board-key", paramLabel = "VKEY", description = "Key that signs the board, name+id+base64.")
    @Nullable
    String boardKey;

    @Option(
            names = "--fingerprint",
            paramLabel = "HEX",
            description = "SHA-256 of the set-up entry, or of the first manifest entry.")
    List<String> fingerprints = new ArrayList<>();

    @Option(names = "--receipt", paramLabel = "FILE", description = "A voter's receipt; may be given several times.")
    List<Path> receipts = new ArrayList<>();

    @Option(
            names = "--trustee",
            paramLabel = "name=thumbprint",
            description = "A trustee's key as the trustee publishes it; may be given several times.")
    Map<String, String> trustees = new LinkedHashMap<>();

    /** @throws IllegalArgumentException if an option is malformed; the message is for the user */
    Anchors read() throws IOException {
        try {
            Optional<NoteKey> key = boardKey == null ? Optional.empty() : Optional.of(NoteKey.parse(boardKey));
            List<Hash> hashes = new ArrayList<>();
            for (String fingerprint : fingerprints) {
                hashes.add(Hash.parse(fingerprint.toLowerCase(Locale.ROOT)));
            }
            List<String> texts = new ArrayList<>();
            for (Path receipt : receipts) {
                texts.add(text(receipt));
            }
            return new Anchors(key, hashes, texts, trustees);
        } catch (MalformedException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /** The options that were given, as on the command line. */
    List<String> given() {
        List<String> given = new ArrayList<>();
        if (boardKey != null) {
            given.add("--board-key " + boardKey);
        }
        fingerprints.forEach(fingerprint -> given.add("--fingerprint " + fingerprint));
        receipts.forEach(receipt -> given.add("--receipt " + receipt));
        trustees.forEach((name, thumbprint) -> given.add("--trustee '" + name + "=" + thumbprint + "'"));
        return given;
    }

    private static String text(Path receipt) throws IOException {
        try (InputStream in = Files.newInputStream(receipt)) {
            byte[] bytes = in.readNBytes(CompactJws.MAX_CHARACTERS + 1);
            return new String(bytes, StandardCharsets.ISO_8859_1).strip();
        }
    }
}
