// SPDX-License-Identifier: Apache-2.0
package org.urna.server.witness;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.urna.crypto.MalformedException;
import org.urna.crypto.group.Entropy;
import org.urna.crypto.log.Checkpoint;
import org.urna.crypto.log.ConsistencyProof;
import org.urna.crypto.log.Note;
import org.urna.crypto.log.NoteSigningKey;
import org.urna.crypto.log.SignatureType;
import org.urna.crypto.log.TreeHash;
import org.urna.crypto.log.WitnessRequest;
import org.urna.crypto.record.Manifest;

/** A witness on HTTP that signs what extends what it saw, or answers whatever a test tells it to. */
final class TestWitness implements AutoCloseable {

    record Answer(int status, String body) {}

    final NoteSigningKey key;
    final List<WitnessRequest> asked = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private volatile Function<WitnessRequest, Answer> manners = this::honest;
    private boolean away;
    private volatile long size;
    private volatile TreeHash root = TreeHash.leaf(new byte[0]);

    TestWitness(String name) throws IOException {
        key = NoteSigningKey.generate(name, SignatureType.ED25519_COSIGNATURE, Entropy.secure());
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Answer answer;
            try {
                WitnessRequest request = WitnessRequest.parse(
                        new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
                asked.add(request);
                answer = manners.apply(request);
            } catch (MalformedException e) {
                answer = new Answer(400, "");
            }
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
            if (body.length > 0) {
                exchange.getResponseBody().write(body);
            }
        }
    }

    private Answer honest(WitnessRequest request) {
        if (request.oldSize() != size) {
            return new Answer(409, size + "\n");
        }
        Checkpoint next = checkpoint(request);
        boolean extended = size == 0
                || new ConsistencyProof(size, next.size(), request.proof())
                        .verify(root, next.root())
                        .isAccepted();
        if (!extended) {
            return new Answer(422, "");
        }
        size = next.size();
        root = next.root();
        return signed(key, next);
    }

    /** The answer with this key's signature of a checkpoint. */
    static Answer signed(NoteSigningKey key, Checkpoint checkpoint) {
        Note note = new Note(checkpoint.text(), List.of(key.sign(checkpoint, 1_800_000_000L)));
        return new Answer(200, note.write().substring(note.text().length() + 1));
    }

    static Checkpoint checkpoint(WitnessRequest request) {
        try {
            return Checkpoint.parse(request.checkpoint().text());
        } catch (MalformedException e) {
            throw new AssertionError(e);
        }
    }

    /** It has seen this tree of the log before. */
    void hasSeen(long entries, TreeHash seen) {
        size = entries;
        root = seen;
    }

    void answers(Function<WitnessRequest, Answer> other) {
        manners = other;
    }

    void isHonestAgain() {
        manners = this::honest;
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/w/");
    }

    Manifest.Witness inManifest() {
        return new Manifest.Witness(
                "Witness " + key.publicKey().name(), key.publicKey().toString());
    }

    /** Goes away: nobody answers at its address. */
    @Override
    public void close() {
        if (!away) {
            away = true;
            server.stop(0);
        }
    }
}
