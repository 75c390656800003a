// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.threshold;

import org.urna.crypto.hash.Transcript;
import org.urna.crypto.record.Hash;

/**
 * One attempt at the key ceremony: what every proof in it is bound to.
 *
 * @param manifest fingerprint {@code M} of the latest manifest entry
 * @param number {@code a}, from 1
 * @param trustees {@code n}
 * @param threshold {@code t}
 */
public record Attempt(Hash manifest, int number, int trustees, int threshold) {

    public Attempt {
        if (number < 1 || threshold < 1 || threshold > trustees) {
            throw new IllegalArgumentException("attempts are numbered from 1 and 1 <= t <= n");
        }
    }

    /** The beginning {@code M, a} of every challenge of the ceremony. */
    Transcript transcript(String tag) {
        return Transcript.of(tag).bytes(manifest.bytes()).integer(number);
    }
}
