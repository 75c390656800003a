// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.verify;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.urna.crypto.MalformedException;
import org.urna.crypto.log.NoteKey;
import org.urna.crypto.record.Hash;
import org.urna.crypto.verify.report.Check;
import org.urna.crypto.verify.report.Outcome;
import org.urna.crypto.verify.report.Report;

/** The boards on which verifiers must agree, honest and broken, for verifiers in other modules and other languages. */
public final class BoardCatalogue {

    /**
     * A board and what must come of it.
     *
     * @param name what is wrong with it, or what is special
     * @param failing rows that must fail, by id; no other may. Empty for a board that passes
     * @param board made when it is asked for
     */
    public record Case(String name, Set<String> failing, Supplier<Files> board) {
        @Override
        public String toString() {
            return name;
        }
    }

    /**
     * A board with what its reader knows from elsewhere.
     *
     * @param content by path below the board
     * @param boardKey the key given, empty for none
     * @param fingerprints in hexadecimal
     * @param receipts compact JWS
     * @param trustees thumbprint by name
     */
    public record Files(
            Map<String, byte[]> content,
            String boardKey,
            List<String> fingerprints,
            List<String> receipts,
            Map<String, String> trustees) {

        static Files of(TestElection election, Anchors anchors) {
            return new Files(
                    new LinkedHashMap<>(election.files),
                    anchors.boardKey().map(NoteKey::toString).orElse(""),
                    anchors.fingerprints().stream().map(Hash::hex).toList(),
                    anchors.receipts(),
                    anchors.trustees());
        }

        /** The outcome of each row by its id, as the Java verifier finds it. */
        public Map<String, Outcome> outcomes() {
            Map<String, Outcome> outcomes = new LinkedHashMap<>();
            report().rows().forEach(row -> outcomes.put(row.check().id(), row.outcome()));
            return outcomes;
        }

        private Report report() {
            try {
                Anchors anchors = new Anchors(
                        boardKey.isEmpty() ? Optional.empty() : Optional.of(NoteKey.parse(boardKey)),
                        fingerprints.stream().map(BoardCatalogue::hash).toList(),
                        receipts,
                        trustees);
                return Verification.run(new MemoryBoard(content), anchors, Resources.ofCaller())
                        .report();
            } catch (MalformedException e) {
                throw new AssertionError(e);
            }
        }
    }

    private BoardCatalogue() {}

    private static Hash hash(String hex) {
        try {
            return Hash.parse(hex);
        } catch (MalformedException e) {
            throw new AssertionError(e);
        }
    }

    /** Every broken board of the matrix of checks. */
    public static Stream<Case> broken() {
        return TamperedBoards.all().map(each -> {
            Set<String> failing = new TreeSet<>(Set.of(each.check().id()));
            each.others().stream().map(Check::id).forEach(failing::add);
            return new Case(each.toString(), failing, () -> {
                TestElection election = TestElection.build(each.tamper());
                return Files.of(election, each.anchors().apply(election.anchors()));
            });
        });
    }

    /**
     * Boards that pass: the {@link #vectors}; one where people still vote; one abandoned before it was sealed; a registrar apart; a trustee who posts
     * everything twice (F3).
     */
    public static Stream<Case> honest() {
        Case open = new Case("honest [still-open]", Set.of(), () -> honest(List.of("still-open")));
        Case abandoned = new Case("honest [abandoned]", Set.of(), () -> honest(List.of("abandoned")));
        Case apart = new Case("honest [separate]", Set.of(), () -> honest(List.of("separate")));
        Case twice = new Case("honest [twice]", Set.of(), () -> {
            Tamper tamper = new Tamper();
            TallyFaults.everythingTwice(tamper, 2);
            TestElection election = TestElection.build(tamper);
            return Files.of(election, election.anchors());
        });
        return Stream.concat(
                vectors().entrySet().stream()
                        .map(each -> new Case("honest [" + each.getKey() + "]", Set.of(), each.getValue())),
                Stream.of(open, abandoned, apart, twice));
    }

    /** The elections of {@code docs/vectors}: additive contests; ranked ones; a complaint, a witness and receipts. */
    static Map<String, Supplier<Files>> vectors() {
        Map<String, Supplier<Files>> elections = new LinkedHashMap<>();
        elections.put("additive", () -> honest(List.of()));
        elections.put("ranked", () -> honest(List.of("ranked")));
        elections.put("witnessed", () -> honest(List.of("witness", "complaint", "receipts")));
        return elections;
    }

    private static Files honest(List<String> options) {
        Tamper tamper = new Tamper();
        options.forEach(option -> tamper.options.put(option, true));
        TestElection election = TestElection.build(tamper);
        Hash fingerprint = election.election == null ? election.m : election.election;
        Anchors anchors = new Anchors(
                election.anchors().boardKey(), List.of(fingerprint), List.copyOf(election.receipts), Map.of());
        return Files.of(election, anchors);
    }
}
