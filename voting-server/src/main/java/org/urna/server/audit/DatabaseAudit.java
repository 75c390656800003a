// SPDX-License-Identifier: Apache-2.0
package org.urna.server.audit;

import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.urna.crypto.MalformedException;
import org.urna.crypto.ballot.BallotCheck;
import org.urna.crypto.group.Hex;
import org.urna.crypto.log.Checkpoint;
import org.urna.crypto.log.CheckpointVerifier;
import org.urna.crypto.log.Note;
import org.urna.crypto.log.NoteKey;
import org.urna.crypto.log.TileBuilder;
import org.urna.crypto.log.TreeHash;
import org.urna.crypto.record.Ballot;
import org.urna.crypto.record.BallotEntry;
import org.urna.crypto.record.Entry;
import org.urna.crypto.record.Hash;
import org.urna.crypto.record.Manifest;
import org.urna.crypto.record.Minute;
import org.urna.crypto.record.Tracker;
import org.urna.server.store.Store;

/**
 * Compares the rows of one election with each other: the log with its hashes, tiles and checkpoints, and every table that repeats something of the
 * log with the log itself. What the entries say is for {@link org.urna.crypto.verify.Verification}. Blocks; one object per run.
 */
public final class DatabaseAudit {

    private static final int PAGE = 256;

    private static final String ENTRIES = "entries";
    private static final String TILES = "tiles";
    private static final String CHECKPOINTS = "checkpoints";
    private static final String ARTIFACTS = "artifacts";
    private static final String BALLOTS = "ballots";
    private static final String ALPHAS = "alphas";
    private static final String COUNTERS = "counters";

    private final Store store;
    private final String election;
    private final Findings findings = new Findings(ENTRIES, TILES, CHECKPOINTS, ARTIFACTS, BALLOTS, ALPHAS, COUNTERS);
    private final TileBuilder tree = TileBuilder.empty();
    private final Map<Long, String> ballots = new HashMap<>();
    private final Set<String> alphas = new HashSet<>();
    private final Deque<Row> unmet = new ArrayDeque<>();
    private String lastTime = "";

    private DatabaseAudit(Store store, String election) {
        this.store = store;
        this.election = election;
    }

    /** Looks at every row of an election. */
    public static Findings run(Store store, String election) throws IOException {
        DatabaseAudit audit = new DatabaseAudit(store, election);
        audit.run();
        return audit.findings;
    }

    private void run() throws IOException {
        Row row =
                rows("SELECT * FROM election WHERE id = #{election}").iterator().next();
        rows("SELECT * FROM checkpoint WHERE election = #{election} ORDER BY size")
                .forEach(unmet::add);
        CheckpointVerifier verifier = verifier(row);
        long entries = row.getLong("entries");
        for (long from = 0; from < entries; from += PAGE) {
            page(from, verifier);
        }
        unmet.forEach(left ->
                findings.check(CHECKPOINTS, false, "size " + left.getLong("size") + ": the log is shorter than that"));
        tiles();
        artifacts();
        ballots();
        alphas();
        counters(row);
    }

    private RowSet<Row> rows(String sql) throws IOException {
        return rows(sql, Map.of());
    }

    private RowSet<Row> rows(String sql, Map<String, Object> more) throws IOException {
        Map<String, Object> parameters = new HashMap<>(more);
        parameters.put("election", election);
        return Waiting.on(store.query(sql, parameters));
    }

    private void page(long from, @Nullable CheckpointVerifier verifier) throws IOException {
        RowSet<Row> page = rows(
                "SELECT * FROM log_entry WHERE election = #{election} AND position >= #{from} AND position < #{to} ORDER BY position",
                Map.of("from", from, "to", from + PAGE));
        for (Row row : page) {
            entry(row);
            meet(verifier);
        }
    }

    private void entry(Row row) {
        long position = row.getLong("position");
        byte[] bytes = Store.bytes(row, "bytes");
        TreeHash leaf = TreeHash.leaf(bytes);
        String fault = null;
        if (position != tree.size()) {
            fault = "is not at its place";
        } else if (!Arrays.equals(leaf.bytes(), Store.bytes(row, "leaf_hash"))) {
            fault = "has another leaf hash than its bytes";
        } else {
            fault = content(row, position, bytes);
        }
        tree.append(leaf);
        findings.check(ENTRIES, fault == null, "entry " + position + " " + fault);
    }

    private @Nullable String content(Row row, long position, byte[] bytes) {
        Entry entry;
        try {
            entry = Entry.read(bytes);
        } catch (MalformedException e) {
            return "cannot be read: " + e.getMessage();
        }
        lastTime = Minute.format(entry.time());
        if (entry instanceof BallotEntry ballot) {
            Hash hash = ballot.ballot().hash();
            ballots.put(position, key(ballot.ballot().credential().encode(), hash.hex(), Tracker.of(hash)));
            for (Ballot.Part part : ballot.ballot().contests()) {
                BallotCheck.ciphertexts(part)
                        .forEach(each -> alphas.add(Hex.encode(each.alpha().encode())));
            }
        }
        return entry.type().code().equals(row.getString("type")) && lastTime.equals(row.getString("time"))
                ? null
                : "has another type or time than its row";
    }

