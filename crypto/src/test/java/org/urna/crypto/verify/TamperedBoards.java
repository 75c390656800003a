// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.verify;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.urna.crypto.record.*;
import org.urna.crypto.verify.report.Check;

/** Boards that are wrong in one place, each with the check that must find it. */
final class TamperedBoards {

    /**
     * A broken board.
     *
     * @param name what is wrong with it
     * @param check the row that must fail
     * @param others rows that fail besides, because what they need is broken too
     * @param tamper makes it
     * @param anchors given to the verifier
     */
    record Case(String name, Check check, Set<Check> others, Tamper tamper, UnaryOperator<Anchors> anchors) {
        @Override
        public String toString() {
            return check.id() + ": " + name;
        }

        Case and(Check... more) {
            Set<Check> set = EnumSet.noneOf(Check.class);
            set.addAll(List.of(more));
            return new Case(name, check, set, tamper, anchors);
        }
    }

    private final List<Case> cases = new ArrayList<>();

    private TamperedBoards() {}

    static Stream<Case> all() {
        TamperedBoards boards = new TamperedBoards();
        LogFaults.log(boards);
        LogFaults.entries(boards);
        CeremonyFaults.ceremony(boards);
        OfficerFaults.officers(boards);
        OfficerFaults.electors(boards);
        BallotFaults.ballots(boards);
        TallyFaults.tally(boards);
        MixFaults.mix(boards);
        return boards.cases.stream();
    }

    private static Case of(Check check, String name, Consumer<Tamper> how) {
        Tamper tamper = new Tamper();
        how.accept(tamper);
        return new Case(name, check, Set.of(), tamper, UnaryOperator.identity());
    }

    void add(Check check, String name, Consumer<Tamper> how, Check... others) {
        cases.add(of(check, name, how).and(others));
    }

    void addAnchored(Check check, String name, UnaryOperator<Anchors> anchors, Check... others) {
        Case plain = of(check, name, tamper -> {}).and(others);
        cases.add(new Case(name, check, plain.others(), plain.tamper(), anchors));
    }

    static byte[] flip(byte[] bytes, int at) {
        byte[] copy = bytes.clone();
        copy[at] ^= 1;
        return copy;
    }
}
