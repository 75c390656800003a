// SPDX-License-Identifier: Apache-2.0
package org.urna.server.election;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.urna.server.problem.ProblemCode;
import org.urna.server.problem.Refusal;

class ElectionStateTest {

    @Test
    void theseAreAllTheSteps() {
        List<String> steps = new ArrayList<>();
        for (ElectionState from : ElectionState.values()) {
            for (ElectionState to : ElectionState.values()) {
                if (from.leadsTo(to)) {
                    steps.add(from + " > " + to);
                    assertThatCode(() -> from.requireStepTo(to)).doesNotThrowAnyException();
                } else {
                    assertThatThrownBy(() -> from.requireStepTo(to))
                            .isInstanceOfSatisfying(
                                    Refusal.class,
                                    refusal -> assertThat(refusal.code()).isEqualTo(ProblemCode.WRONG_STATE));
                }
            }
        }

        assertThat(steps)
                .containsExactly(
                        "draft > key-ceremony",
                        "key-ceremony > key-ceremony",
                        "key-ceremony > credentials",
                        "key-ceremony > void",
                        "credentials > sealed",
                        "credentials > void",
                        "sealed > open",
                        "sealed > void",
                        "open > closed",
                        "open > void",
                        "closed > tallied",
                        "closed > void",
                        "tallied > final",
                        "tallied > void");
    }

    @Test
    void namesAreReadBack() {
        for (ElectionState state : ElectionState.values()) {
            assertThat(ElectionState.of(state.toString())).isEqualTo(state);
        }
    }
}
