// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.verify;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.urna.crypto.record.AdditiveContest;
import org.urna.crypto.record.Artifact;
import org.urna.crypto.record.Candidate;
import org.urna.crypto.record.Contest;
import org.urna.crypto.record.Manifest;
import org.urna.crypto.record.RankedContest;
import org.urna.crypto.record.Texts;

/** The manifest of a {@link TestElection}. */
final class TestManifest {

    private TestManifest() {}

    static Manifest of(TestElection election) {
        boolean witnessed = election.option("witness");
        return new Manifest(
                TestElection.ID,
                false,
                List.of("en"),
                Texts.of("en", "A small election"),
                TestElection.ORIGIN,
                new Manifest.Keys(
                        election.boardKey.publicKey().toString(),
                        election.cosigner.publicKey().toString(),
                        election.receiptKey.publicKey()),
                List.of(new Manifest.Witness(
                        "A witness", election.witness.publicKey().toString())),
                witnessed ? 1 : 0,
                7 * 24 * 60,
                IntStream.range(0, 2)
                        .mapToObj(i -> new Manifest.Officer(
                                "Officer " + i, election.officers.get(i).publicKey()))
                        .toList(),
                new Manifest.Registrar(
                        election.option("separate") ? "separate" : "server", election.registrar.publicKey()),
                IntStream.range(0, TestElection.TRUSTEES)
                        .mapToObj(i -> new Manifest.Trustee(
                                "Trustee " + (i + 1),
                                election.trustees.get(i).publicKey().thumbprint()))
                        .toList(),
                TestElection.THRESHOLD,
                2,
                new Manifest.Schedule(
                        Instant.parse("2026-03-02T09:00:00Z"),
                        Instant.parse("2026-03-05T17:00:00Z"),
                        true,
                        Instant.parse("2026-04-05T17:00:00Z")),
                new Manifest.Roll(TestElection.MEMBERS, TestElection.RESERVES, 2),
                List.of(
                        new Manifest.Section("town", Texts.of("en", "Town")),
                        new Manifest.Section("shore", Texts.of("en", "Shore"))),
                List.of(style(election, "town"), style(election, "shore")),
                election.option("ranked")
                        ? List.of(
                                contest("chair", "plurality-1", 1, 3, 1, false),
                                ranked("leader", "irv-1", 1, 3, 3, false),
                                ranked("council", "stv-scotland-2007", 2, 60, 60, true))
                        : List.of(
                                contest("chair", "plurality-1", 1, 3, 1, false),
                                contest("council", "block-1", 2, 4, 2, true)),
                2,
                election.option("ranked")
                        ? List.of(
                                new Manifest.Departure("min-ballots", "a test"),
                                new Manifest.Departure("ranking-signature", "a test"))
                        : List.of(new Manifest.Departure("min-ballots", "a test")));
    }

    private static Manifest.Style style(TestElection election, String section) {
        List<String> contests =
                election.option("ranked") ? List.of("chair", "leader", "council") : List.of("chair", "council");
        return new Manifest.Style(section, Texts.of("en", section), section, contests);
    }

    static RankedContest ranked(String id, String rule, int seats, int candidates, int maxRanks, boolean bySection) {
        return new RankedContest(
                new Contest.Terms(id, Texts.of("en", id), null, rule, seats, null, Contest.Order.FIXED, bySection),
                IntStream.rangeClosed(1, candidates)
                        .mapToObj(i -> Candidate.of(Texts.of("en", "Candidate " + i)))
                        .toList(),
                maxRanks);
    }

    static AdditiveContest contest(String id, String rule, int seats, int options, int max, boolean bySection) {
        List<Candidate> candidates = new ArrayList<>();
        for (int i = 1; i <= options; i++) {
            candidates.add(Candidate.of(Texts.of("en", "Candidate " + i)));
        }
        candidates.set(
                0,
                new Candidate(
                        Texts.of("en", "Candidate 1"),
                        null,
                        List.of(new Candidate.Statement("en", Artifact.of(TestElection.STATEMENT))),
                        null));
        return new AdditiveContest(
                new Contest.Terms(id, Texts.of("en", id), null, rule, seats, null, Contest.Order.FIXED, bySection),
                candidates,
                0,
                max,
                1,
                true);
    }
}
