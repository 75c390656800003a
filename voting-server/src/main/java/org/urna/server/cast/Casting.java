// SPDX-License-Identifier: Apache-2.0
package org.urna.server.cast;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.urna.crypto.MalformedException;
import org.urna.crypto.Verdict;
import org.urna.crypto.ballot.BallotCheck;
import org.urna.crypto.ballot.BallotSignature;
import org.urna.crypto.ballot.ContestForm;
import org.urna.crypto.group.Entropy;
import org.urna.crypto.record.Ballot;
import org.urna.server.board.BoardLog;
import org.urna.server.board.BoardStart;
import org.urna.server.board.Checkpoints;
import org.urna.server.election.Elections;
import org.urna.server.keys.KeyRing;
import org.urna.server.problem.ProblemCode;
import org.urna.server.problem.Refusal;
import org.urna.server.store.Store;
import org.urna.server.work.CryptoPool;
import org.urna.server.work.OverloadedException;

/**
 * Takes ballots ({@code docs/protocol.md} §8), one way: read, look up, check, append, sign, answer. Safe for concurrent use.
 *
 * <p>A ballot is refused only where it is certain that it does not stand in the log.
 */
public final class Casting {

    private static final Logger LOG = LoggerFactory.getLogger(Casting.class);

    private final Vertx vertx;
    private final Store store;
    private final CryptoPool proofs;
    private final int most;
    private final AtomicInteger underWay = new AtomicInteger();
    private final Checkpoints checkpoints;
    private final Entropy entropy;
    private final FailPoint failPoint;
    private final TermsCache terms;
    private final BallotBox box;
    private final ReceiptDesk receipts;
    private final Map<String, ProofDesk> desks = new ConcurrentHashMap<>();
    private final Map<String, Sequencer> sequencers = new ConcurrentHashMap<>();

    /** @param most ballots that may be under way at once; whoever comes when there are as many is sent away before any work is done */
    public Casting(
            Vertx vertx,
            Store store,
            BoardLog log,
            Checkpoints checkpoints,
            BoardStart boards,
            KeyRing keys,
            CryptoPool proofs,
            int most,
            Entropy entropy,
            FailPoint failPoint) {
        this.vertx = vertx;
        this.store = store;
        this.proofs = proofs;
        this.most = most;
        this.checkpoints = checkpoints;
        this.entropy = entropy;
        this.failPoint = failPoint;
        this.terms = new TermsCache(store);
        this.box = new BallotBox(store, log, failPoint);
        this.receipts = new ReceiptDesk(vertx, log, checkpoints, boards, keys);
    }

    /**
     * Casts a ballot.
     *
     * @param body the cast request as it came
     * @return its receipt; fails with a {@link Refusal}, or with what says that there is too much to do
     */
    public Future<CastAnswer> cast(String election, byte[] body) {
        if (underWay.incrementAndGet() > most) {
            underWay.decrementAndGet();
            return Future.failedFuture(new OverloadedException());
        }
        return admitted(election, body).onComplete(done -> underWay.decrementAndGet());
    }

    /** Ballots under way. */
    public int underWay() {
        return underWay.get();
    }

    private Future<CastAnswer> admitted(String election, byte[] body) {
        return terms.of(election).compose(found -> {
            if (body.length > found.maxRequest()) {
                throw new Refusal(
                        ProblemCode.TOO_LARGE,
                        "no ballot of this election has more than " + found.maxRequest() + " bytes");
            }
            return proofs.run(() -> read(found, body))
                    .compose(ballot -> lookUp(found, ballot).compose(row -> decide(found, ballot, row)));
        });
    }

    /** To be called once an answer is sent. */
    public void answered() {
        failPoint.reached(FailPoint.Step.ANSWERED);
    }

    private static Submission read(ElectionTerms terms, byte[] body) {
        Submission ballot;
        try {
            ballot = Submission.read(body, terms.reader());
        } catch (MalformedException e) {
            throw malformed(String.valueOf(e.getMessage()));
        }
        if (!ballot.request().ballot().election().equals(terms.fingerprint())) {
            throw new Refusal(ProblemCode.WRONG_ELECTION, "the ballot was made for another election");
        }
        return ballot;
    }

