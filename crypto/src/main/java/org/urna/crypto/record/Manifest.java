// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.record;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.urna.crypto.MalformedException;
import org.urna.crypto.jose.VerificationKey;

/**
 * Everything that is settled about an election before its keys are made (docs/protocol.md §4 and §12.1).
 *
 * <p>Having one means that its members have their forms; whether it may be used is what {@link #problems} says.
 *
 * @param languages tags, the most important first
 * @param origin name of the board in its checkpoints
 * @param quorum of witnesses that must co-sign a checkpoint; 0 where there are none
 * @param maxGapMinutes longest time without a co-signed checkpoint while open
 * @param threshold {@code t}: trustees needed to decrypt
 * @param mixers trustees who must mix a ranked contest
 * @param minBallots fewer are not decrypted
 * @param overrides rules departed from on purpose
 */
public record Manifest(
        ElectionId election,
        boolean rehearsal,
        List<String> languages,
        Texts title,
        String origin,
        Keys keys,
        List<Witness> witnesses,
        int quorum,
        int maxGapMinutes,
        List<Officer> officers,
        Registrar registrar,
        List<Trustee> trustees,
        int threshold,
        int mixers,
        Schedule schedule,
        Roll roll,
        List<Section> sections,
        List<Style> styles,
        List<Contest> contests,
        int minBallots,
        List<Departure> overrides) {

    /** The most bytes of a manifest that stands in its entry; a longer one is an artifact. */
    public static final int MAX_INLINE = 32_768;

    /** The most bytes of any manifest. */
    public static final int MAX_BYTES = 4 << 20;

    static final Form<Manifest> FORM = ManifestForms.MANIFEST;

    public Manifest {
        languages = List.copyOf(languages);
        witnesses = List.copyOf(witnesses);
        officers = List.copyOf(officers);
        trustees = List.copyOf(trustees);
        sections = List.copyOf(sections);
        styles = List.copyOf(styles);
        contests = List.copyOf(contests);
        overrides = List.copyOf(overrides);
    }

    /**
     * The keys of the server.
     *
     * @param board Ed25519 verifier key of the checkpoints, named by the origin
     * @param cosigner ML-DSA-44 verifier key, named by the origin
     * @param receipt of the receipts
     */
    public record Keys(String board, String cosigner, VerificationKey receipt) {}

    /**
     * Someone outside who co-signs checkpoints.
     *
     * @param key verifier key, Ed25519 or ML-DSA-44, of cosignatures
     */
    public record Witness(String name, String key) {}

    /** Someone whose signature counts beside another officer's. */
    public record Officer(String name, VerificationKey key) {}

    /**
     * Who makes the voting codes.
     *
     * @param mode {@code server}, or {@code separate} where the server never sees a code
     */
    public record Registrar(String mode, VerificationKey key) {

        /** Whether the registrar works apart from the server. */
        public boolean isSeparate() {
            return mode.equals("separate");
        }
    }

    /**
     * Someone who holds a share of the key.
     *
     * @param thumbprint of the signing key
     */
    public record Trustee(String name, String thumbprint) {}

    /**
     * The times of the election.
     *
     * @param closeByHand whether two officers may close before the deadline
     * @param disputeEnds from when on the register's map must be destroyed
     */
    public record Schedule(Instant opens, Instant closes, boolean closeByHand, Instant disputeEnds) {}

    /**
     * How many credentials there are.
     *
     * @param size members with a credential
     * @param reserve credentials to replace lost ones with
     * @param replacements the most that may be replaced
     */
    public record Roll(int size, int reserve, int replacements) {}

    /** A class of elector. */
    public record Section(String id, Texts title) {}

    /**
     * What some of the electors vote on.
     *
     * @param section id of the class they are in
     * @param contests ids, in manifest order
     */
    public record Style(String id, Texts title, String section, List<String> contests) {
        public Style {
            contests = List.copyOf(contests);
        }
    }

    /**
     * A rule departed from on purpose.
     *
     * @param rule its code
     * @param reason in words
     */
    public record Departure(String rule, String reason) {}

    /**
     * Reads the canonical writing, inline or artifact.
     *
     * @throws MalformedException unless the bytes are one
     */
    public static Manifest read(byte[] bytes) throws MalformedException {
        return Json.read(FORM, bytes, MAX_BYTES);
    }

    /** The exact bytes. */
    public byte[] write() {
        return Json.write(FORM, this);
    }

    /** {@code n}, the number of trustees. */
    public int trusteeCount() {
        return trustees.size();
    }

    /** The contest with this id. */
    public Optional<Contest> contest(String id) {
        return contests.stream().filter(contest -> contest.id().equals(id)).findFirst();
    }

    /** The ballot style with this id. */
    public Optional<Style> style(String id) {
        return styles.stream().filter(style -> style.id().equals(id)).findFirst();
    }

    /** The contests of a style, in manifest order. */
    public List<Contest> contestsOf(Style style) {
        return contests.stream()
                .filter(contest -> style.contests().contains(contest.id()))
                .toList();
    }

    /** The ids of the sections in which a contest is voted on, in manifest order. */
    public List<String> sectionsOf(Contest contest) {
        return sections.stream()
                .map(Section::id)
                .filter(id -> styles.stream()
                        .anyMatch(style ->
                                style.section().equals(id) && style.contests().contains(contest.id())))
                .toList();
    }

    /** Whether a rule is departed from on purpose. */
    public boolean overrides(String rule) {
        return overrides.stream().anyMatch(departure -> departure.rule().equals(rule));
    }

    /** Why this manifest may not be used; empty if it may. */
    public List<Problem> problems() {
        return ManifestRules.problems(this);
    }

    /**
     * Why these weights may not be used: a sum of an additive contest must stay small enough to be decrypted, and a ranking has no weight.
     *
     * @param weightOfStyle sum of the credentials' weights by id of their style
     * @param weighted styles that have a weight other than 1
     */
    public List<Problem> weightProblems(Map<String, Long> weightOfStyle, Set<String> weighted) {
        return WeightRules.problems(this, weightOfStyle, weighted);
    }

    /** Whether the texts of a notice have the manifest's languages, in its order, the first included. */
    public boolean admits(Texts texts) {
        return ManifestRules.fits(texts.languages(), languages);
    }

    /**
     * The exact length in bytes of the ballot entries of a style: they differ in their values, never in their length.
     *
     * @return as a long, because nothing keeps an unusable manifest from asking for more than an entry holds
     */
    public long maxBallotBytes(Style style) {
        return BallotSize.entry(contestsOf(style));
    }

    /** The length of the longest ballot entry of any style: what {@code setup} publishes and the server accepts. */
    public long maxBallotBytes() {
        return styles.stream().mapToLong(this::maxBallotBytes).max().orElse(0);
    }
}
