// SPDX-License-Identifier: Apache-2.0
package org.urna.server.election;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.urna.crypto.MalformedException;
import org.urna.crypto.jose.VerificationKey;
import org.urna.crypto.record.AdditiveContest;
import org.urna.crypto.record.Artifact;
import org.urna.crypto.record.Candidate;
import org.urna.crypto.record.Contest;
import org.urna.crypto.record.ElectionId;
import org.urna.crypto.record.Hash;
import org.urna.crypto.record.Manifest;
import org.urna.crypto.record.Minute;
import org.urna.crypto.record.RankedContest;
import org.urna.crypto.record.Texts;
import org.urna.server.keys.ElectionKeys;

/**
 * Turns a draft, whose form the API's schema has checked, into a manifest: puts members in their order and fills in what drafts leave out.
 *
 * <p>Standards: language {@code en}; no witnesses; gap 5 minutes; registrar {@code server}; as many mixers as the threshold, at least 2; closing
 * by hand allowed only where said; as many ranks as candidates; disputes end 28 days after the close; a reserve of one in fifty members, at least 10, all of which may
 * replace; 10 ballots at least.
 */
final class DraftReader {

    private static final long DISPUTE_SECONDS = 28L * 24 * 60 * 60;

    static final List<String> RANKED_ONLY = List.of("candidates", "maxRanks");
    static final List<String> ADDITIVE_ONLY = List.of("options", "min", "max", "maxPerOption", "blank");

    private final JsonNode draft;
    private final ElectionKeys keys;
    private final List<String> languages;

    private DraftReader(JsonNode draft, ElectionKeys keys) {
        this.draft = draft;
        this.languages = languages(draft);
        this.keys = keys;
    }

    /** The language of members who name none, and of messages to them. */
    static List<String> languages(JsonNode draft) {
        List<String> languages = new ArrayList<>();
        draft.path("languages").forEach(language -> languages.add(language.asText()));
        return languages.isEmpty() ? List.of("en") : languages;
    }

    /**
     * The manifest.
     *
     * @param rollSize members on the roll
     * @throws MalformedException if a time or key of the draft is none
     */
    static Manifest read(String election, JsonNode draft, ElectionKeys keys, int rollSize) throws MalformedException {
        return new DraftReader(draft, keys).manifest(ElectionId.parse(election), rollSize);
    }

    private Manifest manifest(ElectionId election, int rollSize) throws MalformedException {
        int threshold = draft.path("threshold").asInt();
        return new Manifest(
                election,
                draft.path("rehearsal").asBoolean(false),
                languages,
                texts(draft.path("title")),
                keys.board().publicKey().name(),
                new Manifest.Keys(
                        keys.board().publicKey().toString(),
                        keys.cosigner().publicKey().toString(),
                        keys.receipt().publicKey()),
                list("witnesses", each -> new Manifest.Witness(text(each, "name"), text(each, "key"))),
                draft.path("quorum").asInt(0),
                draft.path("maxGapMinutes").asInt(5),
                officers(),
                registrar(),
                list("trustees", each -> new Manifest.Trustee(text(each, "name"), text(each, "thumbprint"))),
                threshold,
                draft.path("mixers").asInt(Math.max(2, threshold)),
                schedule(),
                roll(rollSize),
                list("sections", each -> new Manifest.Section(text(each, "id"), texts(each.path("title")))),
                list("styles", this::style),
                contests(),
                draft.path("minBallots").asInt(10),
                list("overrides", each -> new Manifest.Departure(text(each, "rule"), text(each, "reason"))));
    }

    private List<Manifest.Officer> officers() throws MalformedException {
        List<Manifest.Officer> officers = new ArrayList<>();
        for (JsonNode each : draft.path("officers")) {
            officers.add(new Manifest.Officer(text(each, "name"), key(each.path("key"))));
        }
        return officers;
    }

    private Manifest.Registrar registrar() throws MalformedException {
        JsonNode registrar = draft.path("registrar");
        String mode = registrar.path("mode").asText("server");
        boolean separate = mode.equals("separate");
        if (separate != registrar.has("key")) {
            throw new MalformedException("registrar: a key is given in mode separate, and only there");
        }
        return new Manifest.Registrar(
                mode, separate ? key(registrar.path("key")) : keys.registrar().publicKey());
    }

    private Manifest.Schedule schedule() throws MalformedException {
        JsonNode schedule = draft.path("schedule");
        var closes = Minute.parse(text(schedule, "closes"));
        return new Manifest.Schedule(
                Minute.parse(text(schedule, "opens")),
                closes,
                schedule.path("closeByHand").asBoolean(false),
                schedule.has("disputeEnds")
                        ? Minute.parse(text(schedule, "disputeEnds"))
                        : closes.plusSeconds(DISPUTE_SECONDS));
    }

    private Manifest.Roll roll(int size) {
        int reserve = draft.path("roll").path("reserve").asInt(Math.max(10, (size + 49) / 50));
        return new Manifest.Roll(
                size, reserve, draft.path("roll").path("replacements").asInt(reserve));
    }

