// SPDX-License-Identifier: Apache-2.0
package org.urna.server.witness;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far the witnesses of an election are, all of it public.
 *
 * @param quorum how many must sign; 0 where the election has no witnesses
 * @param maxGapMinutes the longest time without them while voting is open
 * @param entries of the newest checkpoint
 * @param signed entries of the newest one that a quorum signed
 * @param time when, in seconds precision; null for never
 * @param behind entries that no quorum has signed yet
 * @param late whether that is longer ago than the manifest allows
 * @param witnesses each of the manifest's
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Standing(
        int quorum,
        int maxGapMinutes,
        long entries,
        long signed,
        @Nullable String time,
        long behind,
        boolean late,
        List<Each> witnesses) {

    public Standing {
        witnesses = List.copyOf(witnesses);
    }

    /**
     * One witness, as this server saw it since it was started.
     *
     * @param signed entries of the newest checkpoint that it signed for this server; 0 for none
     * @param time when
     * @param fault why it did not sign when it was asked last
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Each(
            String name,
            long signed,
            @Nullable String time,
            @Nullable String fault) {}
}
