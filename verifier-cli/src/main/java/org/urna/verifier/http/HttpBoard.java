// SPDX-License-Identifier: Apache-2.0
package org.urna.verifier.http;

import java.io.BufferedInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import org.urna.crypto.log.BoardPaths;
import org.urna.crypto.log.Tile;
import org.urna.crypto.record.Hash;
import org.urna.crypto.verify.Board;
import org.urna.verifier.place.Limits;

/** A board on a web server. Nothing is followed elsewhere, and neither a long nor a slow answer is waited for without end. */
public final class HttpBoard implements Board {

    private static final Duration CONNECT = Duration.ofSeconds(15);
    private static final Duration ANSWER = Duration.ofSeconds(60);
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]", "::1");
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;

    private final HttpClient client;
    private final URI root;

    /**
     * @param place an election's page or its {@code board/}
     * @throws IllegalArgumentException unless it is https, or http to this machine, with neither query nor fragment
     */
    public HttpBoard(URI place) {
        this.root = board(place);
        this.client = HttpClient.newBuilder()
                .connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /** The address of the board itself, with a slash at its end. */
    static URI board(URI place) {
        String scheme = place.getScheme() == null ? "" : place.getScheme().toLowerCase(Locale.ROOT);
        String host = place.getHost();
        boolean local = scheme.equals("http") && host != null && LOOPBACK.contains(host);
        if (host == null || !(scheme.equals("https") || local)) {
            throw new IllegalArgumentException(
                    "a place on the web begins with https:// (http:// on this machine only)");
        }
        if (place.getRawQuery() != null || place.getRawFragment() != null || place.getRawUserInfo() != null) {
            throw new IllegalArgumentException("a place on the web has no user, query or fragment");
        }
        String address = place.toString();
        String folder = address.endsWith("/") ? address : address + "/";
        return URI.create(folder.endsWith("/board/") ? folder : folder + "board/");
    }

    private InputStream open(String path) throws IOException {
        HttpRequest request =
                HttpRequest.newBuilder(root.resolve(path)).timeout(ANSWER).GET().build();
        try {
            HttpResponse<InputStream> response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            if (response.statusCode() != OK) {
                response.body().close();
                String reason = "the server answers " + response.statusCode();
                throw response.statusCode() == NOT_FOUND ? new FileNotFoundException(reason) : new IOException(reason);
            }
            return new PatientInputStream(response.body(), ANSWER, Limits.STREAM);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private byte[] read(String path, int most) throws IOException {
        try (InputStream in = open(path)) {
            return Limits.read(in, most);
        }
    }

    @Override
    public byte[] checkpoint() throws IOException {
        return read(BoardPaths.CHECKPOINT, Limits.checkpoint());
    }

    @Override
    public InputStream checkpoints() throws IOException {
        return new BufferedInputStream(open(BoardPaths.CHECKPOINTS));
    }

    @Override
    public byte[] read(Tile tile) throws IOException {
        try {
            return read(tile.path(), Limits.of(tile));
        } catch (FileNotFoundException e) {
            if (!tile.isPartial()) {
                throw e;
            }
            // The log has grown since its checkpoint was read: the tile is full now.
            return Limits.cut(tile, read(tile.full().path(), Limits.of(tile.full())));
        }
    }

    @Override
    public InputStream artifact(Hash sha256) throws IOException {
        return open(BoardPaths.artifact(sha256.bytes()));
    }
}
