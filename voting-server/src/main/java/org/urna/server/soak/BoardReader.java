// SPDX-License-Identifier: Apache-2.0
package org.urna.server.soak;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.urna.crypto.MalformedException;
import org.urna.crypto.log.BoardPaths;
import org.urna.crypto.log.Checkpoint;
import org.urna.crypto.log.CheckpointVerifier;
import org.urna.crypto.log.Note;
import org.urna.crypto.log.NoteKey;
import org.urna.crypto.record.Hash;
import org.urna.crypto.record.Manifest;
import org.urna.server.demo.Demo;

/** Reads a board over HTTP as anybody can, and believes no checkpoint that the board's two keys have not signed. Safe for concurrent use. */
final class BoardReader {

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final String board;
    private final CheckpointVerifier verifier;
    private final Map<Hash, Checkpoint> believed = new ConcurrentHashMap<>();

    /** @throws MalformedException if the manifest's keys cannot be read */
    BoardReader(Demo.Opened opened) throws MalformedException {
        Manifest manifest = opened.board().manifest();
        this.board = "/e/" + opened.election() + "/board/";
        this.verifier = new CheckpointVerifier(
                manifest.origin(),
                NoteKey.parse(manifest.keys().board()),
                NoteKey.parse(manifest.keys().cosigner()),
                List.of());
    }

    /**
     * The file at this path of the board.
     *
     * @throws IOException if the server gives no answer, or another one than 200
     */
    byte[] get(URI server, String path) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = client.send(
                HttpRequest.newBuilder(URI.create(server + board + path))
                        .timeout(PATIENCE)
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
            throw new IOException(path + ": status " + answer.statusCode());
        }
        return answer.body();
    }

    /** The newest checkpoint that a server gives. */
    Checkpoint checkpoint(URI server) throws IOException, InterruptedException, MalformedException {
        return believe(get(server, BoardPaths.CHECKPOINT));
    }

    /**
     * Reads a checkpoint.
     *
     * @throws MalformedException unless it is the board's, with signatures that hold
     */
    Checkpoint believe(byte[] note) throws MalformedException {
        Hash hash = Hash.sha256(note);
        Checkpoint known = believed.get(hash);
        if (known != null) {
            return known;
        }
        CheckpointVerifier.Result result = verifier.open(Note.parse(note));
        if (result instanceof CheckpointVerifier.Result.Valid valid) {
            believed.put(hash, valid.signed().checkpoint());
            return valid.signed().checkpoint();
        }
        throw new MalformedException(
                ((CheckpointVerifier.Result.Invalid) result).verdict().reason());
    }

    /** Reads a checkpoint, as {@link #believe(byte[])}. */
    Checkpoint believe(String note) throws MalformedException {
        return believe(note.getBytes(StandardCharsets.UTF_8));
    }
}
