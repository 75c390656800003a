// SPDX-License-Identifier: Apache-2.0
package org.urna.server.setup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.urna.crypto.MalformedException;
import org.urna.crypto.record.Contest;
import org.urna.crypto.record.Manifest;
import org.urna.crypto.record.Texts;
import org.urna.server.election.Drafts;
import org.urna.server.election.Elections;
import org.urna.server.json.StrictJson;

/** What booths would read of a draft: its manifest, with those parts left out that are not ready to be looked at. */
public final class Previews {

    private final Vertx vertx;
    private final Elections elections;
    private final Drafts drafts;

    public Previews(Vertx vertx, Elections elections, Drafts drafts) {
        this.vertx = vertx;
        this.elections = elections;
        this.drafts = drafts;
    }

    /**
     * Members {@code manifest}, in the form of docs/protocol.md §12.1 with keys that nobody holds, and {@code omitted}, pointers into the draft.
     *
     * @return fails with {@code not-found}
     */
    public Future<ObjectNode> of(String election) {
        return elections
                .find(election)
                .compose(row -> vertx.executeBlocking(() -> {
                    JsonNode draft = Elections.draft(row);
                    Manifest sketch = drafts.examine(election, draft, 1).sketch();
                    return preview(
                            sketch,
                            sketch.languages().isEmpty()
                                    ? "en"
                                    : sketch.languages().get(0));
                }));
    }

    private static ObjectNode preview(Manifest sketch, String language) {
        ObjectNode answer = StrictJson.object();
        ArrayNode omitted = answer.putArray("omitted");
        List<Manifest.Section> sections = new ArrayList<>();
        for (int i = 0; i < sketch.sections().size(); i++) {
            Manifest.Section each = sketch.sections().get(i);
            keep(
                    i,
                    "/sections/",
                    each,
                    skeleton(sketch, language, List.of(each), List.of(), List.of()),
                    sections,
                    omitted);
        }
        List<Contest> contests = new ArrayList<>();
        for (int i = 0; i < sketch.contests().size(); i++) {
            Contest each = sketch.contests().get(i);
            Manifest alone = skeleton(sketch, language, List.of(), List.of(), List.of(each));
            keep(i, "/contests/", each, each.candidates().isEmpty() ? null : alone, contests, omitted);
        }
        List<Manifest.Style> styles = new ArrayList<>();
        for (int i = 0; i < sketch.styles().size(); i++) {
            Manifest.Style each = sketch.styles().get(i);
            List<String> voted = contests.stream()
                    .map(Contest::id)
                    .filter(each.contests()::contains)
                    .toList();
            Manifest.Style style = new Manifest.Style(each.id(), each.title(), each.section(), voted);
            Manifest alone = skeleton(sketch, language, List.of(), List.of(style), List.of());
            keep(i, "/styles/", style, voted.isEmpty() ? null : alone, styles, omitted);
        }
        byte[] manifest = skeleton(sketch, language, sections, styles, contests).write();
        try {
            answer.set("manifest", StrictJson.read(manifest));
        } catch (MalformedException e) {
            throw new IllegalStateException("a manifest is JSON", e);
        }
        return answer;
    }

    private static <T> void keep(
            int index, String list, T part, @Nullable Manifest alone, List<T> kept, ArrayNode omitted) {
        if (alone != null && isWritable(alone)) {
            kept.add(part);
        } else {
            omitted.add(list + index);
        }
    }

    private static boolean isWritable(Manifest manifest) {
        try {
            return Manifest.read(manifest.write()).contests().size()
                    == manifest.contests().size();
        } catch (MalformedException | IllegalArgumentException e) {
            return false;
        }
    }

    private static Manifest skeleton(
            Manifest sketch,
            String language,
            List<Manifest.Section> sections,
            List<Manifest.Style> styles,
            List<Contest> contests) {
        Texts title = sketch.title().entries().isEmpty() ? Texts.of(language, "\u2026") : sketch.title();
        return new Manifest(
                sketch.election(),
                sketch.rehearsal(),
                sketch.languages(),
                title,
                sketch.origin(),
                sketch.keys(),
                List.of(),
                0,
                1,
                List.of(),
                sketch.registrar(),
                List.of(),
                1,
                1,
                sketch.schedule(),
                new Manifest.Roll(1, 0, 0),
                sections,
                styles,
                contests,
                1,
                List.of());
    }
}
