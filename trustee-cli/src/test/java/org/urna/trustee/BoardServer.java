// SPDX-License-Identifier: Apache-2.0
package org.urna.trustee;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import org.urna.crypto.MalformedException;
import org.urna.crypto.group.Entropy;
import org.urna.crypto.jose.DetachedJws;
import org.urna.crypto.log.CheckpointSigner;
import org.urna.crypto.log.EntryBundle;
import org.urna.crypto.log.Note;
import org.urna.crypto.log.NoteSigningKey;
import org.urna.crypto.log.SignatureType;
import org.urna.crypto.log.Tile;
import org.urna.crypto.log.TileBuilder;
import org.urna.crypto.log.TreeHash;
import org.urna.crypto.record.Artifact;
import org.urna.crypto.record.ElectionId;
import org.urna.crypto.record.EntryType;
import org.urna.crypto.record.Hash;
import org.urna.crypto.record.SignedMessage;
import org.urna.crypto.record.Stamp;

/**
 * A board on HTTP, with real tiles and signatures, that appends whatever message it is sent: it stands for a voting server that may
 * be honest or not. Refuses a second message where it has one, as the server does.
 */
public final class BoardServer implements AutoCloseable {

    /** Name of the board. */
    public static final String ORIGIN = "urna.example/e/1";

    private final ElectionId election;
    private final HttpServer http;
    private final ExecutorService threads = Executors.newFixedThreadPool(8);
    private final NoteSigningKey boardKey = NoteSigningKey.generate(ORIGIN, SignatureType.ED25519, Entropy.secure());
    private final NoteSigningKey cosigner =
            NoteSigningKey.generate(ORIGIN, SignatureType.ML_DSA_44_COSIGNATURE, Entropy.secure());
    private final CheckpointSigner signer = new CheckpointSigner(boardKey, cosigner);
    private final List<byte[]> entries = new ArrayList<>();
    private final Map<String, byte[]> files = new HashMap<>();
    private final Map<String, byte[]> web = new HashMap<>();
    private final StringBuilder history = new StringBuilder();
    private final List<byte[]> messages = new ArrayList<>();
    private final List<byte[]> held = new ArrayList<>();
    private final Map<Integer, Draft> drafts = new HashMap<>();
    private final UploadDesk uploads = new UploadDesk();
    private TileBuilder tiles = TileBuilder.empty();
    private Instant time = Election.NOW;
    private Predicate<SignedMessage> loses = message -> false;

    /** A drafted decision with the signatures that it has. */
    public record Draft(String action, String text, List<String> signatures, List<String> signedBy) {}

    /** A server of one election on a free port of this machine. */
    public BoardServer(ElectionId election) throws IOException {
        this.election = election;
        this.http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.setExecutor(threads);
        http.createContext("/", this::answer);
        http.start();
    }

    /** What {@code --server} takes. */
    public String url() {
        return "http://127.0.0.1:" + http.getAddress().getPort() + "/";
    }

    /** Verifier key of the board. */
    public String boardKey() {
        return boardKey.publicKey().toString();
    }

    /** Verifier key of the cosigner. */
    public String cosigner() {
        return cosigner.publicKey().toString();
    }

    /** Appends an entry and publishes a checkpoint. */
    public synchronized void append(byte[] entry) {
        entries.add(entry);
        tiles.append(TreeHash.leaf(entry));
        publish();
    }

    /** Entries of the log. */
    public synchronized List<byte[]> entries() {
        return List.copyOf(entries);
    }

    /** Root of the log. */
    public synchronized Hash root() {
        return Hash.of(tiles.root().bytes());
    }

    /** Serves {@code content} as an artifact. */
    public synchronized void artifact(byte[] content) {
        files.put("artifact/" + Hash.sha256(content).hex(), content);
    }

    /** Serves {@code content} below the server's root. */
    public synchronized void web(String path, byte[] content) {
        web.put("/" + path, content);
    }

    /** An artifact that is served. */
    public synchronized byte[] artifact(Hash sha256) {
        return files.get("artifact/" + sha256.hex()).clone();
    }

    /** Decryptions that are held. */
    public synchronized List<byte[]> held() {
        return List.copyOf(held);
    }

    /** A message is taken, and the connection then breaks. */
    public synchronized void loseAnswerTo(Predicate<SignedMessage> which) {
        loses = which;
    }

    /** Where the files of messages are handed over. */
    public UploadDesk uploads() {
        return uploads;
    }

    /** Drafts a decision. */
    public synchronized void draft(int number, String action, String text) {
        drafts.put(number, new Draft(action, text, new ArrayList<>(), new ArrayList<>()));
    }

    /** Signatures that a decision has. */
    public synchronized List<String> signatures(int number) {
        return List.copyOf(drafts.get(number).signatures());
    }

    /** The time of what is appended from now on. */
    public synchronized void clock(Instant now) {
        time = now;
    }

