// SPDX-License-Identifier: Apache-2.0
package org.urna.server.credential;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.urna.server.problem.ProblemCode;
import org.urna.server.problem.Refusal;

/**
 * Issues whose callers need not wait: the codes of a large electorate take longer to make than connections and proxies keep still. Who asks
 * again while an issue is under way waits for that one; no second one begins. Safe for concurrent use.
 */
public final class IssuingRuns {

    private final Vertx vertx;
    private final Function<String, Future<CodeIssue.Report>> issuing;
    private final Duration patience;
    private final Map<String, Future<CodeIssue.Report>> runs = new ConcurrentHashMap<>();

    /**
     * Prepares runs.
     *
     * @param issuing what issues for an election, {@link Issuing#issue}
     * @param patience how long one call waits
     */
    public IssuingRuns(Vertx vertx, Function<String, Future<CodeIssue.Report>> issuing, Duration patience) {
        this.vertx = vertx;
        this.issuing = issuing;
        this.patience = patience;
    }

    /**
     * Issues, or waits for the issue that is under way.
     *
     * @return empty if it is not done yet: ask again; fails as {@link Issuing#issue} does
     */
    public Future<Optional<CodeIssue.Report>> issue(String election) {
        Promise<CodeIssue.Report> begun = Promise.promise();
        Future<CodeIssue.Report> before = runs.putIfAbsent(election, begun.future());
        if (before == null) {
            issuing.apply(election).onComplete(begun);
        }
        return await(election, before == null ? begun.future() : before);
    }

    /**
     * Waits for the issue that is under way, and begins none.
     *
     * @return as that of {@link #issue}; fails with {@code not-found} if none is
     */
    public Future<Optional<CodeIssue.Report>> outcome(String election) {
        Future<CodeIssue.Report> run = runs.get(election);
        return run == null
                ? Future.failedFuture(new Refusal(ProblemCode.NOT_FOUND, "no voting codes are being made here"))
                : await(election, run);
    }

    private Future<Optional<CodeIssue.Report>> await(String election, Future<CodeIssue.Report> run) {
        Promise<Optional<CodeIssue.Report>> answer = Promise.promise();
        long timer = vertx.setTimer(patience.toMillis(), late -> answer.tryComplete(Optional.empty()));
        // Whoever gets the outcome takes it along: who asks after that learns what stands in the database.
        run.onSuccess(report -> {
            vertx.cancelTimer(timer);
            if (answer.tryComplete(Optional.of(report))) {
                runs.remove(election, run);
            }
        });
        run.onFailure(failure -> {
            vertx.cancelTimer(timer);
            runs.remove(election, run);
            answer.tryFail(failure);
        });
        return answer.future();
    }
}