    private Future<Row> lookUp(ElectionTerms terms, Submission ballot) {
        return store.first(
                        "SELECT e.state, e.closes, e.halted, " + store.nowColumn()
                                + " AS now_, c.status, c.style, b.hash, b.tracker, b.position"
                                + " FROM election e LEFT JOIN credential c ON c.election = e.id AND c.k = #{k}"
                                + " LEFT JOIN ballot b ON b.election = e.id AND b.k = #{k} WHERE e.id = #{id}",
                        Map.of(
                                "id",
                                terms.id(),
                                "k",
                                store.bin(ballot.credential().bytes())))
                .map(Optional::orElseThrow);
    }

    private Future<CastAnswer> decide(ElectionTerms terms, Submission ballot, Row row) {
        Optional<Standing.Cast> before = Standing.Cast.of(row);
        if (before.isEmpty()) {
            Standing.notOpen(
                            Elections.state(row),
                            row.getString("closes"),
                            row.getString("halted"),
                            Instant.parse(row.getString("now_")))
                    .or(() -> Standing.notLive(row.getString("status")))
                    .ifPresent(refusal -> {
                        throw refusal;
                    });
        }
        List<ContestForm> style = style(terms, ballot.request().ballot(), row.getString("style"));
        return check(terms, ballot, style, before.isPresent()).compose(verdict -> {
            if (verdict instanceof Verdict.Rejected rejected) {
                throw refusal(rejected);
            }
            failPoint.reached(FailPoint.Step.VERIFIED);
            return before.isPresent()
                    ? again(terms, ballot, before.get())
                    : sequencer(terms).submit(ballot);
        });
    }

    /** The forms that the ballot must have. */
    private static List<ContestForm> style(ElectionTerms terms, Ballot ballot, String style) {
        List<ContestForm> forms = terms.style(style)
                .orElseThrow(() -> new IllegalStateException("a credential has a style that is not in its manifest"));
        List<String> asked = forms.stream().map(ContestForm::contest).toList();
        if (!ballot.contests().stream().map(Ballot.Part::contest).toList().equals(asked)) {
            throw new Refusal(
                    ProblemCode.STYLE_MISMATCH, "the ballot has other contests than its credential may vote in");
        }
        return forms;
    }

    /** Signature and proofs of a ballot that may be new; the signature alone where one stands already. */
    private Future<Verdict> check(
            ElectionTerms terms, Submission ballot, List<ContestForm> style, boolean signatureOnly) {
        Ballot read = ballot.request().ballot();
        return signatureOnly
                ? proofs.run(() -> BallotSignature.verify(
                        read, ballot.hash(), ballot.request().signature()))
                : desks.computeIfAbsent(terms.id(), id -> new ProofDesk(vertx, terms.check(), proofs, entropy))
                        .check(ballot, style);
    }

    private static Refusal refusal(Verdict.Rejected rejected) {
        return switch (rejected.check()) {
            case BallotCheck.FORM -> malformed(rejected.reason());
            case BallotCheck.SIGNATURE -> new Refusal(ProblemCode.SIGNATURE_INVALID, rejected.reason());
            default -> new Refusal(ProblemCode.PROOF_INVALID, rejected.reason());
        };
    }

    private static Refusal malformed(String reason) {
        return new Refusal(ProblemCode.BALLOT_MALFORMED, reason);
    }

    private Future<CastAnswer> again(ElectionTerms terms, Submission ballot, Standing.Cast before) {
        return before.isOf(ballot)
                ? receipts.receipt(terms, ballot, before.position())
                        .map(receipt -> new CastAnswer(false, receipt))
                        .recover(Casting::later)
                : Future.failedFuture(before.used());
    }

    /** Whatever keeps a receipt from being made, a full disk or a database that is away: who asks again will have it one day. */
    private static Future<CastAnswer> later(Throwable failure) {
        LOG.error("the receipt of a ballot that stands cannot be made", failure);
        return Future.failedFuture(new Refusal(
                ProblemCode.OVERLOADED,
                "the ballot was taken, and its receipt cannot be made just now: send exactly the same bytes again"));
    }

    private Sequencer sequencer(ElectionTerms of) {
        return sequencers.computeIfAbsent(
                of.id(), id -> new Sequencer(vertx, of, box, checkpoints, receipts, failPoint));
    }
}
