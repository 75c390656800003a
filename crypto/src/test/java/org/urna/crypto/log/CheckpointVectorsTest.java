// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.urna.crypto.MalformedException;
import org.urna.crypto.Verdict;
import org.urna.crypto.group.Entropy;
import org.urna.crypto.group.Hex;
import org.urna.crypto.vectors.Fields;
import org.urna.crypto.vectors.Vectors;

/** Checkpoints and their signatures; the board's second signature is made here, over whatever the note says. */
class CheckpointVectorsTest {

    @TestFactory
    Stream<DynamicTest> checkpoints() throws Exception {
        return Vectors.tests(
                "checkpoints",
                Map.of(
                        "note", CheckpointVectorsTest::note,
                        "cosignature", CheckpointVectorsTest::cosignature,
                        "cosigned-message", CheckpointVectorsTest::cosignedMessage,
                        "vkey", CheckpointVectorsTest::key));
    }

    private static Verdict note(Fields fields) throws Exception {
        String origin = fields.text("origin");
        NoteKey board = NoteKey.parse(fields.text("key"));
        Note note = Note.parse(fields.text("note"));
        Checkpoint checkpoint = Checkpoint.parse(note.text());
        if (fields.has("body")) {
            assertThat(checkpoint).isEqualTo(new Checkpoint(origin, fields.integer("size"), root(fields)));
            assertThat(checkpoint.text()).isEqualTo(fields.text("body"));
            NoteSigningKey signer = NoteSigningKey.decode(origin, SignatureType.ED25519, fields.bytes("seed"));
            assertThat(signer.publicKey()).isEqualTo(board);
            NoteSignature line = signer.sign(checkpoint, 0);
            assertThat(line.signature()).isEqualTo(fields.bytes("signature"));
            assertThat(new Note(checkpoint.text(), List.of(line)).write()).isEqualTo(fields.text("note"));
        }
        NoteSigningKey cosigner =
                NoteSigningKey.generate(origin, SignatureType.ML_DSA_44_COSIGNATURE, Entropy.secure());
        Note complete = note.with(List.of(cosigner.sign(checkpoint, 1_900_000_000)));
        return new CheckpointVerifier(origin, board, cosigner.publicKey(), List.of()).verify(complete);
    }

    private static TreeHash root(Fields fields) throws MalformedException {
        return TreeHash.of(fields.bytes("root"));
    }

    private static Verdict cosignature(Fields fields) throws Exception {
        NoteKey key = NoteKey.parse(fields.text("key"));
        Checkpoint checkpoint = Checkpoint.parse(fields.text("body"));
        long timestamp = fields.integer("timestamp");
        assertThat(SignedMessage.of(key, checkpoint, timestamp)).isEqualTo(fields.bytes("message"));
        NoteSigningKey signer =
                NoteSigningKey.decode(fields.text("name"), SignatureType.ED25519_COSIGNATURE, fields.bytes("seed"));
        assertThat(signer.publicKey()).isEqualTo(key);
        NoteSignature made = signer.sign(checkpoint, timestamp);
        NoteSignature given = Note.parse(fields.text("note")).signatures().get(1);
        assertThat(made).isEqualTo(given);
        assertThat(made.line().strip()).isEqualTo(fields.text("line").strip());
        assertThat(Hex.encode(made.signature())).endsWith(fields.text("signature"));
        assertThat(NoteSignatures.verify(key, checkpoint, given)).hasValue(timestamp);
        return Verdict.accept();
    }

    private static Verdict cosignedMessage(Fields fields) throws Exception {
        NoteKey key = NoteSigningKey.generate(
                        fields.text("name"), SignatureType.ML_DSA_44_COSIGNATURE, Entropy.secure())
                .publicKey();
        Checkpoint checkpoint = new Checkpoint(fields.text("origin"), fields.integer("size"), root(fields));
        assertThat(SignedMessage.of(key, checkpoint, fields.integer("timestamp")))
                .isEqualTo(fields.bytes("message"));
        return Verdict.accept();
    }

    private static Verdict key(Fields fields) throws Exception {
        NoteKey key = NoteKey.parse(fields.text("key"));
        assertThat(key.name()).isEqualTo(fields.text("name"));
        assertThat(key.type().code()).isEqualTo((int) fields.integer("type"));
        assertThat(String.format("%08x", key.id())).isEqualTo(fields.text("keyId"));
        assertThat(key.key()).isEqualTo(fields.bytes("public"));
        assertThat(key.toString()).isEqualTo(fields.text("key"));
        return Verdict.accept();
    }
}
