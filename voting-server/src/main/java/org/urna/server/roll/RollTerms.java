// SPDX-License-Identifier: Apache-2.0
package org.urna.server.roll;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.List;
import org.urna.server.election.Elections;

/**
 * What a roll must fit: the election's ballot styles and languages.
 *
 * @param styles ids, in the draft's order
 * @param languages tags; the first is that of members who name none
 */
record RollTerms(List<String> styles, List<String> languages) {

    RollTerms {
        styles = List.copyOf(styles);
        languages = List.copyOf(languages);
    }

    static RollTerms of(Row election) {
        List<String> styles = new ArrayList<>();
        JsonNode draft = Elections.draft(election);
        draft.path("styles").forEach(style -> styles.add(style.path("id").asText()));
        return new RollTerms(styles, Elections.languages(election));
    }

    /** Tells whether a draft has changed in what concerns the roll. */
    String mark() {
        return String.join(" ", styles) + " / " + String.join(" ", languages);
    }
}
