// SPDX-License-Identifier: Apache-2.0
package org.urna.server.setup;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Future;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.urna.server.store.Store;

/**
 * How many may vote on each ballot style, as far as it is known.
 *
 * @param source {@code roll}, {@code expected} where staff gave figures before there was a roll, or {@code none}
 * @param styles figures by style; those nobody gave are left out
 * @param turnoutPercent of the electors, that staff expect to vote
 */
record Electorate(String source, Map<String, Figures> styles, int turnoutPercent) {

    /** Where staff expect nothing: less than usual, so that small groups are warned of rather than not. */
    private static final int TURNOUT_PERCENT = 30;

    private static final int WHOLE = 100;

    Electorate {
        styles = Map.copyOf(styles);
    }

    /**
     * Of one style.
     *
     * @param electors heads
     * @param weight sum of their weights
     * @param most greatest weight of one
     */
    record Figures(long electors, long weight, long most) {}

    static Future<Electorate> of(Store store, String election, JsonNode draft) {
        return store.query(
                        "SELECT ballot_style, COUNT(*) AS n, SUM(weight) AS total, MAX(weight) AS most FROM member"
                                + " WHERE election = #{election} GROUP BY ballot_style",
                        Map.of("election", election))
                .map(rows -> {
                    Map<String, Figures> styles = new LinkedHashMap<>();
                    rows.forEach(row -> styles.put(
                            row.getString("ballot_style"),
                            new Figures(row.getLong("n"), row.getLong("total"), row.getLong("most"))));
                    return styles.isEmpty() ? expected(draft) : new Electorate("roll", styles, turnout(draft));
                });
    }

    private static Electorate expected(JsonNode draft) {
        Map<String, Figures> styles = new LinkedHashMap<>();
        draft.path("expected").path("electors").properties().forEach(each -> {
            long electors = each.getValue().asLong();
            styles.put(each.getKey(), new Figures(electors, electors, 1));
        });
        return new Electorate(styles.isEmpty() ? "none" : "expected", styles, turnout(draft));
    }

    private static int turnout(JsonNode draft) {
        return draft.path("expected").path("turnoutPercent").asInt(TURNOUT_PERCENT);
    }

    boolean known() {
        return !styles.isEmpty();
    }

    boolean fromRoll() {
        return source.equals("roll");
    }

    long total() {
        return styles.values().stream().mapToLong(Figures::electors).sum();
    }

    /** The total as the number of members that rules are held against. */
    int rollSize() {
        return (int) Math.min(Integer.MAX_VALUE, total());
    }

    /** Ballots that this many electors will cast, as expected. */
    long ballots(long electors) {
        return electors * turnoutPercent / WHOLE;
    }

    Map<String, Long> weights() {
        Map<String, Long> weights = new LinkedHashMap<>();
        styles.forEach((style, figures) -> weights.put(style, figures.weight()));
        return weights;
    }

    Set<String> weighted() {
        Set<String> weighted = new HashSet<>();
        styles.forEach((style, figures) -> {
            if (figures.most() > 1) {
                weighted.add(style);
            }
        });
        return weighted;
    }
}
