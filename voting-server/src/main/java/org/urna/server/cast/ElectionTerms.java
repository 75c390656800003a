// SPDX-License-Identifier: Apache-2.0
package org.urna.server.cast;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.urna.crypto.MalformedException;
import org.urna.crypto.ballot.BallotCheck;
import org.urna.crypto.ballot.ContestForm;
import org.urna.crypto.log.NoteKey;
import org.urna.crypto.record.Action;
import org.urna.crypto.record.BallotReader;
import org.urna.crypto.record.DecisionEntry;
import org.urna.crypto.record.Entry;
import org.urna.crypto.record.Hash;
import org.urna.crypto.record.Manifest;

/** What ballots of one election are measured by: fixed by its set-up, never to change again. Immutable. */
final class ElectionTerms {

    /** What the server puts before a ballot that was sent, in place of the brace at its start. */
    private static final int STAMP_BYTES = "{\"type\":\"ballot\",\"time\":\"0000-00-00T00:00:00Z\",".length() - 1;

    private final String id;
    private final Hash fingerprint;
    private final String origin;
    private final List<NoteKey> boardKeys;
    private final int maxRequest;
    private final BallotCheck check;
    private final BallotReader reader = new BallotReader();
    private final Map<String, List<ContestForm>> styles = new HashMap<>();

    /**
     * @param manifest its canonical writing
     * @param setup the {@code setup} entry
     */
    ElectionTerms(String id, byte[] manifest, byte[] setup) throws MalformedException {
        this.id = id;
        Manifest read = Manifest.read(manifest);
        Entry entry = Entry.read(setup);
        if (!(entry instanceof DecisionEntry decision)
                || !(decision.decision().action() instanceof Action.Setup sealed)) {
            throw new MalformedException("the entry is not a setup");
        }
        this.fingerprint = Hash.sha256(setup);
        this.origin = read.origin();
        this.boardKeys = List.of(
                NoteKey.parse(read.keys().board()), NoteKey.parse(read.keys().cosigner()));
        this.maxRequest = sealed.maxBallotBytes() - STAMP_BYTES;
        this.check = new BallotCheck(fingerprint, sealed.electionKey());
        for (Manifest.Style style : read.styles()) {
            styles.put(style.id(), ContestForm.of(read.contestsOf(style)));
        }
    }

    String id() {
        return id;
    }

    /** {@code E}. */
    Hash fingerprint() {
        return fingerprint;
    }

    /** The name of the board. */
    String origin() {
        return origin;
    }

    /** The two keys by which the board signs checkpoints. */
    List<NoteKey> boardKeys() {
        return boardKeys;
    }

    /** Bytes of the largest possible cast request. */
    int maxRequest() {
        return maxRequest;
    }

    /** Reads the ballots of this election. */
    BallotReader reader() {
        return reader;
    }

    BallotCheck check() {
        return check;
    }

    /** The forms of a style's contests in manifest order. */
    Optional<List<ContestForm>> style(String style) {
        return Optional.ofNullable(styles.get(style));
    }
}
