// SPDX-License-Identifier: Apache-2.0
package org.urna.server.progress;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.urna.crypto.record.Hash;
import org.urna.crypto.record.Manifest;
import org.urna.server.election.Elections;
import org.urna.server.election.Manifests;
import org.urna.server.json.StrictJson;
import org.urna.server.store.Store;
import org.urna.server.work.CryptoPool;

/**
 * Every step of an election's trustees, for those who watch it live. They ask again and again, so an answer is made once for each state of the
 * log; ballots change nothing in it.
 */
public final class StepHistory {

    private final Store store;
    private final Elections elections;
    private final Manifests manifests;
    private final Progress progress;
    private final CryptoPool proofs;
    private final Map<String, Answer> kept = new ConcurrentHashMap<>();

    public StepHistory(Store store, Elections elections, Manifests manifests, Progress progress, CryptoPool proofs) {
        this.store = store;
        this.elections = elections;
        this.manifests = manifests;
        this.progress = progress;
        this.proofs = proofs;
    }

    /**
     * An answer as it is sent.
     *
     * @param version what it was made from
     * @param tag changes with the content
     */
    @SuppressWarnings("ArrayRecordComponent") // sent, never compared
    public record Answer(String version, byte[] json, String tag) {

        static Answer of(String version, Steps steps) {
            byte[] json = StrictJson.write(steps);
            return new Answer(version, json, '"' + Hash.sha256(json).hex() + '"');
        }
    }

    /** The steps so far as JSON; fails with {@code not-found}. */
    public Future<Answer> of(String election) {
        return elections
                .find(election)
                .compose(row -> version(row).compose(version -> {
                    Answer known = kept.get(election);
                    if (known != null && known.version().equals(version)) {
                        return Future.succeededFuture(known);
                    }
                    return steps(row).map(steps -> {
                        Answer made = Answer.of(version, steps);
                        kept.put(election, made);
                        return made;
                    });
                }));
    }

    private Future<String> version(Row election) {
        return store.query(
                        "SELECT COUNT(*) AS held FROM held_decryption WHERE election = #{election}",
                        Map.of("election", election.getString("id")))
                .map(rows -> String.join(
                        "|",
                        election.getString("state"),
                        String.valueOf(election.getLong("entries") - election.getLong("ballots")),
                        String.valueOf(election.getString("closes")),
                        String.valueOf(rows.iterator().next().getLong("held"))));
    }

    private Future<Steps> steps(Row election) {
        String id = election.getString("id");
        String state = election.getString("state");
        return progress.of(id).compose(awaited -> {
            if (Manifests.isDraft(election)) {
                List<Steps.Waiting> waiting = awaited.stream()
                        .map(each -> new Steps.Waiting(each.who(), each.what(), null, null))
                        .toList();
                return Future.succeededFuture(new Steps(state, List.of(), 0, 0, List.of(), null, waiting));
            }
            Manifest manifest = manifests.of(election);
            return LogSteps.read(store.reader(), id)
                    .compose(log -> held(id).compose(held -> proofs.run(() -> {
                        TallySteps tally = new TallySteps(manifest, log, held);
                        return new Steps(
                                state,
                                manifest.trustees().stream()
                                        .map(Manifest.Trustee::name)
                                        .toList(),
                                manifest.threshold(),
                                manifest.mixers(),
                                AttemptSteps.of(manifest, log),
                                tally.steps(),
                                waiting(awaited, election, new Since(log, manifest.threshold(), times(held))));
                    })));
        });
    }

    private static List<Steps.Waiting> waiting(List<Progress.Awaited> awaited, Row election, Since since) {
        List<Steps.Waiting> waiting = new ArrayList<>();
        for (Progress.Awaited each : awaited) {
            boolean planned = each.who().equals("clock")
                    && (each.what().equals("open") || each.what().equals("close"));
            String due = planned ? election.getString(each.what().equals("open") ? "opens" : "closes") : null;
            waiting.add(new Steps.Waiting(each.who(), each.what(), since.of(each), due));
        }
        return waiting;
    }

    private static List<String> times(Map<TallySteps.Part, List<Steps.Held>> held) {
        return held.values().stream()
                .flatMap(List::stream)
                .map(Steps.Held::since)
                .filter(Objects::nonNull)
                .toList();
    }

    private Future<Map<TallySteps.Part, List<Steps.Held>>> held(String election) {
        return store.query(
                        "SELECT contest, section, trustee, taken FROM held_decryption"
                                + " WHERE election = #{election} ORDER BY trustee",
                        Map.of("election", election))
                .map(rows -> {
                    Map<TallySteps.Part, List<Steps.Held>> held = new HashMap<>();
                    for (Row row : rows) {
                        held.computeIfAbsent(
                                        new TallySteps.Part(row.getString("contest"), row.getString("section")),
                                        part -> new ArrayList<>())
                                .add(new Steps.Held(row.getInteger("trustee"), row.getString("taken")));
                    }
                    return held;
                });
    }
}
