// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.group;

import java.security.SecureRandom;

/** A source of random bytes: the only way by which chance enters the protocol. */
@FunctionalInterface
public interface Entropy {

    /** Overwrites every byte of {@code bytes} with independent uniform bits. */
    void fill(byte[] bytes);

    /** The platform's cryptographic generator. */
    static Entropy secure() {
        return new SecureRandom()::nextBytes;
    }

    /** {@code length} fresh random bytes. */
    default byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        fill(bytes);
        return bytes;
    }
}
