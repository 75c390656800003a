// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.urna.crypto.MalformedException;
import org.urna.crypto.Verdict;
import org.urna.crypto.group.Entropy;

/** The two signatures of a board, and those of its witnesses. */
class CheckpointTest {

    private static final String ORIGIN = "urna.example/board";
    private static final long TIME = 1_763_762_400;
    private static final NoteSigningKey BOARD = key(ORIGIN, SignatureType.ED25519);
    private static final NoteSigningKey COSIGNER = key(ORIGIN, SignatureType.ML_DSA_44_COSIGNATURE);
    private static final NoteSigningKey OLD_WITNESS = key("witness.example/w1", SignatureType.ED25519_COSIGNATURE);
    private static final NoteSigningKey NEW_WITNESS = key("witness.example/w1", SignatureType.ML_DSA_44_COSIGNATURE);
    private static final NoteSigningKey THIRD = key("witness.example/w2", SignatureType.ML_DSA_44_COSIGNATURE);
    private static final Checkpoint CHECKPOINT = new Checkpoint(ORIGIN, 8, TreeHash.leaf(new byte[] {1}));
    private static final Note NOTE =
            new CheckpointSigner(BOARD, COSIGNER).sign(CHECKPOINT.size(), CHECKPOINT.root(), TIME);
    private static final CheckpointVerifier VERIFIER = verifier();

    private static NoteSigningKey key(String name, SignatureType type) {
        return NoteSigningKey.generate(name, type, Entropy.secure());
    }

    private static CheckpointVerifier verifier() {
        try {
            return new CheckpointVerifier(
                    ORIGIN,
                    BOARD.publicKey(),
                    COSIGNER.publicKey(),
                    List.of(OLD_WITNESS.publicKey(), NEW_WITNESS.publicKey(), THIRD.publicKey()));
        } catch (MalformedException e) {
            throw new AssertionError(e);
        }
    }

    private static Note note(NoteSignature... signatures) {
        return new Note(CHECKPOINT.text(), List.of(signatures));
    }

    private static void refused(Note note, String reason) {
        assertThat(VERIFIER.verify(note)).isInstanceOfSatisfying(Verdict.Rejected.class, it -> {
            assertThat(it.check()).isEqualTo("checkpoint");
            assertThat(it.reason()).contains(reason);
        });
    }

    @Test
    void bothSignaturesOfTheBoardAndThoseOfWitnessesAreReported() {
        Note note = NOTE.with(List.of(
                THIRD.sign(CHECKPOINT, TIME + 3),
                key("stranger.example", SignatureType.ED25519_COSIGNATURE).sign(CHECKPOINT, 1),
                OLD_WITNESS.sign(CHECKPOINT, TIME + 1),
                NEW_WITNESS.sign(CHECKPOINT, TIME + 2)));
        assertThat(VERIFIER.verify(note)).isEqualTo(Verdict.accept());
        assertThat(VERIFIER.open(note)).isInstanceOfSatisfying(CheckpointVerifier.Result.Valid.class, valid -> {
            assertThat(valid.signed().checkpoint()).isEqualTo(CHECKPOINT);
            assertThat(valid.signed().time()).isEqualTo(TIME);
            assertThat(valid.signed().cosignatures())
                    .containsExactlyInAnyOrder(
                            new SignedCheckpoint.Cosignature(OLD_WITNESS.publicKey(), TIME + 1),
                            new SignedCheckpoint.Cosignature(NEW_WITNESS.publicKey(), TIME + 2),
                            new SignedCheckpoint.Cosignature(THIRD.publicKey(), TIME + 3));
            assertThat(valid.signed().witnesses()).as("by name").isEqualTo(2);
        });
        assertThat(VERIFIER.open(NOTE))
                .isInstanceOfSatisfying(
                        CheckpointVerifier.Result.Valid.class,
                        valid -> assertThat(valid.signed().witnesses()).isZero());
    }

