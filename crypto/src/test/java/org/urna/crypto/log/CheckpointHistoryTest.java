// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.urna.crypto.MalformedException;
import org.urna.crypto.group.Entropy;

class CheckpointHistoryTest {

    private static final CheckpointSigner SIGNER = new CheckpointSigner(
            NoteSigningKey.generate("urna.example/board", SignatureType.ED25519, Entropy.secure()),
            NoteSigningKey.generate("urna.example/board", SignatureType.ML_DSA_44_COSIGNATURE, Entropy.secure()));

    private static final String FIRST =
            SIGNER.sign(1, TreeHash.leaf(new byte[0]), 100).write();
    private static final String SECOND =
            SIGNER.sign(2, TreeHash.leaf(new byte[1]), 200).write();

    private static List<Note> read(String text) throws IOException, MalformedException {
        CheckpointHistory history =
                new CheckpointHistory(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        List<Note> notes = new ArrayList<>();
        for (Optional<Note> note = history.next(); note.isPresent(); note = history.next()) {
            notes.add(note.get());
        }
        assertThat(history.next()).isEmpty();
        return notes;
    }

    @Test
    void whatIsWrittenOneAfterAnotherIsReadSo() throws Exception {
        assertThat(read("")).isEmpty();
        assertThat(read(FIRST)).containsExactly(Note.parse(FIRST));
        List<Note> both = read(FIRST + SECOND + SECOND);
        assertThat(both).containsExactly(Note.parse(FIRST), Note.parse(SECOND), Note.parse(SECOND));
    }

    @Test
    void anythingBetweenBeforeOrAfterIsMalformed() {
        String signatures = FIRST.substring(FIRST.indexOf('\u2014'));
        for (String text : List.of(
                "\n",
                "\n" + FIRST,
                FIRST + "\n",
                FIRST + "\n" + SECOND,
                FIRST + "text\n" + SECOND,
                FIRST.stripTrailing(),
                FIRST + "x",
                "x" + FIRST + "\n\n" + SECOND,
                signatures,
                FIRST + SECOND.substring(5, 40),
                FIRST.replace("\n\n", "\n"),
                FIRST.replace("\n\n", "\n\n\n"),
                FIRST.replace("\n\n", "\nextension\n\n"),
                FIRST.replace("\u2014 ", "\u2014"),
                FIRST + " " + SECOND)) {
            assertThatThrownBy(() -> read(text)).as(text).isInstanceOf(MalformedException.class);
        }
    }

    @Test
    void endlessLinesAndNotesAreNotReadToTheirEnd() {
        String line = FIRST.substring(FIRST.indexOf('\u2014'));
        assertThatThrownBy(() -> read("a".repeat(Note.MAX_BYTES + 1))).isInstanceOf(MalformedException.class);
        assertThatThrownBy(() -> read("a\n".repeat(Note.MAX_BYTES))).isInstanceOf(MalformedException.class);
        assertThatThrownBy(() -> read(FIRST + line.repeat(200))).isInstanceOf(MalformedException.class);
    }
}