    /** Shows another log from now on, signed by the same keys: a fork, if it differs. Forgets what it was sent. */
    public synchronized void replaceLog(List<byte[]> other) {
        messages.clear();
        held.clear();
        uploads.clear();
        entries.clear();
        files.keySet().removeIf(path -> path.startsWith("tile/"));
        tiles = TileBuilder.empty();
        history.setLength(0);
        other.forEach(this::append);
    }

    private void publish() {
        tiles.drain().forEach((tile, content) -> files.put(tile.path(), content));
        long size = tiles.size();
        long index = (size - 1) / Tile.FULL_WIDTH;
        List<byte[]> bundle = entries.subList((int) (index * Tile.FULL_WIDTH), (int) size);
        files.put(new Tile(Tile.ENTRIES, index, bundle.size()).path(), EntryBundle.encode(bundle));
        Note note = signer.sign(size, tiles.root(), 1_800_000_000L + size);
        files.put("checkpoint", note.write().getBytes(StandardCharsets.UTF_8));
        history.append(note.write());
        files.put("checkpoints", history.toString().getBytes(StandardCharsets.UTF_8));
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            String board = "/e/" + election.hex() + "/board/";
            String api = "/api/v1/elections/" + election.hex() + "/";
            if (path.startsWith(board)) {
                file(exchange, files, path.substring(board.length()));
            } else if (path.equals(api + "messages")) {
                message(exchange, exchange.getRequestBody().readAllBytes());
            } else if (path.equals(api + "files")) {
                send(exchange, 200, uploads.announce(exchange.getRequestBody().readAllBytes()));
            } else if (path.startsWith(api + "files/")) {
                byte[] part = exchange.getRequestBody().readAllBytes();
                exchange.sendResponseHeaders(uploads.put(path.substring(api.length() + 6), part), -1);
            } else if (path.equals(api + "decisions")) {
                send(exchange, 200, drafts());
            } else if (path.startsWith(api + "decisions/")) {
                sign(exchange, Integer.parseInt(path.split("/", -1)[6]));
            } else {
                file(exchange, web, path);
            }
        }
    }

    private synchronized void file(HttpExchange exchange, Map<String, byte[]> all, String path) throws IOException {
        byte[] content = all.get(path);
        if (content == null) {
            problem(exchange, 404, "not-found");
        } else {
            exchange.sendResponseHeaders(200, content.length);
            exchange.getResponseBody().write(content);
        }
    }

    private synchronized void message(HttpExchange exchange, byte[] bytes) throws IOException {
        SignedMessage message;
        try {
            message = SignedMessage.read(bytes);
        } catch (MalformedException e) {
            problem(exchange, 400, "message-malformed");
            return;
        }
        if (messages.stream().anyMatch(each -> Arrays.equals(each, bytes))) {
            send(exchange, 200, "{\"index\":0}");
            return;
        }
        for (Artifact each : UploadDesk.files(message)) {
            byte[] content = uploads.whole(each);
            if (content == null) {
                problem(exchange, 409, "wrong-state");
                return;
            }
            artifact(content);
        }
        messages.add(bytes);
        boolean lost = loses.test(message);
        if (message.type() == EntryType.DECRYPTION) {
            held.add(bytes);
            send(exchange, 202, "{\"held\":true}");
            return;
        }
        append(Stamp.message(bytes, time));
        if (lost) {
            return; // closes the connection without an answer
        }
        send(exchange, 201, "{\"index\":" + (entries.size() - 1) + "}");
    }

    private synchronized void sign(HttpExchange exchange, int number) throws IOException {
        String jws = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.US_ASCII);
        Draft draft = drafts.get(number);
        draft.signatures().add(jws);
        try {
            draft.signedBy().add(DetachedJws.keyId(jws));
        } catch (MalformedException e) {
            problem(exchange, 400, "message-malformed");
            return;
        }
        String state = draft.signatures().size() < 2 ? "pending" : "appended";
        send(
                exchange,
                200,
                "{\"state\":\"" + state + "\",\"signatures\":"
                        + draft.signatures().size() + "}");
    }

    private synchronized String drafts() {
        List<String> list = new ArrayList<>();
        drafts.forEach((number, draft) -> list.add("{\"number\":" + number + ",\"action\":\"" + draft.action()
                + "\",\"decision\":\"" + draft.text().replace("\\", "\\\\").replace("\"", "\\\"") + "\",\"signedBy\":["
                + String.join(
                        ",",
                        draft.signedBy().stream()
                                .map(each -> "\"" + each + "\"")
                                .toList())
                + "],\"state\":\"" + (draft.signatures().size() < 2 ? "pending" : "appended") + "\"}"));
        return "[" + String.join(",", list) + "]";
    }

    private static void problem(HttpExchange exchange, int status, String code) throws IOException {
        send(
                exchange,
                status,
                "{\"type\":\"urn:urna:problem:" + code + "\",\"title\":\"no\",\"status\":" + status + "}");
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        http.stop(0);
        threads.shutdownNow();
    }
}
