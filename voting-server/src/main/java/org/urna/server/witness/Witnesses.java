// SPDX-License-Identifier: Apache-2.0
package org.urna.server.witness;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.urna.crypto.MalformedException;
import org.urna.crypto.log.Checkpoint;
import org.urna.crypto.log.CheckpointVerifier;
import org.urna.crypto.log.Note;
import org.urna.crypto.log.NoteKey;
import org.urna.crypto.log.NoteSignature;
import org.urna.crypto.record.Manifest;
import org.urna.server.board.BoardLog;
import org.urna.server.board.Checkpoints;
import org.urna.server.election.ElectionState;
import org.urna.server.election.Elections;
import org.urna.server.election.Manifests;
import org.urna.server.store.Store;

/**
 * Has the boards co-signed. Every new state is shown to the configured witnesses, though not more often than a fifth of the longest gap that the
 * manifest allows, and while voting is open an old one again after half of it; the state that ends voting is shown at once. Nothing waits for them:
 * where they are away, voting goes on, and {@link #standing} says how far behind they are.
 */
public final class Witnesses {

    private static final Logger LOG = LoggerFactory.getLogger(Witnesses.class);
    private static final long PERIOD_MILLIS = 1000;
    private static final int FIFTH = 5;
    private static final Duration OVER = Duration.ofHours(5);

    /** What this server knows of one election's witnesses. Guarded by itself. */
    private static final class Known {
        private final Map<URI, Long> sizes = new HashMap<>();
        private final Map<String, Standing.Each> each = new HashMap<>();
        private final Map<URI, String> faults = new HashMap<>();
        private final Map<URI, String> names = new HashMap<>();
        private Instant asked = Instant.EPOCH;
        private long size;
        private boolean running;
        private boolean closeShown;
    }

    private final Vertx vertx;
    private final Store store;
    private final Elections elections;
    private final Manifests manifests;
    private final BoardLog boards;
    private final Checkpoints checkpoints;
    private final Cosigned cosigned;
    private final WitnessClient client;
    private final List<URI> addresses;
    private final Map<String, Known> known = new ConcurrentHashMap<>();
    private Future<Void> last = Future.succeededFuture();
    private long timer = -1;

    public Witnesses(
            Vertx vertx,
            Store store,
            Elections elections,
            Manifests manifests,
            BoardLog boards,
            Checkpoints checkpoints,
            List<URI> addresses) {
        this.vertx = vertx;
        this.store = store;
        this.elections = elections;
        this.manifests = manifests;
        this.boards = boards;
        this.checkpoints = checkpoints;
        this.cosigned = new Cosigned(store);
        this.client = new WitnessClient(vertx);
        this.addresses = List.copyOf(addresses);
    }

    /** Begins to ask, if there is anybody to be asked. */
    public void start() {
        if (!addresses.isEmpty()) {
            timer = vertx.setPeriodic(PERIOD_MILLIS, id -> tick());
        }
    }

    /** Asks no more; complete once what is under way has ended. */
    public synchronized Future<Void> stop() {
        vertx.cancelTimer(timer);
        return last.otherwiseEmpty();
    }

    private synchronized void tick() {
        if (last.isComplete()) {
            last = look().onFailure(e -> LOG.warn("witnesses could not be asked", e));
        }
    }

    /** Elections that have come to their end were co-signed to their end; of others the newest state is looked at. */
    Future<Void> look() {
        return store.query(
                        "SELECT e.*, (SELECT MAX(c.size) FROM checkpoint c WHERE c.election = e.id) AS newest"
                                + " FROM election e WHERE e.entries > 0",
                        Map.of())
                .compose(rows -> {
                    List<Future<Void>> rounds = new ArrayList<>();
                    for (Row row : rows) {
                        Manifest manifest = manifests.of(row);
                        Long newest = row.getLong("newest");
                        if (!manifest.witnesses().isEmpty() && newest != null) {
                            rounds.add(round(row, manifest, newest));
                        }
                    }
                    return Future.join(rounds).<Void>mapEmpty().otherwiseEmpty();
                });
    }

    private Future<Void> round(Row row, Manifest manifest, long newest) {
        String election = row.getString("id");
        Known of = known.computeIfAbsent(election, id -> new Known());
        ElectionState state = Elections.state(row);
        boolean closed = state.compareTo(ElectionState.OPEN) > 0;
        synchronized (of) {
            if (of.running || !isDue(of, manifest, newest, state)) {
                return Future.succeededFuture();
            }
            of.running = true;
            of.asked = Instant.now();
        }
        return show(election, manifest, of)
                .onFailure(e -> LOG.warn("election {}: witnesses could not be asked", election, e))
                .eventually(() -> {
                    synchronized (of) {
                        of.running = false;
                        of.closeShown |= closed;
                    }
                    return Future.succeededFuture();
                });
    }

    private static boolean isDue(Known of, Manifest manifest, long newest, ElectionState state) {
        // When all is over nothing is urgent, and a witness that is gone for good is not asked every minute.
        boolean over = state == ElectionState.FINAL || state == ElectionState.VOID;
        Duration gap = over && of.closeShown ? OVER : Duration.ofMinutes(manifest.maxGapMinutes());
        Duration since = Duration.between(of.asked, Instant.now());
        boolean justClosed = state.compareTo(ElectionState.OPEN) > 0 && !of.closeShown;
        boolean isNew = newest > of.size && since.compareTo(gap.dividedBy(FIFTH)) >= 0;
        boolean isOld = state == ElectionState.OPEN && since.compareTo(gap.dividedBy(2)) >= 0;
        return justClosed || isNew || isOld;
    }

