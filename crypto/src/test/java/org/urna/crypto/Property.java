// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto;

import java.security.SecureRandom;
import java.util.Random;
import org.urna.crypto.group.Entropy;

/**
 * Runs a check on many random inputs. When it fails, the message names the seed, and {@code -Dseed=…} runs that one input again.
 */
public final class Property {

    private Property() {}

    /** What is to hold for every input made from {@code random}. */
    @FunctionalInterface
    public interface Check {
        void on(Random random) throws Exception;
    }

    public static void holds(int tries, Check check) {
        Long replay = Long.getLong("seed");
        if (replay != null) {
            run(replay, check);
            return;
        }
        SecureRandom seeds = new SecureRandom();
        for (int i = 0; i < tries; i++) {
            run(seeds.nextLong(), check);
        }
    }

    /** Entropy that the seed decides; for tests only, hence here. */
    public static Entropy entropy(Random random) {
        return random::nextBytes;
    }

    private static void run(long seed, Check check) {
        try {
            check.on(new Random(seed));
        } catch (Throwable e) {
            throw new AssertionError("property does not hold; replay with -Dseed=" + seed, e);
        }
    }
}
