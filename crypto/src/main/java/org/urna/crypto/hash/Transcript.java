// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.hash;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.urna.crypto.group.CurveMap;
import org.urna.crypto.group.Point;
import org.urna.crypto.group.Scalar;
import org.urna.crypto.group.SecretScalar;

/**
 * What is hashed: a tag and a list of parts, {@code Hs(tag; x1, x2, …)} and {@code Hp(tag; x1, x2, …)} in
 * {@code docs/protocol.md} §1.
 *
 * <p>Each part counts as its length in four bytes, big-endian, and then its bytes, so that no two lists have one encoding. The
 * tag, with {@code "URNA-V1-"} before it, is the domain separation tag of RFC 9380. Immutable: adding a part gives a new transcript, and
 * many can go on from one beginning. Does not print, because secrets are hashed too.
 */
public final class Transcript {

    private static final String DOMAIN = "URNA-V1-";

    /** {@code L} of RFC 9380 §5.1 for a modulus of 256 bits and a security of 128. */
    private static final int FIELD_BYTES = 48;

    private final String tag;
    private final byte[] separation;
    private final @Nullable Transcript before;

    /** The parts that were added last, each after its length. */
    private final byte[] parts;

    private final int length;

    private Transcript(String tag) {
        this.tag = tag;
        this.separation = (DOMAIN + tag).getBytes(StandardCharsets.US_ASCII);
        this.before = null;
        this.parts = new byte[0];
        this.length = 0;
    }

    private Transcript(Transcript before, byte[] parts) {
        this.tag = before.tag;
        this.separation = before.separation;
        this.before = before;
        this.parts = parts;
        this.length = before.length + parts.length;
    }

    private Transcript with(byte[] part) {
        byte[] prefixed = new byte[Integer.BYTES + part.length];
        putLength(prefixed, 0, part.length);
        System.arraycopy(part, 0, prefixed, Integer.BYTES, part.length);
        return new Transcript(this, prefixed);
    }

    private static void putLength(byte[] bytes, int at, int length) {
        bytes[at] = (byte) (length >>> 24);
        bytes[at + 1] = (byte) (length >>> 16);
        bytes[at + 2] = (byte) (length >>> 8);
        bytes[at + 3] = (byte) length;
    }

    /** The transcript without parts. */
    public static Transcript of(String tag) {
        if (tag.isEmpty() || !isAscii(tag)) {
            throw new IllegalArgumentException("a tag is printable ASCII");
        }
        return new Transcript(tag);
    }

    /** Whether a text has printable ASCII characters only, and no space. */
    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) <= ' ' || text.charAt(i) >= 0x7f) {
                return false;
            }
        }
        return true;
    }

    public String tag() {
        return tag;
    }

    public Transcript bytes(byte[] bytes) {
        return with(bytes);
    }

    /**
     * Adds text as UTF-8.
     *
     * @throws IllegalArgumentException if {@code text} holds half a surrogate pair, which has no UTF-8
     */
    public Transcript text(String text) {
        if (isAscii(text)) {
            return with(text.getBytes(StandardCharsets.US_ASCII));
        }
        try {
            ByteBuffer encoded = StandardCharsets.UTF_8
                    .newEncoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .encode(CharBuffer.wrap(text));
            byte[] bytes = new byte[encoded.remaining()];
            encoded.get(bytes);
            return with(bytes);
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("text is not Unicode", e);
        }
    }

    /** Adds an integer as 8 bytes, big-endian, in two's complement. */
    public Transcript integer(long value) {
        return with(ByteBuffer.allocate(Long.BYTES).putLong(value).array());
    }

    /** Adds the 64 bytes of a point, which must not be infinity. */
    public Transcript point(Point point) {
        return points(point);
    }

    /** Adds the 64 bytes of each of these points, none of which may be infinity. */
    public Transcript points(Point... points) {
        byte[] prefixed = new byte[points.length * (Integer.BYTES + Point.BYTES)];
        int at = 0;
        for (Point point : points) {
            putLength(prefixed, at, Point.BYTES);
            point.encode(prefixed, at + Integer.BYTES);
            at += Integer.BYTES + Point.BYTES;
        }
        return new Transcript(this, prefixed);
    }

    /** Adds the 32 bytes of a scalar. */
    public Transcript scalar(Scalar scalar) {
        return with(scalar.encode());
    }

    /** Adds the 32 bytes of a secret scalar, for hashes that nobody else computes. */
    public Transcript secret(SecretScalar scalar) {
        return with(scalar.encode());
    }

    /** The parts, each after its length: the input of the hash. */
    public byte[] encoding() {
        byte[] bytes = new byte[length];
        int at = length;
        for (Transcript t = this; t != null; t = t.before) {
            at -= t.parts.length;
            System.arraycopy(t.parts, 0, bytes, at, t.parts.length);
        }
        return bytes;
    }

    /** {@code Hs}: the parts hashed to a scalar. */
    public Scalar toScalar() {
        return Scalar.reduce(expand(FIELD_BYTES));
    }

    /** {@code Hs}, where parts are secret and the scalar is too. */
    public SecretScalar toSecretScalar() {
        return SecretScalar.reduce(expand(FIELD_BYTES));
    }

    /** {@code Hp}: the parts hashed to a point of which nobody knows the logarithm. */
    public Point toPoint() {
        return CurveMap.map(expand(CurveMap.UNIFORM_BYTES));
    }

    private byte[] expand(int length) {
        return ExpandMessage.expand(encoding(), separation, length);
    }

    @Override
    public String toString() {
        return "Transcript[" + tag + ", hidden]";
    }
}