    private Future<Void> show(String election, Manifest manifest, Known of) {
        return checkpoints.newest(election).compose(found -> {
            Note note;
            Checkpoint checkpoint;
            CheckpointVerifier verifier;
            try {
                note = Note.parse(found.orElseThrow());
                checkpoint = Checkpoint.parse(note.text());
                verifier = verifier(manifest);
            } catch (MalformedException e) {
                return Future.failedFuture(e);
            }
            Round round = new Round(boards, client, election, note, checkpoint, verifier);
            List<Future<List<NoteSignature>>> asked = new ArrayList<>();
            for (URI address : addresses) {
                long old;
                synchronized (of) {
                    old = of.sizes.getOrDefault(address, 0L);
                }
                asked.add(round.ask(address, old)
                        .onSuccess(lines -> signed(of, address, checkpoint.size(), lines))
                        .onFailure(e -> unsigned(election, of, address, e))
                        .otherwise(List.of()));
            }
            return Future.all(asked).compose(all -> keep(election, manifest, of, note, checkpoint, all.list()));
        });
    }

    private static CheckpointVerifier verifier(Manifest manifest) throws MalformedException {
        List<NoteKey> witnesses = new ArrayList<>();
        for (Manifest.Witness witness : manifest.witnesses()) {
            witnesses.add(NoteKey.parse(witness.key()));
        }
        return new CheckpointVerifier(
                manifest.origin(),
                NoteKey.parse(manifest.keys().board()),
                NoteKey.parse(manifest.keys().cosigner()),
                witnesses);
    }

    private static void signed(Known of, URI address, long size, List<NoteSignature> lines) {
        synchronized (of) {
            of.sizes.put(address, size);
            of.faults.remove(address);
            for (NoteSignature line : lines) {
                of.names.put(address, line.name());
                of.each.put(
                        line.name(),
                        new Standing.Each(line.name(), size, Instant.now().toString(), null));
            }
        }
    }

    private static void unsigned(String election, Known of, URI address, Throwable failure) {
        String reason =
                failure instanceof Round.Unsigned ? String.valueOf(failure.getMessage()) : "it could not be asked";
        boolean isNew;
        synchronized (of) {
            isNew = !reason.equals(of.faults.put(address, reason));
        }
        if (isNew) {
            LOG.warn("election {}: witness {} does not sign: {}", election, address.getHost(), reason);
        }
    }

    private Future<Void> keep(
            String election,
            Manifest manifest,
            Known of,
            Note note,
            Checkpoint checkpoint,
            List<List<NoteSignature>> answers) {
        List<NoteSignature> lines = new ArrayList<>();
        Set<String> names = new HashSet<>();
        Set<String> handles = new HashSet<>();
        for (List<NoteSignature> answer : answers) {
            for (NoteSignature line : answer) {
                if (handles.add(line.name() + "+" + line.keyId())) {
                    lines.add(line);
                    names.add(line.name());
                }
            }
        }
        boolean quorum = manifest.quorum() > 0 && names.size() >= manifest.quorum();
        if (quorum) {
            synchronized (of) {
                of.size = checkpoint.size();
            }
        }
        return lines.isEmpty()
                ? Future.succeededFuture()
                : cosigned.keep(
                        election,
                        checkpoint.size(),
                        Instant.now().getEpochSecond(),
                        note.with(lines).write(),
                        quorum);
    }

    /** How far the witnesses of an election are; fails with {@code not-found}. */
    public Future<Standing> standing(String election) {
        return elections.find(election).compose(row -> {
            if (Manifests.isDraft(row) || manifests.of(row).witnesses().isEmpty()) {
                return Future.succeededFuture(new Standing(0, 0, 0, 0, null, 0, false, List.of()));
            }
            Manifest manifest = manifests.of(row);
            return checkpoints
                    .size(election)
                    .compose(entries -> cosigned.latest(election)
                            .map(latest -> standing(election, manifest, Elections.state(row), entries, latest)));
        });
    }

    private Standing standing(
            String election, Manifest manifest, ElectionState state, long entries, Optional<Row> latest) {
        long signed = latest.map(row -> row.getLong("size")).orElse(0L);
        Optional<Instant> time = latest.map(row -> Instant.ofEpochSecond(row.getLong("second")));
        boolean late = state == ElectionState.OPEN
                && manifest.quorum() > 0
                && time.orElse(Instant.EPOCH)
                        .plus(Duration.ofMinutes(manifest.maxGapMinutes()))
                        .isBefore(Instant.now());
        return new Standing(
                manifest.quorum(),
                manifest.maxGapMinutes(),
                entries,
                signed,
                time.map(Instant::toString).orElse(null),
                entries - signed,
                late,
                each(election, manifest));
    }

    private List<Standing.Each> each(String election, Manifest manifest) {
        Known of = known.computeIfAbsent(election, id -> new Known());
        List<Standing.Each> all = new ArrayList<>();
        synchronized (of) {
            for (Manifest.Witness witness : manifest.witnesses()) {
                Standing.Each seen = of.each.get(keyName(witness));
                all.add(new Standing.Each(
                        witness.name(),
                        seen == null ? 0 : seen.signed(),
                        seen == null ? null : seen.time(),
                        fault(of, keyName(witness), seen == null)));
            }
        }
        return all;
    }

    /** Which address a witness has is known once it has signed; one that never did is at an address where nobody ever did. */
    private @Nullable String fault(Known of, String name, boolean isUnseen) {
        if (addresses.isEmpty()) {
            return "no witness is configured on this server";
        }
        for (URI address : addresses) {
            String owner = of.names.get(address);
            String fault = of.faults.get(address);
            if (fault != null && (owner == null ? isUnseen : owner.equals(name))) {
                return fault;
            }
        }
        return null;
    }

    private static String keyName(Manifest.Witness witness) {
        return witness.key().substring(0, Math.max(0, witness.key().indexOf('+')));
    }
}
