// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.verify;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.urna.crypto.elgamal.Ciphertext;
import org.urna.crypto.group.Point;
import org.urna.crypto.log.BoardPaths;
import org.urna.crypto.mix.Ciphertexts;
import org.urna.crypto.mix.Shuffled;
import org.urna.crypto.record.Decryption;
import org.urna.crypto.record.EntryType;
import org.urna.crypto.record.Hash;
import org.urna.crypto.record.Message;
import org.urna.crypto.record.RankedResult;
import org.urna.crypto.record.ResultEntry;
import org.urna.crypto.record.Shuffle;
import org.urna.crypto.verify.report.Check;

/** Broken boards: the mix of ranked contests and what comes after it (A6). */
final class MixFaults {

    private MixFaults() {}

    private static Consumer<Tamper> ranked(Consumer<Tamper> how) {
        return tamper -> {
            tamper.options.put("ranked", true);
            how.accept(tamper);
        };
    }

    private static boolean isFirst(Shuffle s) {
        return s.contest().equals("leader") && s.step() == 1;
    }

    private static boolean isSecond(Shuffle s) {
        return s.contest().equals("leader") && s.step() == 2;
    }

    private static Consumer<Tamper> shuffle(Predicate<Shuffle> which, UnaryOperator<Shuffle> change) {
        return ranked(t -> t.message(Shuffle.class, 0, s -> which.test(s) ? change.apply(s) : s));
    }

    private static Shuffle with(Shuffle s, int step, int trustee, Hash input) {
        return new Shuffle(s.anchor(), s.contest(), s.section(), step, trustee, input, s.output(), s.proof());
    }

    static void mix(TamperedBoards boards) {
        boards.add(
                Check.SHUFFLE,
                "the output is the input",
                ranked(t -> t.shuffled = (input, made) -> new Shuffled(input, made.proof())));
        boards.add(
                Check.SHUFFLE,
                "one ballot of the output is replaced",
                ranked(t -> t.shuffled = (input, made) -> new Shuffled(replaced(made.output()), made.proof())));
        boards.add(
                Check.SHUFFLE,
                "one ballot of the output stands twice",
                ranked(t -> t.shuffled = (input, made) -> new Shuffled(doubled(made.output()), made.proof())));
        boards.add(
                Check.SHUFFLE,
                "the second mixer works on the ballots, not on the first one's output",
                shuffle(MixFaults::isSecond, s -> with(s, 2, s.trustee(), Hash.sha256())));
        boards.add(Check.SHUFFLE, "one trustee mixes twice", ranked(t -> t.options.put("same-mixer", true)));
        boards.add(
                Check.SHUFFLE,
                "a shuffle stands twice",
                ranked(t -> {
                    List<Shuffle> made = new ArrayList<>();
                    t.message = message -> {
                        if (message instanceof Shuffle s && isSecond(s)) {
                            made.add(s);
                        }
                        return message;
                    };
                    t.before(EntryType.DECRYPTION, e -> e.message(made.get(0)));
                }),
                Check.ENTRY_ORDER);
        boards.add(
                Check.SHUFFLE,
                "nobody mixes",
                ranked(t -> t.skip(EntryType.SHUFFLE)),
                Check.ARTIFACTS,
                Check.DECRYPTION,
                Check.RESULT);
        boards.add(
                Check.SHUFFLE,
                "a step is left out",
                shuffle(MixFaults::isSecond, s -> with(s, 3, s.trustee(), s.input())));
        boards.add(
                Check.SHUFFLE,
                "a shuffle of another contest",
                shuffle(
                        MixFaults::isFirst,
                        s -> new Shuffle(
                                s.anchor(), "chair", s.section(), 1, s.trustee(), s.input(), s.output(), s.proof())),
                Check.DECRYPTION,
                Check.RESULT);
        boards.add(
                Check.SHUFFLE,
                "a shuffle of another election",
                shuffle(
                        MixFaults::isFirst,
                        s -> new Shuffle(
                                Hash.sha256(), s.contest(), "", 1, s.trustee(), s.input(), s.output(), s.proof())));
        after(boards);
    }

