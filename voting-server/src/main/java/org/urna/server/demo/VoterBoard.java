// SPDX-License-Identifier: Apache-2.0
package org.urna.server.demo;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.urna.crypto.MalformedException;
import org.urna.crypto.ballot.BallotEncryption;
import org.urna.crypto.ballot.ContestForm;
import org.urna.crypto.group.Point;
import org.urna.crypto.log.BoardPaths;
import org.urna.crypto.record.Action;
import org.urna.crypto.record.CredentialLine;
import org.urna.crypto.record.CredentialList;
import org.urna.crypto.record.DecisionEntry;
import org.urna.crypto.record.Entry;
import org.urna.crypto.record.Hash;
import org.urna.crypto.record.Manifest;
import org.urna.crypto.record.ManifestEntry;
import org.urna.crypto.record.MessageEntry;

/** What a voter needs of the board, read over HTTP: manifest, fingerprint, key, and the style of each credential. */
public final class VoterBoard {

    private final Manifest manifest;
    private final Hash election;
    private final BallotEncryption encryption;
    private final Map<Point, List<ContestForm>> papers;

    private VoterBoard(
            Manifest manifest, Hash election, BallotEncryption encryption, Map<Point, List<ContestForm>> papers) {
        this.manifest = manifest;
        this.election = election;
        this.encryption = encryption;
        this.papers = papers;
    }

    /** Reads the board of an election that is sealed or further. */
    static VoterBoard read(Http http, String id) throws IOException, InterruptedException {
        String board = BoardEntries.board(id);
        try {
            Manifest manifest = null;
            CredentialList list = null;
            for (Entry entry : BoardEntries.read(http, id)) {
                if (entry instanceof ManifestEntry m) {
                    manifest = manifest(http, board, m);
                } else if (entry instanceof MessageEntry m && m.message() instanceof CredentialList l) {
                    list = l;
                } else if (entry instanceof DecisionEntry d && d.decision().action() instanceof Action.Setup setup) {
                    if (manifest == null || list == null) {
                        throw new IOException("the board is out of order");
                    }
                    return new VoterBoard(
                            manifest,
                            entry.hash(),
                            new BallotEncryption(entry.hash(), setup.electionKey()),
                            papers(
                                    manifest,
                                    artifact(http, board, list.credentials().sha256())));
                }
            }
            throw new IOException("the election is not sealed");
        } catch (MalformedException e) {
            throw new IOException("the board is malformed: " + e.getMessage(), e);
        }
    }

    private static Manifest manifest(Http http, String board, ManifestEntry entry)
            throws IOException, InterruptedException, MalformedException {
        Manifest inline = entry.manifest();
        return inline != null
                ? inline
                : Manifest.read(artifact(
                        http, board, Objects.requireNonNull(entry.artifact()).sha256()));
    }

    private static byte[] artifact(Http http, String board, Hash hash) throws IOException, InterruptedException {
        byte[] content = http.get(board + BoardPaths.artifact(hash.bytes()));
        if (!Hash.sha256(content).equals(hash)) {
            throw new IOException("an artifact is not the one that the board names");
        }
        return content;
    }

    private static Map<Point, List<ContestForm>> papers(Manifest manifest, byte[] credentials)
            throws IOException, MalformedException {
        Map<String, List<ContestForm>> forms = new HashMap<>();
        for (Manifest.Style style : manifest.styles()) {
            forms.put(style.id(), ContestForm.of(manifest.contestsOf(style)));
        }
        Map<Point, List<ContestForm>> papers = new HashMap<>();
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new ByteArrayInputStream(credentials), StandardCharsets.US_ASCII))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                CredentialLine credential = CredentialLine.read(line.getBytes(StandardCharsets.US_ASCII));
                papers.put(credential.credential(), forms.getOrDefault(credential.style(), List.of()));
            }
        }
        return papers;
    }

    public Manifest manifest() {
        return manifest;
    }

    /** The fingerprint {@code E}. */
    public Hash election() {
        return election;
    }

    public BallotEncryption encryption() {
        return encryption;
    }

    /** The contests on this credential's paper; empty if the board does not know it. */
    public List<ContestForm> paper(Point credential) {
        return papers.getOrDefault(credential, List.of());
    }
}
