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

    private record Electors(Map<String, Long> bySection, long counted) {

        long total() {
            return bySection.values().stream().mapToLong(Long::longValue).sum();
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
                        ? Future.succeededFuture(new Turnout(0, 0, List.of(), List.of()))
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
                        "SELECT section, COUNT(*) AS electors FROM credential"
                                + " WHERE election = #{election} AND status = 'live' GROUP BY section",
                        Map.of("election", election))
                .map(rows -> {
                    Map<String, Long> bySection = new HashMap<>();
                    for (Row row : rows) {
                        bySection.put(row.getString("section"), row.getLong("electors"));
                    }
                    Electors counted = new Electors(bySection, System.nanoTime());
                    kept.put(election, counted);
                    return counted;
                });
    }

    private static Turnout turnout(Manifest manifest, Electors electors, Gathered cast) {
        Map<String, Integer> bySection = cast.sections();
        List<Turnout.Section> sections = manifest.sections().stream()
                .map(section -> new Turnout.Section(
                        section.id(),
                        electors.bySection().getOrDefault(section.id(), 0L),
                        bySection.getOrDefault(section.id(), 0)))
                .toList();
        List<Turnout.Hour> hours = cast.hours().entrySet().stream()
                .map(hour -> new Turnout.Hour(hour.getKey(), hour.getValue()))
                .toList();
        long total = electors.total();
        // Before credentials are issued only the roll says how many there will be.
        return new Turnout(total == 0 ? manifest.roll().size() : total, cast.count(), sections, hours);
    }
}
