// SPDX-License-Identifier: Apache-2.0
package org.urna.server.message;

import java.util.Map;
import org.urna.crypto.Verdict;
import org.urna.server.problem.ProblemCode;
import org.urna.server.problem.Refusal;

/** Verdicts as refusals. */
public final class Rejections {

    /** The check that a message out of its turn fails. */
    public static final String ORDER = "entry-order";

    private Rejections() {}

    /** A message out of its turn is a matter of state; any other is invalid for ever. */
    public static Refusal of(Verdict.Rejected rejected) {
        ProblemCode code = rejected.check().equals(ORDER) ? ProblemCode.WRONG_STATE : ProblemCode.MESSAGE_INVALID;
        return new Refusal(code, rejected.reason(), Map.of("check", rejected.check()));
    }

    /** Throws the refusal of a verdict that is not accepted. */
    public static void require(Verdict verdict) {
        if (verdict instanceof Verdict.Rejected rejected) {
            throw of(rejected);
        }
    }

    /** Throws the refusal of a message out of its turn unless {@code holds}. */
    public static void requireTurn(boolean holds, String otherwise) {
        if (!holds) {
            throw of(new Verdict.Rejected(ORDER, otherwise));
        }
    }
}
