// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.verify;

import java.util.List;
import java.util.stream.Stream;
import org.urna.crypto.mix.Ciphertexts;

/**
 * How far the ballots of a ranked contest, or of one section of it, are mixed.
 *
 * @param current what the next mixer works on, or after the last one what is decrypted
 * @param mixers trustees who mixed so far, in this order
 */
public record MixState(Ciphertexts current, List<Integer> mixers) {

    public MixState {
        mixers = List.copyOf(mixers);
    }

    /** The ballots in log order, not mixed yet. */
    static MixState of(Ciphertexts ballots) {
        return new MixState(ballots, List.of());
    }

    /** After one more mixer. */
    MixState then(Ciphertexts output, int trustee) {
        return new MixState(
                output, Stream.concat(mixers.stream(), Stream.of(trustee)).toList());
    }

    /** Number of the step that comes next, from 1. */
    public int nextStep() {
        return mixers.size() + 1;
    }
}