    /** Compares the tree as it stands with a checkpoint of this size. */
    private void meet(@Nullable CheckpointVerifier verifier) {
        while (!unmet.isEmpty() && unmet.getFirst().getLong("size") <= tree.size()) {
            Row row = unmet.removeFirst();
            long size = row.getLong("size");
            String fault = size == tree.size() ? checkpoint(row, verifier) : "no entry ends there";
            findings.check(CHECKPOINTS, fault == null, "size " + size + ": " + fault);
        }
    }

    private @Nullable String checkpoint(Row row, @Nullable CheckpointVerifier verifier) {
        if (!tree.root().toString().equals(row.getString("root"))) {
            return "the log has another root";
        }
        try {
            Note note = Note.parse(row.getString("note"));
            Checkpoint said = Checkpoint.parse(note.text());
            if (said.size() != tree.size() || !said.root().equals(tree.root())) {
                return "its note says another size or root";
            }
            if (verifier == null) {
                return "the manifest with its keys cannot be read";
            }
            return verifier.verify(note).isAccepted() ? null : "a signature does not hold";
        } catch (MalformedException e) {
            return "its note cannot be read";
        }
    }

    private static @Nullable CheckpointVerifier verifier(Row election) {
        try {
            Manifest manifest = Manifest.read(Store.bytes(election, "manifest"));
            List<NoteKey> witnesses = new ArrayList<>();
            for (Manifest.Witness witness : manifest.witnesses()) {
                witnesses.add(NoteKey.parse(witness.key()));
            }
            return new CheckpointVerifier(
                    manifest.origin(),
                    NoteKey.parse(manifest.keys().board()),
                    NoteKey.parse(manifest.keys().cosigner()),
                    witnesses);
        } catch (MalformedException e) {
            return null;
        }
    }

    private void tiles() throws IOException {
        Map<String, byte[]> expected = new HashMap<>();
        tree.drain().forEach((tile, content) -> expected.put(tile.level() + "/" + tile.index(), content));
        for (Row row : rows("SELECT * FROM tile WHERE election = #{election}")) {
            String place = row.getInteger("level") + "/" + row.getLong("position");
            byte[] content = expected.remove(place);
            findings.check(
                    TILES,
                    content != null && Arrays.equals(content, Store.bytes(row, "bytes")),
                    "tile " + place + " is not that of the log");
        }
        expected.keySet().forEach(place -> findings.check(TILES, false, "tile " + place + " is missing"));
    }

    private void artifacts() throws IOException {
        for (Row row : rows("SELECT * FROM artifact WHERE election = #{election}")) {
            String name = row.getString("sha256");
            findings.check(
                    ARTIFACTS,
                    Hash.sha256(Store.bytes(row, "bytes")).hex().equals(name),
                    "artifact " + name + " has other bytes than its name says");
        }
    }

    private void ballots() throws IOException {
        Map<Long, String> missing = new HashMap<>(ballots);
        for (Row row : rows("SELECT * FROM ballot WHERE election = #{election}")) {
            long position = row.getLong("position");
            String expected = missing.remove(position);
            String found = Hex.encode(Store.bytes(row, "k")) + row.getString("hash") + row.getString("tracker");
            findings.check(
                    BALLOTS, found.equals(expected), "the ballot of entry " + position + " is not that of the log");
        }
        missing.keySet()
                .forEach(position -> findings.check(BALLOTS, false, "the ballot of entry " + position + " is missing"));
    }

    private static String key(byte[] credential, String hash, Tracker tracker) {
        return Hex.encode(credential) + hash + tracker;
    }

    private void alphas() throws IOException {
        for (Row row : rows("SELECT alpha FROM alpha WHERE election = #{election}")) {
            findings.check(
                    ALPHAS,
                    alphas.remove(Hex.encode(Store.bytes(row, "alpha"))),
                    "an alpha stands in the table and not in the log");
        }
        alphas.forEach(left -> findings.check(ALPHAS, false, "an alpha stands in the log and not in the table"));
    }

    private void counters(Row row) {
        findings.check(COUNTERS, row.getLong("entries") == tree.size(), "the number of entries is another");
        findings.check(COUNTERS, row.getLong("ballots") == ballots.size(), "the number of ballots is another");
        findings.check(
                COUNTERS,
                lastTime.equals(Optional.ofNullable(row.getString("last_time")).orElse("")),
                "the last time is another");
    }
}