    @Test
    void oneSignatureOfTheBoardIsNotEnough() {
        NoteSignature classic = NOTE.signatures().get(0);
        NoteSignature postQuantum = NOTE.signatures().get(1);
        refused(note(classic), "ML-DSA-44 signature is missing");
        refused(note(postQuantum), "Ed25519 signature is missing");
        refused(note(OLD_WITNESS.sign(CHECKPOINT, TIME)), "Ed25519 signature is missing");
        NoteSigningKey other = key(ORIGIN, SignatureType.ML_DSA_44_COSIGNATURE);
        refused(note(classic, other.sign(CHECKPOINT, TIME)), "missing");
    }

    @Test
    void twoSignaturesByOneKeyAreRefused() {
        refused(NOTE.with(List.of(NOTE.signatures().get(0))), "two signatures");
        refused(NOTE.with(List.of(COSIGNER.sign(CHECKPOINT, TIME + 1))), "two signatures");
        NoteSignature seen = THIRD.sign(CHECKPOINT, TIME);
        refused(NOTE.with(List.of(seen, seen)), "two signatures");
    }

    @Test
    void aBrokenCosignatureOfAKnownWitnessSpoilsTheNote() {
        Checkpoint other = new Checkpoint(ORIGIN, 9, CHECKPOINT.root());
        refused(NOTE.with(List.of(THIRD.sign(other, TIME))), "does not hold");
        refused(NOTE.with(List.of(OLD_WITNESS.sign(other, TIME))), "does not hold");
    }

    @Test
    void everyTurnedBitOfASignatureIsRefused() {
        List<NoteSignature> all = new ArrayList<>(NOTE.signatures());
        all.add(OLD_WITNESS.sign(CHECKPOINT, TIME));
        all.add(THIRD.sign(CHECKPOINT, TIME));
        List<NoteSigningKey> keys = List.of(BOARD, COSIGNER, OLD_WITNESS, THIRD);
        for (int i = 0; i < all.size(); i++) {
            byte[] signature = all.get(i).signature();
            int step = signature.length > 100 ? 11 : 1; // of a long one every byte, at changing places
            for (int bit = 0; bit < signature.length * 8; bit += step) {
                signature[bit / 8] ^= (byte) (1 << (bit % 8));
                assertThat(NoteSignatures.verify(
                                keys.get(i).publicKey(),
                                CHECKPOINT,
                                NoteSignature.of(keys.get(i).publicKey(), signature)))
                        .isEmpty();
                signature[bit / 8] ^= (byte) (1 << (bit % 8));
            }
        }
    }

    @Test
    void signaturesOfAnotherLengthAreRefused() {
        for (NoteSigningKey key : List.of(BOARD, COSIGNER, OLD_WITNESS)) {
            byte[] signature = key.sign(CHECKPOINT, TIME).signature();
            for (int length : new int[] {1, 8, signature.length - 1, signature.length + 1}) {
                NoteSignature line = NoteSignature.of(key.publicKey(), java.util.Arrays.copyOf(signature, length));
                assertThat(NoteSignatures.verify(key.publicKey(), CHECKPOINT, line))
                        .isEmpty();
            }
        }
    }

    @Test
    void aChangedCheckpointIsRefused() {
        for (Checkpoint other : List.of(
                new Checkpoint(ORIGIN, 7, CHECKPOINT.root()),
                new Checkpoint(ORIGIN, 80, CHECKPOINT.root()),
                new Checkpoint(ORIGIN, 8, Leaves.flip(CHECKPOINT.root(), 0)))) {
            refused(new Note(other.text(), NOTE.signatures()), "does not hold");
        }
        Checkpoint foreign = new Checkpoint("urna.example/other", 8, CHECKPOINT.root());
        refused(new Note(foreign.text(), NOTE.signatures()), "another origin");
        refused(new Note(CHECKPOINT.text() + "extension\n", NOTE.signatures()), "not a checkpoint");
    }

