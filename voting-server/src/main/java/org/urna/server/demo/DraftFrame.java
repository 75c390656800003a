// SPDX-License-Identifier: Apache-2.0
package org.urna.server.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** What all drafts of the demo have in common: languages, people, times, and a section and a ballot style per class of elector. */
final class DraftFrame {

    private static final JsonMapper JSON = new JsonMapper();

    private final Demonstration words;
    private final ObjectNode draft = JSON.createObjectNode();

    DraftFrame(Demonstration words) {
        this.words = words;
    }

    /**
     * Begins a draft without sections, styles and contests.
     *
     * @param opens when it opens; it closes a week later, or before by two officers' decision
     * @param officers name and key of each
     * @param trustees name and thumbprint of each
     */
    DraftFrame begin(String title, Instant opens, List<JsonNode> officers, List<JsonNode> trustees) {
        ArrayNode languages = draft.putArray("languages");
        Demonstration.LANGUAGES.forEach(languages::add);
        draft.set("title", words.texts(title));
        draft.putArray("officers").addAll(officers);
        draft.putArray("trustees").addAll(trustees);
        draft.put("threshold", People.THRESHOLD);
        Instant minute = opens.truncatedTo(ChronoUnit.MINUTES);
        draft.putObject("schedule")
                .put("opens", minute.toString())
                .put("closes", minute.plus(7, ChronoUnit.DAYS).toString())
                .put("closeByHand", true)
                .put("disputeEnds", minute.plus(21, ChronoUnit.DAYS).toString());
        draft.putArray("sections");
        draft.putArray("styles");
        draft.putArray("contests");
        return this;
    }

    /** Adds a class of elector and the contests on its papers. */
    void section(String id, String title, List<String> contests) {
        draft.withArray("sections").addObject().put("id", id).set("title", words.texts(title));
        ObjectNode style = draft.withArray("styles").addObject().put("id", id);
        style.set("title", words.texts(title));
        ArrayNode listed = style.put("section", id).putArray("contests");
        contests.forEach(listed::add);
    }

    /** Adds a contest, to be filled in. */
    ObjectNode contest() {
        return draft.withArray("contests").addObject();
    }

    /** The draft as it is. */
    ObjectNode draft() {
        return draft;
    }
}
