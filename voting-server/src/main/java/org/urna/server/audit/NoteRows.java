// SPDX-License-Identifier: Apache-2.0
package org.urna.server.audit;

import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.urna.crypto.MalformedException;
import org.urna.crypto.log.Checkpoint;
import org.urna.crypto.log.CheckpointVerifier;
import org.urna.crypto.log.Note;
import org.urna.crypto.log.NoteKey;
import org.urna.crypto.log.SignedCheckpoint;
import org.urna.crypto.log.TreeHash;
import org.urna.crypto.record.Manifest;
import org.urna.server.store.EntryTime;

/** Judges the rows that hold signed notes of one board. */
final class NoteRows {

    private final CheckpointVerifier verifier;
    private final int quorum;
    private final Map<Long, TreeHash> roots = new HashMap<>();

    private NoteRows(CheckpointVerifier verifier, int quorum) {
        this.verifier = verifier;
        this.quorum = quorum;
    }

    /** Those of the board that this manifest describes. */
    static NoteRows of(Manifest manifest) throws MalformedException {
        List<NoteKey> witnesses = new ArrayList<>();
        for (Manifest.Witness witness : manifest.witnesses()) {
            witnesses.add(NoteKey.parse(witness.key()));
        }
        return new NoteRows(
                new CheckpointVerifier(
                        manifest.origin(),
                        NoteKey.parse(manifest.keys().board()),
                        NoteKey.parse(manifest.keys().cosigner()),
                        witnesses),
                manifest.quorum());
    }

    private record Opened(@Nullable SignedCheckpoint signed, String fault) {}

    private Opened open(Row row, long size, TreeHash root) {
        Note note;
        Checkpoint said;
        try {
            note = Note.parse(row.getString("note"));
            said = Checkpoint.parse(note.text());
        } catch (MalformedException e) {
            return new Opened(null, "its note cannot be read");
        }
        if (said.size() != size || !said.root().equals(root)) {
            return new Opened(null, "its note says another size or root");
        }
        return verifier.open(note) instanceof CheckpointVerifier.Result.Valid valid
                ? new Opened(valid.signed(), "")
                : new Opened(null, "a signature does not hold");
    }

    /**
     * What is wrong with a note of the board alone; null if nothing is.
     *
     * @param size of the log where it stands
     * @param close index of the close entry, -1 if it is not known yet
     * @param entries of the whole log
     */
    @Nullable
    String plain(Row row, long size, TreeHash root, long close, long entries) {
        roots.put(size, root);
        if (!root.toString().equals(row.getString("root"))) {
            return "the log has another root";
        }
        Opened opened = open(row, size, root);
        SignedCheckpoint signed = opened.signed();
        if (signed == null) {
            return opened.fault();
        }
        String time = EntryTime.of(Instant.ofEpochSecond(signed.time()));
        if (!time.equals(row.getString("time"))) {
            return "its note says another time";
        }
        boolean closing = close >= 0 && size == close + 1;
        long listed = row.getLong("listed");
        // The note that ends with the close is listed before anything is appended behind it.
        return listed == (closing ? 1 : 0) || (closing && listed == 0 && entries == size)
                ? null
                : "it is listed, or is not, against the rule";
    }

    /** What is wrong with a note that witnesses signed; null if nothing is. */
    @Nullable
    String cosigned(Row row) {
        long size = row.getLong("size");
        TreeHash root = roots.get(size);
        if (root == null) {
            return "the board has signed no tree of that size";
        }
        Opened opened = open(row, size, root);
        SignedCheckpoint signed = opened.signed();
        if (signed == null) {
            return opened.fault();
        }
        boolean reached = quorum > 0 && signed.witnesses() >= quorum;
        return row.getLong("listed") == (reached ? 1 : 0) ? null : "it is listed, or is not, against the quorum";
    }
}
