// SPDX-License-Identifier: Apache-2.0
package org.urna.server.cast;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.urna.crypto.log.TileSource;
import org.urna.server.board.Appended;
import org.urna.server.board.Checkpoints;
import org.urna.server.problem.ProblemCode;
import org.urna.server.problem.Refusal;
import org.urna.server.store.Store;
import org.urna.server.work.OverloadedException;

/**
 * The one line in which the ballots of an election wait, in this process, for their place in the log: what has come together within a few
 * milliseconds, or while the batch before was written, is written as one. Safe for concurrent use.
 */
final class Sequencer {

    private static final Logger LOG = LoggerFactory.getLogger(Sequencer.class);

    private static final int BATCH = 256;
    private static final long COLLECT_MILLIS = 5;
    private static final int MOST_WAITING = 4_096;

    private final Vertx vertx;
    private final ElectionTerms terms;
    private final BallotBox box;
    private final Checkpoints checkpoints;
    private final ReceiptDesk receipts;
    private final FailPoint failPoint;
    private final Deque<Waiting> queue = new ArrayDeque<>();
    private boolean busy;

    /** A ballot and whoever waits for its receipt. */
    private record Waiting(Submission ballot, Promise<CastAnswer> answer) {}

    Sequencer(
            Vertx vertx,
            ElectionTerms terms,
            BallotBox box,
            Checkpoints checkpoints,
            ReceiptDesk receipts,
            FailPoint failPoint) {
        this.vertx = vertx;
        this.terms = terms;
        this.box = box;
        this.checkpoints = checkpoints;
        this.receipts = receipts;
        this.failPoint = failPoint;
    }

    /**
     * Puts a ballot, whose signature and proofs hold, into the log.
     *
     * @return its receipt; fails with a {@link Refusal} that is final, or with {@code overloaded} if its fate is not known
     */
    Future<CastAnswer> submit(Submission ballot) {
        Promise<CastAnswer> answer = Promise.promise();
        synchronized (queue) {
            if (queue.size() >= MOST_WAITING) {
                return Future.failedFuture(new OverloadedException());
            }
            queue.add(new Waiting(ballot, answer));
            if (busy) {
                return answer.future();
            }
            busy = true;
        }
        vertx.setTimer(COLLECT_MILLIS, timer -> next());
        return answer.future();
    }

    private void next() {
        List<Waiting> batch = new ArrayList<>();
        synchronized (queue) {
            while (!queue.isEmpty() && batch.size() < BATCH) {
                batch.add(queue.remove());
            }
            if (batch.isEmpty()) {
                busy = false;
                return;
            }
        }
        write(batch).onComplete(done -> next());
    }

    /** Never fails: every answer of the batch is given, or will be by those who sign receipts while the next batch is written. */
    private Future<Void> write(List<Waiting> batch) {
        return box.put(terms, batch.stream().map(Waiting::ballot).toList())
                .compose(outcome -> sign(outcome).<Void>map(signed -> {
                    answer(batch, outcome, signed);
                    return null;
                }))
                .recover(e -> Store.isUniqueViolation(e) && batch.size() > 1 ? oneByOne(batch) : fail(batch, e));
    }

    private Future<Signed> sign(BallotBox.Outcome outcome) {
        Appended appended = outcome.appended();
        if (appended == null) {
            return Future.succeededFuture(new Signed("", 0, tile -> new byte[0]));
        }
        failPoint.reached(FailPoint.Step.COMMITTED);
        return checkpoints
                .publish(terms.id(), terms.origin(), appended.size(), appended.root(), false)
                .map(note -> {
                    failPoint.reached(FailPoint.Step.SIGNED);
                    return new Signed(note, appended.size(), appended.edge());
                });
    }

    /** A note, and the tiles of a tree of {@code size} entries, which is the note's unless another server was faster. */
    private record Signed(String note, long size, TileSource tiles) {

        boolean fits() {
            return !note.isEmpty() && ReceiptDesk.checkpoint(note).size() == size;
        }
    }

    private void answer(List<Waiting> batch, BallotBox.Outcome outcome, Signed signed) {
        List<Waiting> taken = new ArrayList<>();
        List<ReceiptDesk.Placed> fresh = new ArrayList<>();
        boolean fits = signed.fits();
        for (int i = 0; i < batch.size(); i++) {
            Waiting waiting = batch.get(i);
            Judge.Verdict verdict = outcome.verdicts().get(i);
            Refusal refusal = verdict.refusal();
            if (refusal != null) {
                waiting.answer().tryFail(refusal);
            } else if (fits && verdict.created()) {
                taken.add(waiting);
                fresh.add(new ReceiptDesk.Placed(waiting.ballot(), verdict.position()));
            } else {
                receipts.receipt(terms, waiting.ballot(), verdict.position())
                        .onSuccess(jws -> waiting.answer().tryComplete(new CastAnswer(verdict.created(), jws)))
                        .onFailure(e -> unknown(waiting, e));
            }
        }
        receipts.receipts(
                terms,
                fresh,
                signed.note(),
                signed.tiles(),
                (i, jws) -> taken.get(i).answer().tryComplete(new CastAnswer(true, jws)),
                (i, e) -> unknown(taken.get(i), e));
    }

    private Future<Void> oneByOne(List<Waiting> batch) {
        Future<Void> done = Future.succeededFuture();
        for (Waiting each : batch) {
            done = done.compose(before -> write(List.of(each)));
        }
        return done;
    }

    private Future<Void> fail(List<Waiting> batch, Throwable failure) {
        batch.forEach(waiting -> unknown(waiting, failure));
        return Future.succeededFuture();
    }

    /** The transaction, or what follows it, failed: the ballot may stand. Nobody may be told that it was refused. */
    private static void unknown(Waiting waiting, Throwable failure) {
        LOG.error("a ballot's fate is not known to its sender", failure);
        waiting.answer()
                .tryFail(new Refusal(
                        ProblemCode.OVERLOADED,
                        "it is not known yet whether the ballot was taken: send exactly the same bytes again"));
    }
}
