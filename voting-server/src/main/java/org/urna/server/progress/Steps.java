// SPDX-License-Identifier: Apache-2.0
package org.urna.server.progress;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What trustees have done and whom an election waits for, all of it public. Times are those of entries, indexes their places in the log;
 * trustees are numbered from 1. Members that do not exist yet are left out.
 *
 * @param state of the election
 * @param trustees their names, in order; none while the election is a draft
 * @param threshold how many of them decrypt
 * @param mixers how many of them mix a ranked contest
 * @param attempts at the key ceremony, oldest first
 * @param tally what happened after the close
 * @param waiting for whom, for what, and since when
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Steps(
        String state,
        List<String> trustees,
        int threshold,
        int mixers,
        List<Attempt> attempts,
        @Nullable Tallying tally,
        List<Waiting> waiting) {

    public Steps {
        trustees = List.copyOf(trustees);
        attempts = List.copyOf(attempts);
        waiting = List.copyOf(waiting);
    }

    /** A message of a trustee on the board. */
    public record Step(String what, int trustee, long index, String time) {}

    /**
     * An attempt at the key ceremony.
     *
     * @param number from 1
     * @param complaint that ended it
     * @param abandoned what ended it, where two officers gave it up
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Attempt(
            int number,
            String time,
            List<Step> steps,
            @Nullable Complaint complaint,
            @Nullable Abandoned abandoned) {

        public Attempt {
            steps = List.copyOf(steps);
        }
    }

    /**
     * A complaint, which ends an attempt.
     *
     * @param trustee who complained
     * @param against about whom
     * @param atFault who is at fault, as everybody can compute
     * @param reason of that, one sentence
     */
    public record Complaint(int trustee, int against, int atFault, String reason, long index, String time) {}

    /**
     * Two officers gave up an attempt.
     *
     * @param trustees at fault or silent, as the officers say
     */
    public record Abandoned(List<Integer> trustees, String reason, long index, String time) {

        public Abandoned {
            trustees = List.copyOf(trustees);
        }
    }

    /**
     * The time after the close.
     *
     * @param closed time of the close
     * @param agreements and lots, in the order of the log
     * @param parts contests, each section of its own where it is tallied so
     */
    public record Tallying(String closed, List<Step> agreements, List<Step> lots, List<Part> parts) {

        public Tallying {
            agreements = List.copyOf(agreements);
            lots = List.copyOf(lots);
            parts = List.copyOf(parts);
        }
    }

    /**
     * What is mixed and decrypted by itself.
     *
     * @param section empty where the contest is not divided
     * @param counted false where there are too few ballots
     * @param mixersNeeded none for contests that are added up
     * @param mixes in turn
     * @param decryptionsNeeded none where there is nothing to decrypt
     * @param decryptions those that the server holds, and after the result those on the board
     */
    public record Part(
            String contest,
            String section,
            long ballots,
            boolean counted,
            int mixersNeeded,
            List<Step> mixes,
            int decryptionsNeeded,
            List<Held> decryptions) {

        public Part {
            mixes = List.copyOf(mixes);
            decryptions = List.copyOf(decryptions);
        }
    }

    /**
     * A decryption, kept off the board until two officers let it be published.
     *
     * @param since when it was taken
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Held(int trustee, @Nullable String since) {}

    /**
     * Something that somebody has to do.
     *
     * @param who {@code trustee:i}, {@code officers}, {@code staff} or {@code clock}
     * @param what type of the entry that is awaited
     * @param since when nothing but this was missing
     * @param due when the clock does it by itself
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Waiting(
            String who,
            String what,
            @Nullable String since,
            @Nullable String due) {}
}
