// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.log;

import org.urna.crypto.MalformedException;

/** The kinds of signatures on a note that the protocol uses (C2SP signed-note, "Signature types"). */
public enum SignatureType {
    /** Ed25519 over the note's text: the board's first signature. */
    ED25519(0x01, 32, 64),
    /** Ed25519 with a time, over {@code cosignature/v1}: witnesses only. */
    ED25519_COSIGNATURE(0x04, 32, 8 + 64),
    /** ML-DSA-44 (FIPS 204) with a time, over {@code cosigned_message}: the board's second signature, and witnesses. */
    ML_DSA_44_COSIGNATURE(0x06, 1312, 8 + 2420);

    private final int code;
    private final int keyBytes;
    private final int signatureBytes;

    SignatureType(int code, int keyBytes, int signatureBytes) {
        this.code = code;
        this.keyBytes = keyBytes;
        this.signatureBytes = signatureBytes;
    }

    static SignatureType of(int code) throws MalformedException {
        for (SignatureType type : values()) {
            if (type.code == code) {
                return type;
            }
        }
        throw new MalformedException("unknown signature type");
    }

    /** The identifier byte that stands before the key in a vkey. */
    public int code() {
        return code;
    }

    /** Length of a public key in bytes. */
    public int keyBytes() {
        return keyBytes;
    }

    /** Length of a signature in bytes, with its time if it has one. */
    public int signatureBytes() {
        return signatureBytes;
    }

    /** Whether a signature carries the time at which it was made. */
    public boolean isTimestamped() {
        return this != ED25519;
    }
}