    /** The bytes under each signature, put together here by hand after the C2SP pages. */
    @Test
    void theSignedBytesAreThoseOfTheSpecification() {
        byte[] text = CHECKPOINT.text().getBytes(StandardCharsets.UTF_8);
        assertThat(CHECKPOINT.text())
                .isEqualTo("urna.example/board\n8\n" + CHECKPOINT.root().toBase64() + "\n");
        NoteSignature first = NOTE.signatures().get(0);
        assertThat(NoteSignatures.verify(BOARD.publicKey(), text, first.signature()))
                .isTrue();

        ByteBuffer second = ByteBuffer.wrap(NOTE.signatures().get(1).signature());
        assertThat(second.getLong()).isEqualTo(TIME);
        byte[] postQuantum = new byte[2420];
        second.get(postQuantum);
        assertThat(second.hasRemaining()).isFalse();
        assertThat(NoteSignatures.verify(
                        COSIGNER.publicKey(), cosigned("subtree/v1\n\0", ORIGIN, TIME, ORIGIN, 0, 8), postQuantum))
                .isTrue();
        for (byte[] other : List.of(
                cosigned("subtree/v2\n\0", ORIGIN, TIME, ORIGIN, 0, 8),
                cosigned("subtree/v1\n", ORIGIN, TIME, ORIGIN, 0, 8),
                cosigned("subtree/v1\n\0", "urna.example/b", TIME, ORIGIN, 0, 8),
                cosigned("subtree/v1\n\0", ORIGIN, TIME + 1, ORIGIN, 0, 8),
                cosigned("subtree/v1\n\0", ORIGIN, TIME, "urna.example/b", 0, 8),
                cosigned("subtree/v1\n\0", ORIGIN, TIME, ORIGIN, 1, 8),
                cosigned("subtree/v1\n\0", ORIGIN, TIME, ORIGIN, 0, 9))) {
            assertThat(NoteSignatures.verify(COSIGNER.publicKey(), other, postQuantum))
                    .isFalse();
        }

        ByteBuffer third = ByteBuffer.wrap(OLD_WITNESS.sign(CHECKPOINT, TIME).signature());
        assertThat(third.getLong()).isEqualTo(TIME);
        byte[] classic = new byte[64];
        third.get(classic);
        byte[] message = ("cosignature/v1\ntime " + TIME + "\n" + CHECKPOINT.text()).getBytes(StandardCharsets.UTF_8);
        assertThat(NoteSignatures.verify(OLD_WITNESS.publicKey(), message, classic))
                .isTrue();
        assertThat(NoteSignatures.verify(OLD_WITNESS.publicKey(), text, classic))
                .isFalse();
    }

    private static byte[] cosigned(String label, String cosigner, long time, String origin, long start, long end) {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        message.writeBytes(label.getBytes(StandardCharsets.US_ASCII));
        message.write(cosigner.length());
        message.writeBytes(cosigner.getBytes(StandardCharsets.US_ASCII));
        message.writeBytes(ByteBuffer.allocate(8).putLong(time).array());
        message.write(origin.length());
        message.writeBytes(origin.getBytes(StandardCharsets.US_ASCII));
        message.writeBytes(ByteBuffer.allocate(16).putLong(start).putLong(end).array());
        message.writeBytes(CHECKPOINT.root().bytes());
        return message.toByteArray();
    }

    @Test
    void aCosignatureWithoutAPositiveTimeIsNeitherMadeNorAccepted() {
        for (NoteSigningKey key : List.of(COSIGNER, OLD_WITNESS)) {
            for (long time : new long[] {0, -1, Long.MIN_VALUE}) {
                assertThatThrownBy(() -> key.sign(CHECKPOINT, time)).isInstanceOf(IllegalArgumentException.class);
                byte[] bare = key.sign(SignedMessage.of(key.publicKey(), CHECKPOINT, time));
                byte[] signature = ByteBuffer.allocate(8 + bare.length)
                        .putLong(time)
                        .put(bare)
                        .array();
                NoteSignature line = NoteSignature.of(key.publicKey(), signature);
                assertThat(NoteSignatures.verify(key.publicKey(), CHECKPOINT, line))
                        .isEmpty();
            }
        }
    }

