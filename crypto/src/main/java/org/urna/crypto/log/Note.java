// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.log;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.urna.crypto.MalformedException;

/**
 * Text with signatures (C2SP signed-note). Nothing is said about whether the signatures hold.
 *
 * @param text UTF-8, ends with a newline, no control character but newlines
 * @param signatures at least one, at most {@link #MAX_SIGNATURES}
 */
public record Note(String text, List<NoteSignature> signatures) {

    /** The most signatures that are read. */
    public static final int MAX_SIGNATURES = 64;

    /** The most bytes that are read: 64 of the largest signatures fit. */
    public static final int MAX_BYTES = 256 * 1024;

    /** @throws IllegalArgumentException if the text is not one, or there are no or too many signatures */
    public Note {
        signatures = List.copyOf(signatures);
        if (!text.endsWith("\n") || text.chars().anyMatch(Note::isForbidden)) {
            throw new IllegalArgumentException("not the text of a note");
        }
        if (signatures.isEmpty() || signatures.size() > MAX_SIGNATURES) {
            throw new IllegalArgumentException("a note has 1 to 64 signatures");
        }
    }

    private static boolean isForbidden(int c) {
        return c < ' ' && c != '\n';
    }

    /**
     * Reads a note.
     *
     * @throws MalformedException if it is not one, or one without or with more than 64 signatures
     */
    public static Note parse(byte[] bytes) throws MalformedException {
        if (bytes.length > MAX_BYTES) {
            throw new MalformedException("note longer than 262144 bytes");
        }
        return parse(utf8(bytes));
    }

    /** Reads a note, as {@link #parse(byte[])}. */
    public static Note parse(String note) throws MalformedException {
        int blank = note.lastIndexOf("\n\n");
        if (note.length() > MAX_BYTES || blank < 0 || !note.endsWith("\n")) {
            throw new MalformedException("note without a blank line before its signatures");
        }
        List<NoteSignature> signatures = parseSignatures(note.substring(blank + 2));
        try {
            return new Note(note.substring(0, blank + 1), signatures);
        } catch (IllegalArgumentException e) {
            throw new MalformedException("control character in a note");
        }
    }

    /**
     * Reads signature lines alone, as a witness answers with.
     *
     * @throws MalformedException unless there are 1 to 64 and each ends with a newline
     */
    public static List<NoteSignature> parseSignatures(String lines) throws MalformedException {
        if (!lines.endsWith("\n")) {
            throw new MalformedException("signatures do not end with a newline");
        }
        List<NoteSignature> signatures = new ArrayList<>();
        for (String line : lines.substring(0, lines.length() - 1).split("\n", -1)) {
            if (signatures.size() == MAX_SIGNATURES) {
                throw new MalformedException("more than 64 signatures");
            }
            signatures.add(NoteSignature.parse(line));
        }
        return signatures;
    }

    private static String utf8(byte[] bytes) throws MalformedException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new MalformedException("note is not UTF-8");
        }
    }

    /** The same text with {@code more} signatures after those it has. */
    public Note with(List<NoteSignature> more) {
        List<NoteSignature> all = new ArrayList<>(signatures);
        all.addAll(more);
        return new Note(text, all);
    }

    /** The published form. */
    public String write() {
        StringBuilder note = new StringBuilder(text).append('\n');
        signatures.forEach(signature -> note.append(signature.line()));
        return note.toString();
    }
}
