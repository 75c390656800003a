// SPDX-License-Identifier: Apache-2.0
package org.urna.server.cast;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.urna.crypto.Verdict;
import org.urna.crypto.ballot.BallotCheck;
import org.urna.crypto.ballot.CastChecks;
import org.urna.crypto.ballot.ContestForm;
import org.urna.crypto.group.Entropy;
import org.urna.server.work.CryptoPool;

/**
 * Where the ballots of one election wait to be checked: a thread that is free takes all that have come meanwhile and checks them together, which
 * costs less for each. Nobody waits for company: a ballot that comes alone is checked alone. Safe for concurrent use.
 */
final class ProofDesk {

    /** More make each hardly cheaper, and let the first wait for the last. */
    private static final int TOGETHER = 32;

    private final Vertx vertx;
    private final BallotCheck check;
    private final CryptoPool proofs;
    private final Entropy entropy;
    private final Suspects suspects = new Suspects();
    private final Deque<Waiting> queue = new ArrayDeque<>();

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
        synchronized (queue) {
            queue.add(waiting);
        }
        // One task for each ballot: as long as any waits, a thread will come for it. Those that find nothing left cost
        // nothing.
        proofs.<Void>run(() -> {
                    checkWaiting();
                    return null;
                })
                .onFailure(e -> {
                    synchronized (queue) {
                        queue.remove(waiting);
                    }
                    waiting.verdict().tryFail(e);
                });
        return waiting.verdict().future();
    }

    private void checkWaiting() {
        List<Waiting> some = new ArrayList<>();
        synchronized (queue) {
            while (!queue.isEmpty() && some.size() < TOGETHER) {
                some.add(queue.remove());
            }
        }
        if (some.isEmpty()) {
            return;
        }
        try {
            List<Verdict> verdicts =
                    CastChecks.check(check, some.stream().map(Waiting::cast).toList(), entropy);
            for (int i = 0; i < some.size(); i++) {
                answer(some.get(i), verdicts.get(i));
            }
        } catch (RuntimeException e) {
            some.forEach(
                    each -> each.context().runOnContext(back -> each.verdict().tryFail(e)));
            throw e;
        }
    }

    private void answer(Waiting waiting, Verdict verdict) {
        if (verdict instanceof Verdict.Rejected rejected && rejected.check().equals(BallotCheck.PROOFS)) {
            suspects.add(waiting.credential());
        }
        waiting.context().runOnContext(back -> waiting.verdict().tryComplete(verdict));
    }
}
