// SPDX-License-Identifier: Apache-2.0
package org.urna.server.setup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.urna.server.election.Elections;
import org.urna.server.election.Uploads;
import org.urna.server.store.EntryTime;
import org.urna.server.store.Store;

/**
 * Begins an election as a copy of an earlier one. Its keys are new; its times are moved by whole weeks into the future; its roll is not
 * copied, because members change and what is known of them is to be forgotten with their election. Times, trustees, officers and departures from
 * rules must be confirmed by somebody.
 */
public final class Copies {

    private static final Duration WEEK = Duration.ofDays(7);

    private final Store store;
    private final Elections elections;
    private final Uploads uploads;

    public Copies(Store store, Elections elections, Uploads uploads) {
        this.store = store;
        this.elections = elections;
        this.uploads = uploads;
    }

    /** Makes a copy and gives its id; fails with {@code not-found}. */
    public Future<String> of(String election) {
        return elections
                .find(election)
                .compose(row -> store.now().compose(now -> {
                    ObjectNode draft = copy(Elections.draft(row), now);
                    return elections
                            .begin(draft)
                            .compose(copy -> store.transaction(connection -> uploads.copy(connection, election, copy))
                                    .map(copy));
                }));
    }

    static ObjectNode copy(JsonNode original, Instant now) {
        ObjectNode draft = original.deepCopy();
        draft.remove("origin");
        draft.remove("rehearsal");
        if (draft.path("registrar").isObject()) {
            draft.withObjectProperty("registrar").remove("key");
        }
        move(draft, now);
        ArrayNode unconfirmed = draft.putArray("unconfirmed");
        for (String part : new String[] {"schedule", "trustees", "officers", "overrides"}) {
            if (!draft.path(part).isEmpty()) {
                unconfirmed.add(part);
            }
        }
        return draft;
    }

    /** The opening comes to the same day of the week and time of day (in UTC), a week from now at least; all else keeps its distance. */
    private static void move(ObjectNode draft, Instant now) {
        JsonNode schedule = draft.path("schedule");
        Instant opens;
        try {
            opens = Instant.parse(schedule.path("opens").asText());
        } catch (DateTimeParseException e) {
            return;
        }
        Duration wanted = Duration.between(opens, now.plus(WEEK));
        long weeks = wanted.isNegative() ? 0 : wanted.dividedBy(WEEK) + 1;
        ObjectNode moved = draft.withObjectProperty("schedule");
        for (String time : new String[] {"opens", "closes", "disputeEnds"}) {
            if (schedule.has(time)) {
                Instant planned = Instant.parse(schedule.path(time).asText());
                moved.put(time, EntryTime.of(planned.plus(WEEK.multipliedBy(weeks))));
            }
        }
    }
}
