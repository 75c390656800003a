// SPDX-License-Identifier: Apache-2.0
package org.urna.server.election;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
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
    private static final Set<String> ROLL_RULES = Set.of("ranking-signature");

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
        // Keys that nobody will use: what is wrong with a draft does not depend on them.
        ElectionKeys passing;
        try {
            passing = ElectionKeys.random(origin(election, draft), entropy);
        } catch (IllegalArgumentException e) {
            throw refused(List.of(new DraftProblem("/origin", "origin", "1 to 255 bytes without spaces and plus")));
        }
        Manifest unused = manifest(election, draft, passing, 1, ROLL_RULES);
    }

    /**
     * The manifest that this draft becomes; throws {@code draft-invalid} with the list of problems.
     *
     * @param rollSize members on the roll
     */
    public Manifest manifest(String election, JsonNode draft, ElectionKeys electionKeys, int rollSize) {
        return manifest(election, draft, electionKeys, rollSize, Set.of());
    }

    private static Manifest manifest(
            String election, JsonNode draft, ElectionKeys electionKeys, int rollSize, Set<String> later) {
        Manifest manifest;
        try {
            manifest = DraftReader.read(election, draft, electionKeys, rollSize);
            // What has no writing, or is not read back, breaks a form of docs/protocol.md §12.
            manifest = Manifest.read(manifest.write());
        } catch (MalformedException | IllegalArgumentException e) {
            throw refused(List.of(new DraftProblem("", "form", String.valueOf(e.getMessage()))));
        }
        List<DraftProblem> problems = manifest.problems().stream()
                .filter(problem -> !later.contains(problem.rule()))
                .map(DraftProblem::of)
                .toList();
        if (!problems.isEmpty()) {
            throw refused(problems);
        }
        return manifest;
    }

    private static Refusal refused(List<DraftProblem> problems) {
        return new Refusal(
                ProblemCode.DRAFT_INVALID,
                problems.size() == 1 ? problems.get(0).reason() : problems.size() + " rules are broken",
                Map.of("problems", problems));
    }
}
