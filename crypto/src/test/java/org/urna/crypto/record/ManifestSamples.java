// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.record;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.urna.crypto.group.Base64Url;
import org.urna.crypto.group.Hex;
import org.urna.crypto.group.Point;
import org.urna.crypto.jose.VerificationKey;

/** Manifests: one that breaks no rule, and random ones. */
final class ManifestSamples {

    static final String ORIGIN = "urna.example/e/1";

    private final Samples samples;

    ManifestSamples(Samples samples) {
        this.samples = samples;
    }

    static Candidate candidate(String name) {
        return Candidate.of(Texts.of("en", name));
    }

    static List<Candidate> candidates(int n) {
        return IntStream.rangeClosed(1, n)
                .mapToObj(i -> candidate("Candidate " + i))
                .toList();
    }

    static Contest.Terms terms(String id, String rule, int seats) {
        return new Contest.Terms(id, Texts.of("en", "Title"), null, rule, seats, null, Contest.Order.FIXED, false);
    }

    static AdditiveContest additive(String id, int n, int min, int max, int maxPerOption, boolean blank) {
        return new AdditiveContest(terms(id, "plurality-1", 1), candidates(n), min, max, maxPerOption, blank);
    }

    static RankedContest ranked(String id, int n, int maxRanks) {
        return new RankedContest(terms(id, "irv-1", 1), candidates(n), maxRanks);
    }

    /** Breaks no rule: three trustees, two sections, and these contests for everybody. */
    Manifest good(List<Contest> contests) {
        List<String> ids = contests.stream().map(Contest::id).toList();
        return new Manifest(
                new ElectionId("00112233445566778899aabbccddeeff"),
                false,
                List.of("en", "de-CH"),
                Texts.of("en", "An election"),
                ORIGIN,
                new Manifest.Keys(
                        samples.vkey(ORIGIN, KeyForms.ED25519),
                        samples.vkey(ORIGIN, KeyForms.ML_DSA_44),
                        samples.jwk()),
                List.of(new Manifest.Witness("A witness", samples.vkey("witness.example", KeyForms.ED25519_COSIGNER))),
                1,
                5,
                officers(),
                new Manifest.Registrar("server", samples.jwk()),
                IntStream.rangeClosed(1, 3)
                        .mapToObj(i -> new Manifest.Trustee("Trustee " + i, trustee(i)))
                        .toList(),
                2,
                2,
                new Manifest.Schedule(
                        Instant.parse("2026-11-21T12:00:00Z"),
                        Instant.parse("2026-11-22T12:00:00Z"),
                        true,
                        Instant.parse("2026-12-22T12:00:00Z")),
                new Manifest.Roll(1000, 50, 20),
                List.of(
                        new Manifest.Section("north", Texts.of("en", "North")),
                        new Manifest.Section("south", Texts.of("en", "South"))),
                List.of(
                        new Manifest.Style("north", Texts.of("en", "North"), "north", ids),
                        new Manifest.Style("south", Texts.of("en", "South"), "south", ids)),
                contests,
                10,
                List.of());
    }

    Manifest good() {
        return good(List.of(additive("chair", 3, 1, 1, 1, true)));
    }

    private List<Manifest.Officer> officers() {
        return List.of(
                new Manifest.Officer("An officer", new VerificationKey(Point.G)),
                new Manifest.Officer("Another", new VerificationKey(Point.G.negate())));
    }

    private static String trustee(int i) {
        return Base64Url.encode(Hash.sha256(new byte[] {(byte) i}).bytes());
    }

    /** Of the right form; whether it keeps the rules is left to chance. */
    Manifest any() {
        Manifest good = good(samples.list(0, 2, i -> samples.coin() ? anyAdditive(i) : anyRanked(i)));
        return new Manifest(
                new ElectionId(Hex.encode(samples.bytes(16))),
                samples.coin(),
                samples.list(0, 2, i -> i == 0 ? "fr" : "zh-Hant-TW"),
                samples.texts(),
                good.origin(),
                good.keys(),
                samples.list(0, 2, i -> good.witnesses().get(0)),
                samples.below(3),
                samples.below(100),
                good.officers(),
                new Manifest.Registrar(samples.coin() ? "server" : "separate", samples.jwk()),
                good.trustees(),
                samples.index(),
                samples.index(),
                new Manifest.Schedule(samples.time(), samples.time(), samples.coin(), samples.time()),
                new Manifest.Roll(samples.index(), samples.index(), samples.index()),
                samples.list(0, 2, i -> new Manifest.Section(Samples.id(i), samples.texts())),
                samples.list(
                        0,
                        2,
                        i -> new Manifest.Style(
                                Samples.id(i), samples.texts(), samples.id(), samples.list(0, 3, k -> samples.id()))),
                good.contests(),
                samples.index(),
                samples.list(0, 2, i -> new Manifest.Departure("min-ballots", samples.text())));
    }

    private Contest.Terms anyTerms(int i) {
        return new Contest.Terms(
                Samples.id(i),
                samples.texts(),
                samples.maybe(samples::textsWithLines),
                samples.id(),
                samples.index(),
                samples.maybe(() -> samples.list(0, 2, k -> new Contest.SectionWeight(Samples.id(k), samples.index()))),
                samples.oneOf(List.of(Contest.Order.values())),
                samples.coin());
    }

    private Contest anyAdditive(int i) {
        return new AdditiveContest(
                anyTerms(i),
                samples.list(0, 3, k -> anyCandidate()),
                samples.index(),
                samples.index(),
                samples.index(),
                samples.coin());
    }

    private Contest anyRanked(int i) {
        return new RankedContest(anyTerms(i), samples.list(0, 3, k -> anyCandidate()), samples.index());
    }

    private Candidate anyCandidate() {
        return new Candidate(
                samples.texts(),
                samples.maybe(samples::texts),
                samples.maybe(() -> samples.list(0, 2, k -> new Candidate.Statement("en", samples.artifact()))),
                samples.maybe(() -> new Candidate.Picture(samples.artifact(), "image/png", samples.texts())));
    }
}
