// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.threshold;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.urna.crypto.MalformedException;
import org.urna.crypto.jose.DecryptionKey;
import org.urna.crypto.record.EntryType;
import org.urna.crypto.record.KeyShare;
import org.urna.crypto.record.Message;
import org.urna.crypto.record.TrusteeKeys;

/** Everything that a trustee must remember during an attempt. Does not print. */
final class CeremonySecrets {

    private final Attempt attempt;
    private final TrusteeKeys keys;
    private final Polynomial polynomial;
    private final DecryptionKey key;
    private final KeyShare.PublicPart publicPart;
    private @Nullable KeyShare sent;

    CeremonySecrets(
            Attempt attempt,
            TrusteeKeys keys,
            Polynomial polynomial,
            DecryptionKey key,
            KeyShare.PublicPart publicPart,
            @Nullable KeyShare sent) {
        this.attempt = attempt;
        this.keys = keys;
        this.polynomial = polynomial;
        this.key = key;
        this.publicPart = publicPart;
        this.sent = sent;
    }

    Attempt attempt() {
        return attempt;
    }

    TrusteeKeys keys() {
        return keys;
    }

    Polynomial polynomial() {
        return polynomial;
    }

    DecryptionKey key() {
        return key;
    }

    KeyShare.PublicPart publicPart() {
        return publicPart;
    }

    /** The key share as it was made, whose sealing is random. */
    @Nullable
    KeyShare sent() {
        return sent;
    }

    void remember(KeyShare made) {
        sent = made;
    }

    /** {@code n} and {@code t}, then each part after its length in four bytes; the last one is there once it is made. */
    byte[] write() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(ByteBuffer.allocate(2 * Integer.BYTES)
                .putInt(attempt.trustees())
                .putInt(attempt.threshold())
                .array());
        put(out, keys.write());
        put(out, polynomial.encode());
        put(out, key.privateJwk().getBytes(StandardCharsets.US_ASCII));
        put(out, publicPart.write());
        if (sent != null) {
            put(out, sent.write());
        }
        return out.toByteArray();
    }

    static CeremonySecrets read(byte[] bytes) throws MalformedException {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        try {
            int trustees = in.getInt();
            int threshold = in.getInt();
            TrusteeKeys keys = (TrusteeKeys) Message.read(EntryType.TRUSTEE, take(in));
            Polynomial polynomial = Polynomial.decode(take(in));
            DecryptionKey key = DecryptionKey.parse(new String(take(in), StandardCharsets.US_ASCII));
            KeyShare.PublicPart publicPart = KeyShare.PublicPart.read(take(in));
            KeyShare sent = in.hasRemaining() ? (KeyShare) Message.read(EntryType.KEY_SHARE, take(in)) : null;
            if (in.hasRemaining()) {
                throw new MalformedException("ceremony state goes on after its end");
            }
            Attempt attempt = new Attempt(keys.anchor(), keys.attempt(), trustees, threshold);
            return new CeremonySecrets(attempt, keys, polynomial, key, publicPart, sent);
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            throw new MalformedException("ceremony state is cut short or inconsistent");
        }
    }

    private static void put(ByteArrayOutputStream out, byte[] part) {
        out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(part.length).array());
        out.writeBytes(part);
    }

    private static byte[] take(ByteBuffer in) {
        int length = in.getInt();
        if (length < 0 || length > in.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] part = new byte[length];
        in.get(part);
        return part;
    }

    @Override
    public String toString() {
        return "CeremonySecrets[hidden]";
    }
}
