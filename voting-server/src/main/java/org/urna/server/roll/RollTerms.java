// SPDX-License-Identifier: Apache-2.0
package org.urna.server.roll;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.urna.server.election.Elections;

/**
 * What a roll must fit: the election's ballot styles and languages.
 *
 * @param styles ids, in the draft's order
 * @param languages tags; the first is that of members who name none
 * @param door styles whose codes are handed out at the door: their members need not be reachable
 */
record RollTerms(List<String> styles, List<String> languages, Set<String> door) {

    RollTerms {
        styles = List.copyOf(styles);
        languages = List.copyOf(languages);
        door = Set.copyOf(door);
    }

    static RollTerms of(Row election) {
        List<String> styles = new ArrayList<>();
        JsonNode draft = Elections.draft(election);
        draft.path("styles").forEach(style -> styles.add(style.path("id").asText()));
        return new RollTerms(styles, Elections.languages(election), Elections.atTheDoor(election));
    }

    /** Tells whether a draft has changed in what concerns the roll. */
    String mark() {
        String roll = String.join(" ", styles) + " / " + String.join(" ", languages);
        return door.isEmpty() ? roll : roll + " / " + String.join(" ", new TreeSet<>(door));
    }
}
