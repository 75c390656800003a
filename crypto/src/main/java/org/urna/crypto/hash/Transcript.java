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
    private final @Nullable Transcript before;
    private final byte[] part;

    private Transcript(String tag, @Nullable Transcript before, byte[] part) {
        this.tag = tag;
        this.before = before;
        this.part = part;
    }

    /** The transcript without parts. */
    public static Transcript of(String tag) {
        if (tag.isEmpty() || !isAscii(tag)) {
            throw new IllegalArgumentException("a tag is printable ASCII");
        }
        return new Transcript(tag, null, new byte[0]);
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
        return new Transcript(tag, this, bytes.clone());
    }

    /**
     * Adds text as UTF-8.
     *
     * @throws IllegalArgumentException if {@code text} holds half a surrogate pair, which has no UTF-8
     */
    public Transcript text(String text) {
        if (isAscii(text)) {
            return new Transcript(tag, this, text.getBytes(StandardCharsets.US_ASCII));
        }
        try {
            ByteBuffer encoded = StandardCharsets.UTF_8
                    .newEncoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .encode(CharBuffer.wrap(text));
            byte[] bytes = new byte[encoded.remaining()];
            encoded.get(bytes);
            return new Transcript(tag, this, bytes);
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("text is not Unicode", e);
        }
    }

    /** Adds an integer as 8 bytes, big-endian, in two's complement. */
    public Transcript integer(long value) {
        return new Transcript(
                tag, this, ByteBuffer.allocate(Long.BYTES).putLong(value).array());
    }

    /** Adds the 64 bytes of a point, which must not be infinity. */
    public Transcript point(Point point) {
        return new Transcript(tag, this, point.encode());
    }

    /** Adds the 32 bytes of a scalar. */
    public Transcript scalar(Scalar scalar) {
        return new Transcript(tag, this, scalar.encode());
    }

    /** Adds the 32 bytes of a secret scalar, for hashes that nobody else computes. */
    public Transcript secret(SecretScalar scalar) {
        return new Transcript(tag, this, scalar.encode());
    }

    /** The parts, each after its length: the input of the hash. */
    public byte[] encoding() {
        int length = 0;
        for (Transcript t = this; t.before != null; t = t.before) {
            length += Integer.BYTES + t.part.length;
        }
        byte[] bytes = new byte[length];
        int at = length;
        for (Transcript t = this; t.before != null; t = t.before) {
            at -= t.part.length;
            System.arraycopy(t.part, 0, bytes, at, t.part.length);
            at -= Integer.BYTES;
            ByteBuffer.wrap(bytes).putInt(at, t.part.length);
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
        return ExpandMessage.expand(encoding(), (DOMAIN + tag).getBytes(StandardCharsets.US_ASCII), length);
    }

    @Override
    public String toString() {
        return "Transcript[" + tag + ", hidden]";
    }
}
