// SPDX-License-Identifier: Apache-2.0
package org.urna.server.election;

import org.urna.crypto.record.Problem;

/**
 * One thing that keeps a draft from becoming a manifest.
 *
 * @param pointer where it stands (RFC 6901), empty for the whole
 * @param rule a stable name of the rule
 * @param reason the rule in words
 */
public record DraftProblem(String pointer, String rule, String reason) {

    /** The same with the place as a JSON pointer: {@code contests[0].max} is {@code /contests/0/max}. */
    public static DraftProblem of(Problem problem) {
        String pointer = problem.path().replace("]", "").replace('[', '/').replace('.', '/');
        return new DraftProblem(pointer.isEmpty() ? "" : "/" + pointer, problem.rule(), problem.reason());
    }
}
