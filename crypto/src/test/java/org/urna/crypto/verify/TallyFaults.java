// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.urna.crypto.elgamal.Ciphertext;
import org.urna.crypto.group.Point;
import org.urna.crypto.log.CheckpointSigner;
import org.urna.crypto.log.Note;
import org.urna.crypto.log.TreeHash;
import org.urna.crypto.proof.EqualityProof;
import org.urna.crypto.record.*;
import org.urna.crypto.verify.report.Check;

/** Broken boards: tally and result. */
final class TallyFaults {

    private TallyFaults() {}

    static void tally(TamperedBoards boards) {
        boards.add(
                Check.TALLY,
                "a ciphertext is another",
                t -> tallied(t, body -> {
                    List<Ciphertext> ciphertexts = new ArrayList<>(Objects.requireNonNull(body.ciphertexts()));
                    ciphertexts.set(0, ciphertexts.get(0).plus(new Ciphertext(Point.G, Point.G)));
                    return new Tally(
                            body.election(),
                            body.contest(),
                            body.section(),
                            body.ballots(),
                            body.weight(),
                            true,
                            ciphertexts,
                            null);
                }));
        boards.add(
                Check.TALLY,
                "a ballot too few",
                t -> tallied(
                        t,
                        body -> new Tally(
                                body.election(),
                                body.contest(),
                                body.section(),
                                body.ballots() - 1,
                                body.weight(),
                                true,
                                body.ciphertexts(),
                                null)));
        boards.add(
                Check.TALLY_AGREEMENT,
                "two of three agree on another root",
                t -> t.message = message -> message instanceof TallyAgreement a && a.trustee() != 2
                        ? new TallyAgreement(
                                a.anchor(), a.trustee(), a.size(), Hash.sha256(), a.ballots(), a.checkpoint())
                        : message,
                Check.LOT,
                Check.DECRYPTION,
                Check.RESULT);
        boards.add(Check.TALLY_AGREEMENT, "the board signed another root for a trustee: a fork (E1)", t -> {
            Note[] fork = new Note[1];
            t.before(
                    EntryType.TALLY,
                    e -> fork[0] = new CheckpointSigner(e.boardKey, e.cosigner)
                            .sign(e.closeSize, TreeHash.leaf(new byte[] {1}), e.time.getEpochSecond()));
            t.message(
                    TallyAgreement.class,
                    3,
                    a -> new TallyAgreement(
                            a.anchor(),
                            3,
                            a.size(),
                            Hash.of(TreeHash.leaf(new byte[] {1}).bytes()),
                            a.ballots(),
                            fork[0].write()));
        });
        boards.add(
                Check.LOT,
                "two of three lots are garbage (F3)",
                t -> t.message = message -> message instanceof Lot lot && lot.trustee() != 2
                        ? new Lot(lot.anchor(), lot.trustee(), lot.value().plus(Point.G), lot.proof())
                        : message,
                Check.RESULT);
        boards.add(
                Check.DECRYPTION,
                "two of three decryptions are garbage (F3)",
                t -> t.message = message -> message instanceof Decryption d
                                && d.trustee() != 2
                                && d.contest().equals("chair")
                        ? garbage(d)
                        : message,
                Check.RESULT);
        boards.add(
                Check.RESULT,
                "a vote too many",
                t -> t.entry(ResultEntry.class, entry -> {
                    AdditiveResult r = (AdditiveResult) entry.body();
                    List<Long> votes = new ArrayList<>(r.total().votes());
                    votes.set(0, votes.get(0) + 1);
                    return new ResultEntry(
                            entry.time(),
                            new AdditiveResult(
                                    r.election(),
                                    r.contest(),
                                    r.rule(),
                                    r.counted(),
                                    r.seats(),
                                    r.sections(),
                                    new AdditiveResult.Votes(
                                            r.total().ballots(),
                                            r.total().weight(),
                                            votes,
                                            r.total().blank()),
                                    r.withdrawn(),
                                    r.elected(),
                                    r.ties()));
                }));
        boards.add(
                Check.RESULT,
                "another is elected",
                t -> t.entry(ResultEntry.class, entry -> {
                    AdditiveResult r = (AdditiveResult) entry.body();
                    return new ResultEntry(
                            entry.time(),
                            new AdditiveResult(
                                    r.election(),
                                    r.contest(),
                                    r.rule(),
                                    r.counted(),
                                    r.seats(),
                                    r.sections(),
                                    r.total(),
                                    r.withdrawn(),
                                    List.of(3),
                                    r.ties()));
                }));
        boards.add(
                Check.FINAL,
                "a revoked credential is not mentioned",
                t -> t.entry(
                        FinalEntry.class,
                        entry -> new FinalEntry(
                                entry.time(),
                                new Final(entry.body().election(), entry.body().ballots(), 0, 1, 1))));
    }

    /** Not a fault for the verdict: whatever one trustee posts after the close it posts twice, so that one of three is of no use (F3). */
    static void everythingTwice(Tamper tamper, int trustee) {
        List<Message> posted = new ArrayList<>();
        tamper.message = message -> {
            boolean late = message instanceof TallyAgreement || message instanceof Lot || message instanceof Decryption;
            if (late && Trustees.indexOf(message) == trustee && !posted.contains(message)) {
                posted.add(message);
            }
            return message;
        };
        tamper.before(EntryType.LOT, e -> again(e, posted, TallyAgreement.class))
                .before(EntryType.PUBLISH, e -> again(e, posted, Lot.class))
                .before(EntryType.RESULT, e -> again(e, posted, Decryption.class));
    }

    private static void again(TestElection election, List<Message> posted, Class<? extends Message> type) {
        List.copyOf(posted).stream().filter(type::isInstance).forEach(election::message);
    }

    static Decryption garbage(Decryption d) {
        List<Point> factors = new ArrayList<>(((Decryption.Inline) d.factors()).points());
        factors.set(0, factors.get(0).plus(Point.G));
        EqualityProof proof =
                new EqualityProof(d.proof().w(), d.proof().w2(), d.proof().z());
        return new Decryption(d.anchor(), d.contest(), d.section(), d.trustee(), new Decryption.Inline(factors), proof);
    }

    /** Alters the tally of contest {@code chair}. */
    static void tallied(Tamper tamper, UnaryOperator<Tally> change) {
        tamper.entry(
                TallyEntry.class,
                entry -> entry.body().contest().equals("chair")
                        ? new TallyEntry(entry.time(), change.apply(entry.body()))
                        : entry);
    }
}
