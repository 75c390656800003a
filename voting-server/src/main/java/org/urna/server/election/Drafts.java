// SPDX-License-Identifier: Apache-2.0
package org.urna.server.election;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.urna.crypto.MalformedException;
import org.urna.crypto.group.Entropy;
import org.urna.crypto.record.Manifest;
import org.urna.server.keys.ElectionKeys;
import org.urna.server.keys.KeyStore;
import org.urna.server.problem.ProblemCode;
import org.urna.server.problem.Refusal;

/** Drafts and the manifests they become. Blocks: call it on a worker thread. */
public final class Drafts {

    /** Rules about the size of the roll: they are checked when the key ceremony is to begin, and stop it. */
    static final Set<String> ROLL_RULES = Set.of("ranking-signature");

    private final URI publicUrl;
    private final KeyStore keys;
    private final Entropy entropy;

    public Drafts(URI publicUrl, KeyStore keys, Entropy entropy) {
        this.publicUrl = publicUrl;
        this.keys = keys;
        this.entropy = entropy;
    }

    /** The name of the board: the draft's own, or one made of the public address and the election's id. */
    public String origin(String election, JsonNode draft) {
        String host = publicUrl.getHost() + (publicUrl.getPort() < 0 ? "" : ":" + publicUrl.getPort());
        return draft.path("origin").asText(host + "/e/" + election);
    }

    /** The election's keys, under the name of its board. */
    public ElectionKeys keys(String election, JsonNode draft) throws IOException {
        return keys.load(election, origin(election, draft));
    }

    /** Checks all that can be checked before the roll is there; throws {@code draft-invalid}. */
    void check(String election, JsonNode draft) {
        DraftForm form = DraftForm.of(draft);
        List<DraftProblem> wrong = new ArrayList<>(form.missing());
        wrong.addAll(form.faults());
        if (!wrong.isEmpty()) {
            throw refused(wrong);
        }
        Manifest unused = manifest(election, draft, passing(election, draft), 1, ROLL_RULES);
    }

    /** Checks what is there of a draft that may be incomplete; throws {@code draft-invalid} if no draft may hold it. */
    void checkForm(JsonNode draft) {
        List<DraftProblem> faults = DraftForm.of(draft).faults();
        if (!faults.isEmpty()) {
            throw refused(faults);
        }
    }

    /**
     * What is missing in a draft, and what is wrong with the rest, by the rules of manifests.
     *
     * @param rollSize members on the roll, or as many as are expected; 0 where that is not known
     */
    public Examined examine(String election, JsonNode draft, int rollSize) {
        return new Examination(draft).examine(election, passing(election, draft), rollSize);
    }

    /** Keys that nobody will use: what is wrong with a draft does not depend on them. */
    private ElectionKeys passing(String election, JsonNode draft) {
        try {
            return ElectionKeys.random(origin(election, draft), entropy);
        } catch (IllegalArgumentException e) {
            throw refused(List.of(new DraftProblem("/origin", "origin", "1 to 255 bytes without spaces and plus")));
        }
    }

    /**
     * The manifest that this draft becomes; throws {@code draft-invalid} with the list of problems.
     *
     * @param rollSize members on the roll
     */
    public Manifest manifest(String election, JsonNode draft, ElectionKeys electionKeys, int rollSize) {
        List<DraftProblem> unconfirmed = unconfirmed(draft);
        if (!unconfirmed.isEmpty()) {
            throw refused(unconfirmed);
        }
        return manifest(election, draft, electionKeys, rollSize, Set.of());
    }

    /** Parts that were copied from another election, and that nobody has looked at yet. */
    static List<DraftProblem> unconfirmed(JsonNode draft) {
        List<DraftProblem> unconfirmed = new ArrayList<>();
        draft.path("unconfirmed")
                .forEach(part -> unconfirmed.add(new DraftProblem(
                        "/" + part.asText(),
                        "unconfirmed",
                        "copied from another election: look at it and confirm it")));
        return unconfirmed;
    }

    static Manifest manifest(
            String election, JsonNode draft, ElectionKeys electionKeys, int rollSize, Set<String> later) {
        Manifest manifest;
        try {
            manifest = DraftReader.read(election, draft, electionKeys, rollSize);
            // What has no writing, or is not read back, breaks a form of docs/protocol.md §12.
            manifest = Manifest.read(manifest.write());
        } catch (MalformedException | IllegalArgumentException e) {
            throw refused(List.of(new DraftProblem("", "form", String.valueOf(e.getMessage()))));
        }
        List<DraftProblem> problems = new ArrayList<>(manifest.problems().stream()
                .filter(problem -> !later.contains(problem.rule()))
                .map(DraftProblem::of)
                .toList());
        problems.addAll(door(draft, manifest));
        if (!problems.isEmpty()) {
            throw refused(problems);
        }
        return manifest;
    }

    /** What is wrong with the ballot papers whose codes are handed out at the door; the board knows nothing of it. */
    static List<DraftProblem> door(JsonNode draft, Manifest manifest) {
        List<DraftProblem> problems = new ArrayList<>();
        JsonNode styles = draft.path("door");
        for (int i = 0; i < styles.size(); i++) {
            if (manifest.style(styles.get(i).asText()).isEmpty()) {
                problems.add(new DraftProblem("/door/" + i, "door-style", "no such ballot style"));
            }
        }
        if (!styles.isEmpty() && manifest.registrar().isSeparate()) {
            problems.add(new DraftProblem(
                    "/door",
                    "door-registrar",
                    "slips for the door are made by the server, and the codes are the registrar's"));
        }
        return problems;
    }

    /** The problems that a refusal carries. */
    static List<DraftProblem> problems(Refusal refusal) {
        return refusal.members().get("problems") instanceof List<?> listed
                ? listed.stream().map(DraftProblem.class::cast).toList()
                : List.of();
    }

    static Refusal refused(List<DraftProblem> problems) {
        return new Refusal(
                ProblemCode.DRAFT_INVALID,
                problems.size() == 1 ? problems.get(0).reason() : problems.size() + " rules are broken",
                Map.of("problems", problems));
    }
}
