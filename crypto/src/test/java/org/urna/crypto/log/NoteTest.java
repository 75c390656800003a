// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.urna.crypto.MalformedException;
import org.urna.crypto.group.Entropy;

class NoteTest {

    /** The example of the page signed-note. */
    private static final String FOO = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";

    private static final String FOO_NOTE =
            "This is an example message.\n\n\u2014 example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n";

    /** The published key and note with which the Go project documents its notes. */
    private static final String NEUMANN = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";

    private static final String NEUMANN_NOTE = """
            If you think cryptography is the answer to your problem,
            then you don't know what your problem is.

            \u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
            """;

    static List<List<String>> published() {
        return List.of(List.of(FOO, FOO_NOTE), List.of(NEUMANN, NEUMANN_NOTE));
    }

    @ParameterizedTest
    @MethodSource("published")
    void publishedNotesVerify(List<String> example) throws Exception {
        NoteKey key = NoteKey.parse(example.get(0));
        Note note = Note.parse(example.get(1).getBytes(StandardCharsets.UTF_8));
        assertThat(key).hasToString(example.get(0));
        assertThat(note.write()).isEqualTo(example.get(1));
        NoteSignature signature = note.signatures().get(0);
        assertThat(key.isNamedBy(signature)).isTrue();
        byte[] text = note.text().getBytes(StandardCharsets.UTF_8);
        assertThat(NoteSignatures.verify(key, text, signature.signature())).isTrue();
        for (int bit = 0; bit < text.length * 8; bit++) {
            text[bit / 8] ^= (byte) (1 << (bit % 8));
            assertThat(NoteSignatures.verify(key, text, signature.signature())).isFalse();
            text[bit / 8] ^= (byte) (1 << (bit % 8));
        }
    }

    @Test
    void textMayHaveEmptyLinesAndManySignatures() throws Exception {
        String line = FOO_NOTE.substring(FOO_NOTE.indexOf('\u2014'));
        String text = "\n\nOgnuno sta solo\n\n\u2014 not a signature\n\n\u00e8\n";
        Note note = Note.parse(text + "\n" + line.repeat(64));
        assertThat(note.text()).isEqualTo(text);
        assertThat(note.signatures()).hasSize(64);
        assertThat(note.write()).isEqualTo(text + "\n" + line.repeat(64));
        assertThatThrownBy(() -> Note.parse(text + "\n" + line.repeat(65))).isInstanceOf(MalformedException.class);
    }