    @Test
    void ofAWitnessesAnswerOnlyKnownAndValidLinesAreKept() {
        NoteSignature good = OLD_WITNESS.sign(CHECKPOINT, TIME);
        NoteSignature late = NEW_WITNESS.sign(CHECKPOINT, TIME + 9);
        NoteSignature wrong = THIRD.sign(new Checkpoint(ORIGIN, 9, CHECKPOINT.root()), TIME);
        NoteSignature stranger = key("x", SignatureType.ED25519_COSIGNATURE).sign(CHECKPOINT, TIME);
        assertThat(VERIFIER.cosignatures(
                        CHECKPOINT,
                        List.of(wrong, good, stranger, late, NOTE.signatures().get(1))))
                .containsExactly(good, late);
    }

    @Test
    void aVerifierTakesTheKeysOfOneBoardOnly() {
        NoteKey board = BOARD.publicKey();
        NoteKey cosigner = COSIGNER.publicKey();
        NoteKey witness = THIRD.publicKey();
        assertThatThrownBy(() -> new CheckpointVerifier("urna.example/b", board, cosigner, List.of()))
                .isInstanceOf(MalformedException.class);
        assertThatThrownBy(() -> new CheckpointVerifier(ORIGIN, cosigner, board, List.of()))
                .isInstanceOf(MalformedException.class);
        assertThatThrownBy(() -> new CheckpointVerifier(ORIGIN, board, board, List.of()))
                .isInstanceOf(MalformedException.class);
        assertThatThrownBy(() -> new CheckpointVerifier(ORIGIN, board, witness, List.of()))
                .isInstanceOf(MalformedException.class);
        assertThatThrownBy(() -> new CheckpointVerifier(ORIGIN, board, cosigner, List.of(witness, witness)))
                .isInstanceOf(MalformedException.class);
        assertThatThrownBy(() -> new CheckpointVerifier(ORIGIN, board, cosigner, List.of(cosigner)))
                .isInstanceOf(MalformedException.class);
        NoteKey untimed = key("witness.example/w3", SignatureType.ED25519).publicKey();
        assertThatThrownBy(() -> new CheckpointVerifier(ORIGIN, board, cosigner, List.of(untimed)))
                .isInstanceOf(MalformedException.class);
        assertThatThrownBy(() -> new CheckpointSigner(COSIGNER, BOARD)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new CheckpointSigner(BOARD, THIRD)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theExampleOfTheSpecificationReads() throws Exception {
        Checkpoint checkpoint = Checkpoint.parse(
                "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n");
        assertThat(checkpoint.size()).isEqualTo(20_852_163);
        assertThat(checkpoint.origin()).isEqualTo("example.com/behind-the-sofa");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a\n1\n",
                "a\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=",
                "a\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n",
                "a\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\nmore\n",
                "\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
                "a b\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
                "\u2014 a\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
                "a\n01\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
                "a\n+1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
                "a\n-1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
                "a\n\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
                "a\n9223372036854775808\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
                "a\n0\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
                "a\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2J=\n",
                "a\n1\nCsUYapGGPo4dkMgIAUqom_Xajj7h2fB2MPA3j2jxq2I=\n",
                "a\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2==\n",
                "a\n1 \nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
                "a\n1\n CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I\n"
            })
    void anyOtherTextIsNoCheckpoint(String text) {
        assertThatThrownBy(() -> Checkpoint.parse(text)).isInstanceOf(MalformedException.class);
    }
}
