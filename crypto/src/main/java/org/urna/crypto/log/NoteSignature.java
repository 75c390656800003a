// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.log;

import java.nio.ByteBuffer;
import org.urna.crypto.MalformedException;

/**
 * A signature line of a note: {@code — name base64(key id ‖ signature)}.
 *
 * @param name name of the signer
 * @param base64 key id (4 bytes, big-endian) and signature, in padded base64
 */
public record NoteSignature(String name, String base64) {

    static final String DASH = "\u2014 ";
    private static final int MAX_CHARACTERS = 8192;

    /** @throws IllegalArgumentException if this would not read back from a note */
    public NoteSignature {
        try {
            KeyName.require(name);
            if (base64.length() > MAX_CHARACTERS || StrictBase64.decode(base64).length <= Integer.BYTES) {
                throw new MalformedException("too short or too long");
            }
        } catch (MalformedException e) {
            throw new IllegalArgumentException("not a signature of a note", e);
        }
    }

    static NoteSignature of(NoteKey key, byte[] signature) {
        byte[] bytes = ByteBuffer.allocate(Integer.BYTES + signature.length)
                .putInt(key.id())
                .put(signature)
                .array();
        return new NoteSignature(key.name(), StrictBase64.encode(bytes));
    }

    /**
     * Reads one signature line without its newline.
     *
     * @throws MalformedException if it is not one
     */
    public static NoteSignature parse(String line) throws MalformedException {
        int space = line.lastIndexOf(' ');
        if (!line.startsWith(DASH) || space < DASH.length()) {
            throw new MalformedException("not a signature line");
        }
        try {
            return new NoteSignature(line.substring(DASH.length(), space), line.substring(space + 1));
        } catch (IllegalArgumentException e) {
            throw new MalformedException("not a signature line");
        }
    }

    /** The signature line, with its newline. */
    public String line() {
        return DASH + name + " " + base64 + "\n";
    }

    /** Which key of this name signed. */
    public int keyId() {
        return ByteBuffer.wrap(bytes()).getInt();
    }

    /** What stands after the key id. */
    public byte[] signature() {
        byte[] all = bytes();
        byte[] signature = new byte[all.length - Integer.BYTES];
        System.arraycopy(all, Integer.BYTES, signature, 0, signature.length);
        return signature;
    }

    private byte[] bytes() {
        try {
            return StrictBase64.decode(base64);
        } catch (MalformedException e) {
            throw new AssertionError("checked at construction", e);
        }
    }
}