    private Manifest.Style style(JsonNode style) {
        List<String> listed = new ArrayList<>();
        style.path("contests").forEach(contest -> listed.add(contest.asText()));
        return new Manifest.Style(text(style, "id"), texts(style.path("title")), text(style, "section"), listed);
    }

    private List<Contest> contests() throws MalformedException {
        List<Contest> contests = new ArrayList<>();
        for (JsonNode each : draft.path("contests")) {
            contests.add(contest(each));
        }
        return contests;
    }

    private Contest contest(JsonNode contest) throws MalformedException {
        List<Contest.SectionWeight> weights = new ArrayList<>();
        contest.path("sectionWeights")
                .forEach(each -> weights.add(new Contest.SectionWeight(
                        text(each, "section"), each.path("weight").asInt())));
        Contest.Terms terms = new Contest.Terms(
                text(contest, "id"),
                texts(contest.path("title")),
                optional(contest.path("description")),
                text(contest, "rule"),
                contest.path("seats").asInt(),
                contest.has("sectionWeights") ? weights : null,
                text(contest, "order").equals("per-voter") ? Contest.Order.PER_VOTER : Contest.Order.FIXED,
                contest.path("bySection").asBoolean(false));
        return contest.path("kind").asText("additive").equals("ranked")
                ? ranked(terms, contest)
                : additive(terms, contest);
    }

    private RankedContest ranked(Contest.Terms terms, JsonNode contest) throws MalformedException {
        refuse(contest, "ranked", ADDITIVE_ONLY);
        List<Candidate> candidates = candidates(contest.path("candidates"));
        return new RankedContest(terms, candidates, contest.path("maxRanks").asInt(candidates.size()));
    }

    private AdditiveContest additive(Contest.Terms terms, JsonNode contest) throws MalformedException {
        refuse(contest, "additive", RANKED_ONLY);
        return new AdditiveContest(
                terms,
                candidates(contest.path("options")),
                contest.path("min").asInt(0),
                contest.path("max").asInt(1),
                contest.path("maxPerOption").asInt(1),
                contest.path("blank").asBoolean(true));
    }

    /** A member that means nothing in a contest of this kind was meant to mean something. */
    private static void refuse(JsonNode contest, String kind, List<String> members) throws MalformedException {
        for (String member : members) {
            if (contest.has(member)) {
                throw new MalformedException(
                        "contest " + text(contest, "id") + ": " + kind + " contests have no " + member);
            }
        }
    }

    private List<Candidate> candidates(JsonNode listed) throws MalformedException {
        List<Candidate> candidates = new ArrayList<>();
        for (JsonNode each : listed) {
            candidates.add(candidate(each));
        }
        return candidates;
    }

    private Candidate candidate(JsonNode candidate) throws MalformedException {
        List<Candidate.Statement> statement = new ArrayList<>();
        for (JsonNode each : candidate.path("statement")) {
            statement.add(new Candidate.Statement(text(each, "language"), artifact(each)));
        }
        JsonNode picture = candidate.path("picture");
        return new Candidate(
                texts(candidate.path("name")),
                optional(candidate.path("detail")),
                candidate.has("statement") ? statement : null,
                picture.isMissingNode()
                        ? null
                        : new Candidate.Picture(
                                artifact(picture), text(picture, "mediaType"), texts(picture.path("alternative"))));
    }

    private static Artifact artifact(JsonNode owner) throws MalformedException {
        JsonNode artifact = owner.path("artifact");
        return new Artifact(
                Hash.parse(text(artifact, "sha256")), artifact.path("length").asLong());
    }

    private <T> List<T> list(String member, Function<JsonNode, T> each) {
        List<T> list = new ArrayList<>();
        draft.path(member).forEach(node -> list.add(each.apply(node)));
        return list;
    }

    private static String text(JsonNode node, String member) {
        return node.path(member).asText();
    }

    /** Languages of the election in its order, then whatever else was given: members of drafts may stand in any order. */
    private Texts texts(JsonNode node) {
        List<Texts.Text> entries = new ArrayList<>();
        for (String language : languages) {
            if (node.has(language)) {
                entries.add(new Texts.Text(language, node.path(language).asText()));
            }
        }
        node.properties().stream()
                .filter(each -> !languages.contains(each.getKey()))
                .forEach(each -> entries.add(
                        new Texts.Text(each.getKey(), each.getValue().asText())));
        return new Texts(entries);
    }

    private @Nullable Texts optional(JsonNode node) {
        return node.isMissingNode() ? null : texts(node);
    }

    private static VerificationKey key(JsonNode jwk) throws MalformedException {
        return VerificationKey.parse(
                "{\"crv\":\"P-256\",\"kty\":\"EC\",\"x\":\"" + text(jwk, "x") + "\",\"y\":\"" + text(jwk, "y") + "\"}");
    }
}
