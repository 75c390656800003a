// SPDX-License-Identifier: Apache-2.0
package org.urna.server.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.urna.server.problem.ProblemCode;
import org.urna.server.problem.Refusal;

/** Codes that take longer to make than a caller waits. */
class IssuingRunsTest {

    private static final String ELECTION = "election";
    private static final CodeIssue.Report REPORT = new CodeIssue.Report(14_000, 700, 13_000, 1_000, 0);

    private final Vertx vertx = Vertx.vertx();
    private final List<Promise<CodeIssue.Report>> begun = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        outcome(vertx.close());
    }

    private IssuingRuns runs(Duration patience) {
        return new IssuingRuns(
                vertx,
                election -> {
                    begun.add(Promise.promise());
                    return begun.get(begun.size() - 1).future();
                },
                patience);
    }

    private static <T> T outcome(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get();
    }

    @Test
    void whoAsksTooSoonAsksAgainAndNothingIsIssuedTwice() throws Exception {
        IssuingRuns runs = runs(Duration.ofMillis(20));

        assertThat(outcome(runs.issue(ELECTION))).isEmpty();
        assertThat(outcome(runs.issue(ELECTION))).isEmpty();
        assertThat(outcome(runs.outcome(ELECTION))).isEmpty();
        assertThat(begun).hasSize(1);
        begun.get(0).complete(REPORT);

        assertThat(outcome(runs.outcome(ELECTION))).contains(REPORT);
        assertThat(begun).hasSize(1);
    }

    @Test
    void whoWaitsForAnIssueBeginsNone() {
        assertThatThrownBy(() -> outcome(runs(Duration.ofMinutes(1)).outcome(ELECTION)))
                .isInstanceOf(ExecutionException.class)
                .hasMessageContaining("no voting codes are being made here");
        assertThat(begun).isEmpty();
    }

    @Test
    void afterTheOutcomeWasTakenTheElectionItselfIsAsked() throws Exception {
        IssuingRuns runs = runs(Duration.ofMinutes(1));
        Future<Optional<CodeIssue.Report>> first = runs.issue(ELECTION);
        Future<Optional<CodeIssue.Report>> second = runs.issue(ELECTION);
        begun.get(0).complete(REPORT);
        assertThat(outcome(first)).contains(REPORT);
        assertThat(outcome(second)).contains(REPORT);

        Future<Optional<CodeIssue.Report>> third = runs.issue(ELECTION);
        begun.get(1).fail(new Refusal(ProblemCode.WRONG_STATE, "the codes are issued"));

        assertThatThrownBy(() -> outcome(third))
                .isInstanceOf(ExecutionException.class)
                .hasMessageContaining("the codes are issued");
        Future<Optional<CodeIssue.Report>> fourth = runs.issue(ELECTION);
        assertThat(begun).hasSize(3);
        assertThat(fourth.isComplete()).isFalse();
    }
}
