// SPDX-License-Identifier: Apache-2.0
package org.urna.server.reading;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.urna.crypto.record.Manifest;
import org.urna.server.election.Elections;
import org.urna.server.election.Manifests;
import org.urna.server.store.Store;

/** Counts electors and ballots. Electors change by officers' decisions only, so their number is kept for some seconds. */
final class Turnouts {

    private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(20);

    private final Store store;
    private final Elections elections;
    private final Manifests manifests;
    private final Ballots ballots;
    private final Map<String, Electors> kept = new ConcurrentHashMap<>();

    private record Electors(Map<String, Long> byStyle, long counted) {

        long total() {
            return byStyle.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    Turnouts(Store store, Elections elections, Manifests manifests, Ballots ballots) {
        this.store = store;
        this.elections = elections;
        this.manifests = manifests;
        this.ballots = ballots;
    }

    /** Fails with {@code not-found}. */
    Future<Turnout> of(String election) {
        return elections
                .find(election)
                .compose(row -> Manifests.isDraft(row)
                        ? Future.succeededFuture(new Turnout(0, 0, List.of(), List.of(), List.of()))
                        : electors(election)
                                .compose(electors ->
                                        ballots.of(election).map(cast -> turnout(manifests.of(row), electors, cast))));
    }

    private Future<Electors> electors(String election) {
        Electors known = kept.get(election);
        if (known != null && System.nanoTime() - known.counted() < FRESH_NANOS) {
            return Future.succeededFuture(known);
        }
        return store.query(
                        "SELECT style, COUNT(*) AS electors FROM credential"
                                + " WHERE election = #{election} AND status = 'live' GROUP BY style",
                        Map.of("election", election))
                .map(rows -> {
                    Map<String, Long> byStyle = new HashMap<>();
                    for (Row row : rows) {
                        byStyle.put(row.getString("style"), row.getLong("electors"));
                    }
                    Electors counted = new Electors(byStyle, System.nanoTime());
                    kept.put(election, counted);
                    return counted;
                });
    }

    private static Turnout turnout(Manifest manifest, Electors electors, Gathered cast) {
        Map<String, Integer> byStyle = cast.styles();
        List<Turnout.Style> styles = manifest.styles().stream()
                .map(style -> new Turnout.Style(
                        style.id(),
                        electors.byStyle().getOrDefault(style.id(), 0L),
                        byStyle.getOrDefault(style.id(), 0)))
                .toList();
        List<Turnout.Section> sections = manifest.sections().stream()
                .map(section -> section(manifest, section.id(), styles))
                .toList();
        List<Turnout.Hour> hours = cast.hours().entrySet().stream()
                .map(hour -> new Turnout.Hour(hour.getKey(), hour.getValue()))
                .toList();
        long total = electors.total();
        // Before credentials are issued only the roll says how many there will be.
        return new Turnout(total == 0 ? manifest.roll().size() : total, cast.count(), sections, styles, hours);
    }

    /** Each ballot style belongs to one section. */
    private static Turnout.Section section(Manifest manifest, String section, List<Turnout.Style> styles) {
        long electors = 0;
        long ballots = 0;
        for (int i = 0; i < styles.size(); i++) {
            if (manifest.styles().get(i).section().equals(section)) {
                electors += styles.get(i).electors();
                ballots += styles.get(i).ballots();
            }
        }
        return new Turnout.Section(section, electors, ballots);
    }
}
