// SPDX-License-Identifier: Apache-2.0
package org.urna.server.cast;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.urna.crypto.Verdict;
import org.urna.crypto.ballot.BallotCheck;
import org.urna.crypto.ballot.CastChecks;
import org.urna.crypto.ballot.ContestForm;
import org.urna.crypto.group.Entropy;
import org.urna.server.work.CryptoPool;

/**
 * Where the ballots of one election wait to be checked together, which costs less for each: for the proofs, and for all that follows, since they go
 * on together. A ballot that comes alone is checked at once; where others came shortly before, it waits a moment for company. Safe for concurrent
 * use.
 */
final class ProofDesk {

    /** More make each hardly cheaper, and let the first wait for the last. */
    private static final int TOGETHER = 64;

    /** For how long a ballot waits for company, and how shortly before it another must have come. */
    private static final long COMPANY_MILLIS = 20;

    /** For how long signatures are checked first after anything was false. */
    private static final long WARY_NANOS = 60_000_000_000L;

    private final Vertx vertx;
    private final BallotCheck check;
    private final CryptoPool proofs;
    private final Entropy entropy;
    private final Suspects suspects = new Suspects();
    private final Deque<Waiting> queue = new ArrayDeque<>();
    private long last = System.nanoTime() - WARY_NANOS;
    private volatile long falseAt = System.nanoTime() - WARY_NANOS;

    private record Waiting(CastChecks.Cast cast, EncodedPoint credential, Context context, Promise<Verdict> verdict) {}

    ProofDesk(Vertx vertx, BallotCheck check, CryptoPool proofs, Entropy entropy) {
        this.vertx = vertx;
        this.check = check;
        this.proofs = proofs;
        this.entropy = entropy;
    }

    /** The verdict on a ballot; fails with {@code overloaded} if there is too much to do. */
    Future<Verdict> check(Submission ballot, List<ContestForm> style) {
        CastChecks.Cast cast = new CastChecks.Cast(
                ballot.request().ballot(), ballot.hash(), ballot.request().signature(), style);
        if (suspects.has(ballot.credential())) {
            return proofs.run(
                    () -> CastChecks.check(check, List.of(cast), entropy).get(0));
        }
        Waiting waiting = new Waiting(cast, ballot.credential(), vertx.getOrCreateContext(), Promise.promise());
        boolean first;
        boolean full;
        boolean alone;
        synchronized (queue) {
            long now = System.nanoTime();
            first = queue.isEmpty();
            alone = now - last > COMPANY_MILLIS * 1_000_000;
            last = now;
            queue.add(waiting);
            full = queue.size() >= TOGETHER;
        }
        if (full || (first && alone)) {
            begin();
        } else if (first) {
            vertx.setTimer(COMPANY_MILLIS, timer -> begin());
        }
        return waiting.verdict().future();
    }

    /** Checks all that wait; nothing if others were faster. */
    private void begin() {
        List<Waiting> some;
        synchronized (queue) {
            some = List.copyOf(queue);
            queue.clear();
        }
        if (some.isEmpty()) {
            return;
        }
        proofs.run(() -> verdicts(some.stream().map(Waiting::cast).toList()))
                .onSuccess(verdicts -> {
                    for (int i = 0; i < some.size(); i++) {
                        answer(some.get(i), verdicts.get(i));
                    }
                })
                .onFailure(e -> some.forEach(each ->
                        each.context().runOnContext(back -> each.verdict().tryFail(e))));
    }

    private List<Verdict> verdicts(List<CastChecks.Cast> ballots) {
        boolean wary = System.nanoTime() - falseAt < WARY_NANOS;
        List<Verdict> verdicts =
                wary ? CastChecks.check(check, ballots, entropy) : CastChecks.checkAtOnce(check, ballots, entropy);
        if (!verdicts.stream().allMatch(Verdict::isAccepted)) {
            falseAt = System.nanoTime();
        }
        return verdicts;
    }

    private void answer(Waiting waiting, Verdict verdict) {
        if (verdict instanceof Verdict.Rejected rejected && rejected.check().equals(BallotCheck.PROOFS)) {
            suspects.add(waiting.credential());
        }
        waiting.context().runOnContext(back -> waiting.verdict().tryComplete(verdict));
    }
}