    static List<String> malformed() {
        String line = FOO_NOTE.substring(FOO_NOTE.indexOf('\u2014'));
        return List.of(
                "",
                "\n",
                "\n\n",
                "text\n",
                "text\n\n",
                "text\n" + line,
                "text\n\n" + line.stripTrailing(),
                "text\n\n" + line + "\n",
                "text\n\n" + line + "more\n",
                "te\txt\n\n" + line,
                "text\r\n\n" + line,
                "te\u0000xt\n\n" + line,
                "text\n\n" + line.replace("\u2014", "-"),
                "text\n\n" + line.replace("\u2014 ", "\u2014"),
                "text\n\n" + line.replace("example.com/foo", ""),
                "text\n\n" + line.replace("example.com/foo", "a+b"),
                "text\n\n" + line.replace("example.com/foo", "a b"),
                "text\n\n" + line.replace("example.com/foo", "a\u2003b"),
                "text\n\n" + line.replace("example.com/foo", "a\u00a0b"),
                "text\n\n" + line.replace("example.com/foo", "a".repeat(256)),
                "text\n\n" + line.replace("foo U", "foo  U"),
                "text\n\n" + line.replace("=\n", "\n"),
                "text\n\n" + line.replace("=\n", "==\n"),
                "text\n\n" + line.replace("M=\n", "N=\n"),
                "text\n\n" + line.replace("=\n", "= \n"),
                "text\n\n" + line.replace("kn8", "k-8"),
                "text\n\n\u2014 example.com/foo AAAAAA==\n",
                "text\n\n\u2014 example.com/foo\n",
                "text\n\n\u2014 example.com/foo " + "AAAA".repeat(3000) + "\n");
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void anythingElseIsMalformed(String text) {
        assertThatThrownBy(() -> Note.parse(text)).isInstanceOf(MalformedException.class);
        assertThatThrownBy(() -> Note.parse(text.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(MalformedException.class);
    }

    @Test
    void bytesThatAreNotUtf8OrTooManyAreMalformed() {
        byte[] bytes = FOO_NOTE.getBytes(StandardCharsets.UTF_8);
        bytes[3] = (byte) 0xff;
        assertThatThrownBy(() -> Note.parse(bytes)).isInstanceOf(MalformedException.class);
        String tooLong = "a".repeat(Note.MAX_BYTES) + FOO_NOTE;
        assertThatThrownBy(() -> Note.parse(tooLong)).isInstanceOf(MalformedException.class);
        assertThatThrownBy(() -> Note.parse(tooLong.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(MalformedException.class);
    }

    @Test
    void keysOfAllTypesReadBackAndKeepTheirSecret() throws Exception {
        for (SignatureType type : SignatureType.values()) {
            NoteSigningKey key = NoteSigningKey.generate("urna.example/board", type, Entropy.secure());
            NoteKey vkey = NoteKey.parse(key.publicKey().toString());
            assertThat(vkey).isEqualTo(key.publicKey()).hasSameHashCodeAs(key.publicKey());
            assertThat(vkey.type()).isEqualTo(type);
            assertThat(vkey.key()).hasSize(type.keyBytes());
            assertThat(key.encode()).hasSize(32);
            assertThat(NoteSigningKey.decode("urna.example/board", type, key.encode())
                            .publicKey())
                    .isEqualTo(vkey);
            assertThat(key.toString())
                    .contains("hidden")
                    .doesNotContain(StrictBase64.encode(key.encode()))
                    .doesNotContain(java.util.HexFormat.of().formatHex(key.encode()));
            for (int length : new int[] {0, 31, 33, 64}) {
                assertThatThrownBy(() -> NoteSigningKey.decode("a", type, new byte[length]))
                        .isInstanceOf(MalformedException.class);
            }
        }
        assertThatThrownBy(() -> NoteSigningKey.generate("a b", SignatureType.ED25519, Entropy.secure()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** The same key under another name or for another type has another id. */
    @Test
    void theIdBindsNameAndType() throws Exception {
        NoteKey key = NoteKey.parse(FOO);
        assertThat(NoteKey.of("example.com/fop", key.type(), key.key()).id()).isNotEqualTo(key.id());
        assertThat(NoteKey.of(key.name(), SignatureType.ED25519_COSIGNATURE, key.key())
                        .id())
                .isNotEqualTo(key.id());
        assertThat(key.id()).isEqualTo(0x530d903a);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "example.com/foo",
                "example.com/foo+530d903a",
                "example.com/foo+530d903b+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
                "example.com/foo+530D903A+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
                "example.com/fop+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
                "example.com foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
                "+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
                "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k\n",
                "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2",
                "example.com/foo+530d903a+AukyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
                "example.com/foo+530d903a+AQ==",
                "example.com/foo+530d903a+"
            })
    void noOtherTextIsAVerifierKey(String text) {
        assertThatThrownBy(() -> NoteKey.parse(text)).isInstanceOf(MalformedException.class);
    }

    @Test
    void keysOfAnotherLengthOrSmallOrderAreRefused() {
        for (SignatureType type : SignatureType.values()) {
            for (int length : new int[] {0, 31, 33, 1311, 1313}) {
                assertThatThrownBy(() -> NoteKey.of("a", type, new byte[length]))
                        .isInstanceOf(MalformedException.class);
            }
        }
        byte[] neutral = new byte[32];
        neutral[0] = 1;
        for (byte[] smallOrder : List.of(neutral, new byte[32])) {
            assertThatThrownBy(() -> NoteKey.of("a", SignatureType.ED25519, smallOrder))
                    .isInstanceOf(MalformedException.class);
            assertThatThrownBy(() -> NoteKey.of("a", SignatureType.ED25519_COSIGNATURE, smallOrder))
                    .isInstanceOf(MalformedException.class);
        }
    }
}
