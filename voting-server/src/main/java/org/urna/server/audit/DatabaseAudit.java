// SPDX-License-Identifier: Apache-2.0
package org.urna.server.audit;

import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.io.IOException;
import java.util.ArrayDeque;
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
import org.urna.crypto.log.TileBuilder;
import org.urna.crypto.log.TreeHash;
import org.urna.crypto.record.Artifact;
import org.urna.crypto.record.Ballot;
import org.urna.crypto.record.BallotEntry;
import org.urna.crypto.record.CredentialList;
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
    private static final String CREDENTIALS = "credentials";
    private static final String TERMS = "terms";
    private static final String COUNTERS = "counters";
    private static final String ORPHANS = "orphans";

    private static final List<String> TABLES = List.of(
            "log_entry", "tile", "checkpoint", "cosigned_checkpoint", "artifact", "credential", "ballot", "alpha");

    private static final Set<String> MEDIA_TYPES = Set.of(
            "application/json",
            "application/jsonl",
            "application/octet-stream",
            "text/plain",
            "image/jpeg",
            "image/png",
            "image/webp");

    private static final String NO_KEYS = "the manifest with its keys cannot be read";

    private final Store store;
    private final String election;
    private final Findings findings =
            new Findings(ENTRIES, TILES, CHECKPOINTS, ARTIFACTS, BALLOTS, ALPHAS, CREDENTIALS, TERMS, COUNTERS);
    private final LogFacts facts = new LogFacts();
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

    /** Looks for rows of any election that there is not: what a changed byte in its first column makes of a row. */
    public static Findings orphans(Store store) throws IOException {
        Findings findings = new Findings(ORPHANS);
        for (String table : TABLES) {
            long found = Waiting.on(store.query(
                            "SELECT COUNT(*) AS found FROM " + table
                                    + " t WHERE NOT EXISTS (SELECT 1 FROM election e WHERE e.id = t.election)",
                            Map.of()))
                    .iterator()
                    .next()
                    .getLong("found");
            findings.check(ORPHANS, found == 0, found + " rows of " + table + " belong to no election");
        }
        return findings;
    }

    private void run() throws IOException {
        Optional<Row> found = Store.first(rows("SELECT * FROM election WHERE id = #{election}"));
        findings.check(TERMS, found.isPresent(), "the row of the election cannot be found");
        if (found.isPresent()) {
            run(found.get());
        }
    }

    private void run(Row row) throws IOException {
        rows("SELECT * FROM checkpoint WHERE election = #{election} ORDER BY size")
                .forEach(unmet::add);
        Manifest manifest = manifest(row);
        NoteRows notes = notes(manifest);
        long entries = row.getLong("entries");
        // A counter that is wrong by much must not keep us reading what is not there.
        for (long from = 0; from < entries && page(from, entries, notes); ) {
            from += PAGE;
        }
        unmet.forEach(left ->
                findings.check(CHECKPOINTS, false, "size " + left.getLong("size") + ": the log is shorter than that"));
        cosigned(notes);
        tiles();
        artifacts();
        ballots();
        alphas();
        ElectionRows beside = new ElectionRows(facts, findings);
        beside.terms(TERMS, row, manifest);
        credentials(beside, manifest);
        counters(row);
    }

    private static @Nullable Manifest manifest(Row election) {
        try {
            return Manifest.read(Store.bytes(election, "manifest"));
        } catch (MalformedException e) {
            return null;
        }
    }

    private static @Nullable NoteRows notes(@Nullable Manifest manifest) {
        try {
            return manifest == null ? null : NoteRows.of(manifest);
        } catch (MalformedException e) {
            return null;
        }
    }

    private RowSet<Row> rows(String sql) throws IOException {
        return rows(sql, Map.of());
    }

    private RowSet<Row> rows(String sql, Map<String, Object> more) throws IOException {
        Map<String, Object> parameters = new HashMap<>(more);
        parameters.put("election", election);
        return Waiting.on(store.query(sql, parameters));
    }

    /** Whether there was anything to read. */
    private boolean page(long from, long entries, @Nullable NoteRows notes) throws IOException {
        RowSet<Row> page = rows(
                "SELECT * FROM log_entry WHERE election = #{election} AND position >= #{from} AND position < #{to} ORDER BY position",
                Map.of("from", from, "to", from + PAGE));
        for (Row row : page) {
            entry(row);
            meet(entries, notes);
        }
        return page.size() > 0;
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
        facts.on(position, entry);
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

    /** Compares the tree as it stands with the checkpoints of this size. */
    private void meet(long entries, @Nullable NoteRows notes) {
        while (!unmet.isEmpty() && unmet.getFirst().getLong("size") <= tree.size()) {
            Row row = unmet.removeFirst();
            long size = row.getLong("size");
            String fault;
            if (size != tree.size()) {
                fault = "no entry ends there";
            } else {
                fault = notes == null ? NO_KEYS : notes.plain(row, size, tree.root(), facts.close(), entries);
            }
            findings.check(CHECKPOINTS, fault == null, "size " + size + ": " + fault);
        }
    }

    private void cosigned(@Nullable NoteRows notes) throws IOException {
        for (Row row : rows("SELECT * FROM cosigned_checkpoint WHERE election = #{election}")) {
            String fault = notes == null ? NO_KEYS : notes.cosigned(row);
            findings.check(
                    CHECKPOINTS,
                    fault == null,
                    "size " + row.getLong("size") + " of second " + row.getLong("second") + ": " + fault);
        }
    }

    private void credentials(ElectionRows beside, @Nullable Manifest manifest) throws IOException {
        Optional<CredentialList> list = facts.list();
        if (list.isPresent() && manifest != null) {
            beside.credentials(
                    CREDENTIALS,
                    rows("SELECT * FROM credential WHERE election = #{election}"),
                    manifest,
                    artifact(list.get().credentials()),
                    artifact(list.get().reserves()));
        }
    }

    /** Empty if it is not there, which the verifier says as well. */
    private byte[] artifact(Artifact artifact) throws IOException {
        RowSet<Row> found = rows(
                "SELECT bytes FROM artifact WHERE election = #{election} AND sha256 = #{name}",
                Map.of("name", artifact.sha256().hex()));
        return Store.first(found).map(row -> Store.bytes(row, "bytes")).orElse(new byte[0]);
    }

    private void tiles() throws IOException {
        Map<String, byte[]> expected = new HashMap<>();
        tree.drain().forEach((tile, content) -> expected.put(tile.level() + "/" + tile.index(), content));
        for (Row row : rows("SELECT * FROM tile WHERE election = #{election}")) {
            String place = row.getLong("level") + "/" + row.getLong("position");
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
            String fault = null;
            if (!Hash.sha256(Store.bytes(row, "bytes")).hex().equals(name)) {
                fault = "has other bytes than its name says";
            } else if (!MEDIA_TYPES.contains(row.getString("media_type"))) {
                fault = "is of no known type";
            }
            findings.check(ARTIFACTS, fault == null, "artifact " + name + " " + fault);
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

    private void counters(Row row) throws IOException {
        long challenged = rows("SELECT COUNT(*) AS challenged FROM challenged WHERE election = #{election}")
                .iterator()
                .next()
                .getLong("challenged");
        findings.check(COUNTERS, row.getLong("challenges") == challenged, "the number of challenges is another");
        findings.check(COUNTERS, row.getLong("entries") == tree.size(), "the number of entries is another");
        findings.check(COUNTERS, row.getLong("ballots") == ballots.size(), "the number of ballots is another");
        findings.check(
                COUNTERS,
                lastTime.equals(Optional.ofNullable(row.getString("last_time")).orElse("")),
                "the last time is another");
    }
}