    private static void after(TamperedBoards boards) {
        boards.add(
                Check.TALLY,
                "the input of the mix lacks a ballot",
                ranked(t -> t.input = ballots -> Ciphertexts.join(
                        List.of(Arrays.copyOf(
                                ballots.bytes(), ballots.bytes().length - Ciphertexts.BYTES * ballots.width())),
                        ballots.width())));
        boards.add(
                Check.ARTIFACTS,
                "a proof is not there",
                ranked(t -> {
                    List<Hash> proofs = new ArrayList<>();
                    t.message = message -> {
                        if (message instanceof Shuffle s && isSecond(s)) {
                            proofs.add(s.proof().sha256());
                        }
                        return message;
                    };
                    t.files = files -> proofs.forEach(proof -> files.remove(BoardPaths.artifact(proof.bytes())));
                }),
                Check.SHUFFLE,
                Check.DECRYPTION,
                Check.RESULT);
        boards.add(
                Check.DECRYPTION,
                "two of three decryptions of a ranked contest have the factors of another (F3)",
                ranked(t -> {
                    List<Decryption> others = new ArrayList<>();
                    t.message = message -> foreign(message, others);
                }),
                Check.ARTIFACTS,
                Check.RESULT);
        boards.add(
                Check.RESULT,
                "another is elected by rank",
                ranked(t -> t.entry(
                        ResultEntry.class,
                        entry -> entry.body() instanceof RankedResult r
                                        && r.contest().equals("leader")
                                ? new ResultEntry(entry.time(), elected(r, 3))
                                : entry)));
        boards.add(
                Check.RESULT,
                "a spoilt ballot too many",
                ranked(t -> t.entry(
                        ResultEntry.class,
                        entry -> entry.body() instanceof RankedResult r
                                        && r.contest().equals("leader")
                                ? new ResultEntry(entry.time(), spoilt(r))
                                : entry)));
    }

    private static Message foreign(Message message, List<Decryption> others) {
        if (!(message instanceof Decryption d) || !(d.factors() instanceof Decryption.Stored)) {
            return message;
        }
        others.add(d);
        boolean garbled = d.contest().equals("leader") && d.trustee() > 1;
        return garbled
                ? new Decryption(
                        d.anchor(),
                        d.contest(),
                        d.section(),
                        d.trustee(),
                        others.get(0).factors(),
                        d.proof())
                : d;
    }

    private static RankedResult elected(RankedResult r, int candidate) {
        return new RankedResult(
                r.election(),
                r.contest(),
                r.rule(),
                r.counted(),
                r.seats(),
                r.sections(),
                r.total(),
                r.withdrawn(),
                List.of(candidate),
                r.ties(),
                r.rankings(),
                r.count());
    }

    private static RankedResult spoilt(RankedResult r) {
        return new RankedResult(
                r.election(),
                r.contest(),
                r.rule(),
                r.counted(),
                r.seats(),
                r.sections(),
                new RankedResult.Totals(
                        r.total().ballots(), r.total().blank(), r.total().spoilt() + 1),
                r.withdrawn(),
                r.elected(),
                r.ties(),
                r.rankings(),
                r.count());
    }

    private static Ciphertexts replaced(Ciphertexts list) {
        List<List<Ciphertext>> ballots = ballots(list);
        List<Ciphertext> first = new ArrayList<>(ballots.get(0));
        first.set(0, first.get(0).plus(new Ciphertext(Point.G, Point.G)));
        ballots.set(0, first);
        return Ciphertexts.of(ballots, list.width());
    }

    private static Ciphertexts doubled(Ciphertexts list) {
        List<List<Ciphertext>> ballots = ballots(list);
        ballots.set(0, ballots.get(1));
        return Ciphertexts.of(ballots, list.width());
    }

    private static List<List<Ciphertext>> ballots(Ciphertexts list) {
        List<List<Ciphertext>> ballots = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            List<Ciphertext> ballot = new ArrayList<>();
            for (int k = 0; k < list.width(); k++) {
                ballot.add(list.get(i, k));
            }
            ballots.add(ballot);
        }
        return ballots;
    }
}
