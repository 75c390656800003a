// SPDX-License-Identifier: Apache-2.0
package org.urna.trustee.ceremony;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.urna.crypto.MalformedException;
import org.urna.crypto.group.Entropy;
import org.urna.crypto.jose.SigningKey;
import org.urna.crypto.record.ElectionId;
import org.urna.crypto.record.Manifest;
import org.urna.crypto.threshold.CeremonyTrustee;
import org.urna.crypto.threshold.TrusteeShare;
import org.urna.trustee.RefusedException;
import org.urna.trustee.board.BoardFollower;
import org.urna.trustee.board.ElectionBoard;
import org.urna.trustee.keyfile.AttemptSecrets;
import org.urna.trustee.keyfile.ElectionSecrets;
import org.urna.trustee.keyfile.MixFiles;
import org.urna.trustee.keyfile.SeenBoard;
import org.urna.trustee.keyfile.TrusteeKeyFile;
import org.urna.trustee.terminal.Waiting;
import org.urna.trustee.transport.ElectionPlace;

/** One trustee in one election: the key file on this side, the board on the other. Not safe for concurrent use. */
public final class Seat {

    private final ElectionPlace place;
    private final ElectionId election;
    private final TrusteeKeyFile key;
    private final Waiting waiting;
    private final Entropy entropy;
    private final BoardFollower follower;
    private final Set<String> delivered = new HashSet<>();

    /** Takes the seat; the key file stays open as long as it is used. */
    public Seat(ElectionPlace place, ElectionId election, TrusteeKeyFile key, Waiting waiting, Entropy entropy) {
        this.place = place;
        this.election = election;
        this.key = key;
        this.waiting = waiting;
        this.entropy = entropy;
        this.follower = new BoardFollower(
                place, election, key.secrets().election(election).seen());
    }

    /** The board as it is now; waits while it cannot be reached. */
    public ElectionBoard board() throws RefusedException, MalformedException, InterruptedException {
        return waiting.reach(follower::refresh);
    }

    /** Where the election is reached. */
    public ElectionPlace place() {
        return place;
    }

    /** Waits, and says for what. */
    public Waiting waiting() {
        return waiting;
    }

    /** Chance. */
    public Entropy entropy() {
        return entropy;
    }

    /**
     * Copies the key file, as it is sealed, and reads the copy back.
     *
     * @throws RefusedException if there is such a file already, or the copy is another
     */
    public void backUp(Path copy) throws IOException, RefusedException {
        key.backUp(copy);
    }

    /**
     * Opens a copy of the key file with the passphrase, as somebody will who has nothing else.
     *
     * @throws RefusedException if it does not open, or holds anything else
     */
    public void openCopy(Path copy, char[] passphrase) throws IOException, RefusedException {
        key.openCopy(copy, passphrase);
    }

    /** What the key file keeps of this election. */
    public ElectionSecrets secrets() {
        return key.secrets().election(election);
    }

    /** Thumbprint of the signing key. */
    public String thumbprint() {
        return signingKey().publicKey().thumbprint();
    }

    SigningKey signingKey() {
        return key.secrets().signingKey();
    }

    /** Keeps {@code changed}, and that this board was seen; it is durable when this returns. */
    public void store(ElectionSecrets changed, ElectionBoard board) throws IOException, RefusedException {
        key.store(changed.with(new SeenBoard(board.size(), board.root())));
    }

    /** What this trustee's mixes of this election put out, beside the key file. */
    public MixFiles mixFiles() {
        return key.mixFiles(election);
    }

    /**
     * Hands over a message word for word, after the files that it names; says whether it was the first time in this run.
     *
     * @param again whether an earlier run may have handed it over
     */
    boolean deliver(String message, byte[] bytes, List<byte[]> files, boolean again)
            throws RefusedException, MalformedException, InterruptedException {
        if (!delivered.add(message)) {
            return false;
        }
        if (!files.isEmpty()) {
            if (again && isTaken(bytes)) {
                return true;
            }
            new FileUpload(place, waiting).run(bytes, files);
        }
        waiting.reach(() -> place.deliver(bytes));
        return true;
    }

    /** Whether the place has this message and its files already: then it takes it again. */
    private boolean isTaken(byte[] bytes) throws MalformedException, InterruptedException, RefusedException {
        return waiting.reach(() -> {
            try {
                place.deliver(bytes);
                return true;
            } catch (RefusedException e) {
                return false; // what it still needs, or why it refuses, it says when the files are announced
            }
        });
    }

    /**
     * This trustee's part of the key, from its key file, checked against the board.
     *
     * @throws RefusedException if the ceremony is not finished, or what is on the board is not what this trustee finished
     */
    public TrusteeShare share(ElectionBoard board) throws RefusedException {
        board.trustee(thumbprint());
        AttemptSecrets attempt =
                secrets().attempt(board.anchor(), board.attempt()).orElse(null);
        AttemptSecrets.Finished stored = attempt == null ? null : attempt.finished();
        if (attempt == null || stored == null) {
            throw new RefusedException(
                    "this key file has not finished the key ceremony of this election: run trustee ceremony first, or"
                            + " check --key");
        }
        CeremonyTrustee.Step step = attempt.state().next(board.ceremony(), thumbprints(board.manifest()), entropy);
        if (!(step instanceof CeremonyTrustee.Step.Finished finished)) {
            throw new RefusedException("the board no longer shows the ceremony that this key file finished: "
                    + "keep it and tell the other trustees");
        }
        TrusteeShare seen = finished.share();
        if (!seen.transcript().equals(stored.transcript())
                || !stored.share().timesG().equals(seen.key().v(seen.trustee()))) {
            throw new RefusedException("the key share in this key file is not the one of the ceremony on the board: "
                    + "keep both and tell the other trustees");
        }
        return new TrusteeShare(seen.attempt(), seen.trustee(), seen.transcript(), stored.share(), seen.key());
    }

    static List<String> thumbprints(Manifest manifest) {
        return manifest.trustees().stream().map(Manifest.Trustee::thumbprint).toList();
    }
}
