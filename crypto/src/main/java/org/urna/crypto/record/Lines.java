// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.record;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import org.urna.crypto.MalformedException;
import org.urna.crypto.group.Point;

/**
 * The lists of credentials, line by line: strictly ascending by the 64 bytes of {@code K}, each line ended by one LF, nothing else.
 *
 * <p>Reads and writes as it goes, so that a list of any length needs no memory. Not safe for concurrent use.
 *
 * @param <L> {@link CredentialLine} or {@link ReserveLine}
 */
public final class Lines<L> {

    /** The most bytes of a line. */
    static final int MAX_LINE = 256;

    /** Reads one line; {@link CredentialLine#read} is one. */
    @FunctionalInterface
    private interface LineReader<L> {
        L read(byte[] line) throws MalformedException;
    }

    private final LineReader<L> reader;
    private final Function<L, byte[]> writer;
    private final Function<L, Point> key;
    private final byte[] line = new byte[MAX_LINE];
    private byte[] last = new byte[0];
    private long count;

    private Lines(LineReader<L> reader, Function<L, byte[]> writer, Function<L, Point> key) {
        this.reader = reader;
        this.writer = writer;
        this.key = key;
    }

    /** A pass over a {@code credentials} artifact, from its beginning. */
    public static Lines<CredentialLine> credentials() {
        return new Lines<>(CredentialLine::read, CredentialLine::write, CredentialLine::credential);
    }

    /** A pass over a {@code reserves} artifact, from its beginning. */
    public static Lines<ReserveLine> reserves() {
        return new Lines<>(ReserveLine::read, ReserveLine::write, ReserveLine::credential);
    }

    /** Lines read or written so far. */
    public long count() {
        return count;
    }

    /**
     * Reads the next line; empty at the end.
     *
     * @param in buffered, since it is read byte by byte
     * @throws MalformedException if the line is malformed or not above the one before it
     */
    public Optional<L> read(InputStream in) throws IOException, MalformedException {
        int length = 0;
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0 && length == 0) {
                return Optional.empty();
            }
            if (b < 0 || length == MAX_LINE) {
                throw new MalformedException(at(b < 0 ? "last line has no line feed" : "line too long"));
            }
            line[length++] = (byte) b;
        }
        L value;
        try {
            value = reader.read(Arrays.copyOf(line, length));
        } catch (MalformedException e) {
            throw new MalformedException(at(String.valueOf(e.getMessage())));
        }
        if (!advance(value)) {
            throw new MalformedException(at("credential is not above the one before it"));
        }
        return Optional.of(value);
    }

    /**
     * Writes a line.
     *
     * @throws IllegalArgumentException if it is not above the one before it
     */
    public void write(OutputStream out, L value) throws IOException {
        byte[] bytes = writer.apply(value);
        if (!advance(value)) {
            throw new IllegalArgumentException("credentials are written in ascending order, none twice");
        }
        out.write(bytes);
        out.write('\n');
    }

    private boolean advance(L value) {
        byte[] bytes = key.apply(value).encode();
        if (Arrays.compareUnsigned(last, bytes) >= 0) {
            return false;
        }
        last = bytes;
        count++;
        return true;
    }

    private String at(String rule) {
        return "line " + (count + 1) + ": " + rule;
    }
}
