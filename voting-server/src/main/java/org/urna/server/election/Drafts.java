// SPDX-License-Identifier: Apache-2.0
package org.urna.server.election;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.urna.server.problem.ProblemCode;
import org.urna.server.problem.Refusal;

/** Checks what can be checked of a draft before its roll and its keys are known. */
public final class Drafts {

    /** Fails with {@code draft-invalid} and the list of problems. */
    void check(String election, JsonNode draft) {
        List<DraftProblem> problems = DraftRules.problems(draft);
        if (!problems.isEmpty()) {
            throw new Refusal(
                    ProblemCode.DRAFT_INVALID,
                    problems.size() == 1 ? problems.get(0).reason() : problems.size() + " rules are broken",
                    Map.of("problems", problems));
        }
    }
}
