// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.log;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.urna.crypto.MalformedException;

/**
 * Reads {@code board/checkpoints}: signed checkpoints one after another, oldest first, nothing between them.
 *
 * <p>The text of a checkpoint has no blank line and its first line does not begin with a dash and a space, so a note
 * ends where a line after its signatures does not begin so. To write the file, append {@link Note#write}. Whether the
 * signatures hold and the trees extend each other is for the caller to check. Not safe for concurrent use.
 */
public final class CheckpointHistory {

    private static final byte[] SIGNATURE = NoteSignature.DASH.getBytes(StandardCharsets.UTF_8);

    private final InputStream in;
    private byte[] ahead = new byte[0]; // the line read last and not used; empty at the start and at the end

    /** @param in the file; should be buffered, and is closed by the caller */
    public CheckpointHistory(InputStream in) throws IOException, MalformedException {
        this.in = in;
        this.ahead = line();
    }

    /**
     * The next note, or nothing at the end of the file.
     *
     * @throws MalformedException if what follows is not a note whose text is a checkpoint
     */
    public Optional<Note> next() throws IOException, MalformedException {
        if (ahead.length == 0) {
            return Optional.empty();
        }
        ByteArrayOutputStream note = new ByteArrayOutputStream();
        boolean signed = false;
        while (ahead.length != 0 && !(signed && !isSignature(ahead))) {
            signed |= isSignature(ahead);
            note.writeBytes(ahead);
            if (note.size() > Note.MAX_BYTES) {
                throw new MalformedException("note longer than 262144 bytes");
            }
            ahead = line();
        }
        Note parsed = Note.parse(note.toByteArray());
        Checkpoint.parse(parsed.text());
        return Optional.of(parsed);
    }

    private static boolean isSignature(byte[] line) {
        return line.length > SIGNATURE.length
                && Arrays.equals(line, 0, SIGNATURE.length, SIGNATURE, 0, SIGNATURE.length);
    }

    /** A line with its newline; empty at the end of the file. */
    private byte[] line() throws IOException, MalformedException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0; b = in.read()) {
            line.write(b);
            if (b == '\n') {
                return line.toByteArray();
            }
            if (line.size() > Note.MAX_BYTES) {
                throw new MalformedException("note longer than 262144 bytes");
            }
        }
        if (line.size() != 0) {
            throw new MalformedException("the last line does not end with a newline");
        }
        return line.toByteArray();
    }
}
