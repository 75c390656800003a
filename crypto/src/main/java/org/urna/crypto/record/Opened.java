// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.record;

import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.urna.crypto.MalformedException;
import org.urna.crypto.group.Base64Url;
import org.urna.crypto.group.Scalar;

/** What opens the ciphertexts of one contest of a challenged ballot. */
public sealed interface Opened {

    /** Id of the contest. */
    String contest();

    /**
     * Opens an additive contest.
     *
     * @param options in manifest order
     * @param blank null where the contest has no blank mark
     */
    record Additive(
            String contest, List<Count> options, @Nullable Count blank) implements Opened {
        public Additive {
            options = List.copyOf(options);
        }
    }

    /**
     * Opens a ranked contest.
     *
     * @param components in order
     */
    record Ranked(String contest, List<Component> components) implements Opened {
        public Ranked {
            components = List.copyOf(components);
        }
    }

    /**
     * Opens one ciphertext of an additive contest.
     *
     * @param m the number encrypted
     * @param r the randomness, public once the ballot is challenged
     */
    record Count(long m, Scalar r) {}

    /**
     * Opens one ciphertext of a ranked contest.
     *
     * @param m 30 bytes big-endian, as base64url
     * @param r the randomness, public once the ballot is challenged
     */
    record Component(String m, Scalar r) {

        private static final int BYTES = 30;

        /**
         * Opens one ciphertext.
         *
         * @param number below 2^240
         */
        public static Component of(BigInteger number, Scalar r) {
            byte[] bytes = new byte[BYTES];
            byte[] significant = number.toByteArray();
            int sign = significant.length > BYTES ? 1 : 0;
            int length = significant.length - sign;
            System.arraycopy(significant, sign, bytes, BYTES - length, length);
            return new Component(Base64Url.encode(bytes), r);
        }

        /** The 30 bytes of {@code m}. */
        public byte[] plaintext() {
            try {
                return Base64Url.decode(m);
            } catch (MalformedException e) {
                throw new IllegalStateException("not made by a strict reader", e);
            }
        }

        /** The number that {@code m} writes. */
        public BigInteger number() {
            return new BigInteger(1, plaintext());
        }
    }
}
