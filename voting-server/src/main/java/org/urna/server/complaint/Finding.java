// SPDX-License-Identifier: Apache-2.0
package org.urna.server.complaint;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the board proves about a complaint.
 *
 * @param outcome one of {@link Outcome}, as written in the API
 * @param index of the entry that it rests on
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Finding(String outcome, @Nullable Long index) {

    /** What can come of a check. */
    enum Outcome {
        /** The ballot stands at the index. */
        STANDS,
        /** This server signed a receipt that the board does not keep: evidence against whoever runs it. */
        PROMISE_BROKEN,
        /** The receipt is genuine and is another ballot's; the ballot that the file means is not on the board. */
        ANOTHER_RECEIPT,
        /** Another ballot was cast with the same code; it stands at the index. */
        CODE_USED,
        /** Neither is the ballot on the board nor was its place there promised: nothing is proven. */
        NOTHING_PROVEN,
        /** The file contradicts itself. */
        CONTRADICTORY,
        /** The file is about another election. */
        OTHER_ELECTION;

        String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    static Finding of(Outcome outcome) {
        return new Finding(outcome.code(), null);
    }

    static Finding at(Outcome outcome, long index) {
        return new Finding(outcome.code(), index);
    }

    boolean isAlarm() {
        return outcome.equals(Outcome.PROMISE_BROKEN.code());
    }
}
