// SPDX-License-Identifier: Apache-2.0
package org.urna.acceptance.harness;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.urna.crypto.MalformedException;
import org.urna.crypto.log.BoardPaths;
import org.urna.crypto.log.Checkpoint;
import org.urna.crypto.log.Note;
import org.urna.crypto.log.Tile;
import org.urna.crypto.record.CredentialList;
import org.urna.crypto.record.Entry;
import org.urna.crypto.record.ManifestEntry;
import org.urna.crypto.record.MessageEntry;

/** One election on one server, and everybody's steps in it. */
public record Election(Home home, String id) {

    private static final String API = "/api/v1/elections";
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** A new draft whose officers and trustees are nobody: for what staff do before anybody else is needed. */
    public static Election drafted(Home home, ServerProcess server) {
        List<JsonNode> officers = List.of(Strangers.officer("Officer A"), Strangers.officer("Officer B"));
        return drafted(home, server.http(), Draft.of(officers, Strangers.trustees(People.TRUSTEES)));
    }

    /** A new draft whose officers and trustees are people with keys. */
    public static Election draftedWithPeople(Home home, Http http) {
        People people = new People(home);
        return drafted(home, http, Draft.of(people.officers(), people.identities()));
    }

    private static Election drafted(Home home, Http http, ObjectNode draft) {
        String id = Http.json(staff(home, http, API, "application/json", bytes(draft), 201))
                .path("election")
                .asText();
        return new Election(home, id);
    }

    /** Takes a new election from nothing to open. */
    public static Election open(Home home, ServerProcess server, int members) {
        return open(home, server, members, Draft::of, List.of());
    }

    /**
     * Takes a new election from nothing to open whose manifest names one witness, which has to sign once a minute.
     *
     * @param key of the witness, as {@code verifier witness-key} prints it
     */
    public static Election witnessed(Home home, ServerProcess server, int members, String key) {
        return open(
                home,
                server,
                members,
                (officers, trustees) -> {
                    ObjectNode draft = Draft.of(officers, trustees);
                    draft.putArray("witnesses")
                            .addObject()
                            .put("name", "Watcher")
                            .put("key", key);
                    return draft.put("quorum", 1).put("maxGapMinutes", 1);
                },
                List.of());
    }

    /** Takes a new election with a manifest of its own from nothing to open. */
    static Election open(
            Home home,
            ServerProcess server,
            int members,
            BiFunction<List<JsonNode>, List<JsonNode>, ObjectNode> manifest,
            List<EveryKind.Upload> uploads) {
        Http http = server.http();
        Election election = inCeremony(home, http, members, new People(home).officers(), manifest, uploads);
        election.makeKey(http);
        election.seal(http);
        return election;
    }

    /** Has two officers seal it, and waits until it is open. */
    public void seal(Http http) {
        new People(home).sign(http, id, draft(http, "setup"));
        awaitState(http, "open");
    }

    /** Takes a new election to its key ceremony, in which no trustee has done anything yet; it has these officers. */
    public static Election inCeremony(Home home, Http http, int members, List<JsonNode> officers) {
        return inCeremony(home, http, members, officers, Draft::of, List.of());
    }

    /** The same, where {@code changed} makes the draft another one. */
    public static Election inCeremony(
            Home home, Http http, int members, List<JsonNode> officers, UnaryOperator<ObjectNode> changed) {
        return inCeremony(
                home, http, members, officers, (first, second) -> changed.apply(Draft.of(first, second)), List.of());
    }

    private static Election inCeremony(
            Home home,
            Http http,
            int members,
            List<JsonNode> officers,
            BiFunction<List<JsonNode>, List<JsonNode>, ObjectNode> manifest,
            List<EveryKind.Upload> uploads) {
        Election election = drafted(home, http, manifest.apply(officers, new People(home).identities()));
        uploads.forEach(each -> election.staff(http, "/artifacts", each.mediaType(), each.content(), 201));
        election.staff(http, "/roll", "text/csv", Roll.csv(members).getBytes(StandardCharsets.UTF_8), 200);
        election.staff(http, "/ceremony", "application/json", new byte[0], 200);
        return election;
    }

    /** The trustees make the key: the voting codes are to be issued. */
    public void holdCeremony(Http http) {
        People people = new People(home);
        people.trustees(http, id, People.TRUSTEES, "ceremony");
        people.trustees(http, id, People.TRUSTEES, "check");
    }

    /** The ceremony, and the voting codes after it. */
    public void makeKey(Http http) {
        holdCeremony(http);
        Staff.of(home, http).issue(API + "/" + id + "/credentials");
    }

    /** Has two officers close it. */
    public void close(Http http) {
        new People(home).sign(http, id, draft(http, "close"));
        await(
                http,
                "closed, with the tally",
                status -> status.path("state").asText().equals("closed")
                        && status.path("awaiting").toString().contains("tally-agreement"));
    }

    /** Has two officers decide something that the election's plan leaves open. */
    public void decide(Http http, String action, Map<String, Object> arguments, String reason) {
        new People(home)
                .sign(http, id, draft(http, Map.of("action", action, "arguments", arguments, "reason", reason)));
    }

    /** Has as many trustees as are needed agree, mix what is ranked, and decrypt, and two officers publish. */
    public void tally(Http http) {
        People people = new People(home);
        people.trustees(http, id, People.THRESHOLD, "agree", "--yes");
        if (isRanked(http)) {
            people.trustees(http, id, People.THRESHOLD, "mix");
        }
        people.trustees(http, id, People.THRESHOLD, "decrypt");
        publish(http);
    }

    /** Has two officers publish, once the trustees have decrypted. */
    public void publish(Http http) {
        awaitState(http, "tallied");
        new People(home).sign(http, id, draft(http, "publish"));
        awaitState(http, "final");
    }

    /** The roll of so many members, CSV, as it was imported. */
    public static String roll(int members) {
        return Roll.csv(members);
    }

    /** The codes in the order of the roll, from an outbox folder of somebody else's than the server's. */
    public List<String> codes(Path outbox) {
        return Roll.codes(outbox.resolve(id));
    }

    /** Has both officers sign a decision that somebody asked for. */
    public void sign(Http http, int decision) {
        new People(home).sign(http, id, decision);
    }

    /** The codes in the order of the roll. */
    public List<String> codes() {
        return Roll.codes(home.data().resolve("outbox").resolve(id));
    }

    /** A booth that has read the board. */
    public PollingBooth booth(Http http) {
        try {
            return new PollingBooth(id, board(http));
        } catch (IOException | MalformedException e) {
            throw new AssertionError(e);
        }
    }

    /** Where the election stands. */
    public JsonNode status(Http http) {
        return http.getJson(API + "/" + id);
    }

    /** The key that signs the board, in the form of {@code --board-key}. */
    public String boardKey(Http http) {
        return status(http).path("boardKey").asText();
    }

    /** Where the verifier finds it. */
    public String place(Http http) {
        return http.server() + "/e/" + id;
    }

    /** The verifier's run over HTTP with the board's key as its anchor. */
    public Ended verify(Http http) {
        return Programs.VERIFIER.run(home.log(), "verify", place(http), "--board-key", boardKey(http));
    }

    /** The files of the board as they are now, fetched over HTTP. */
    public BoardCopy board(Http http) {
        String board = "/e/" + id + "/board/";
        Map<String, byte[]> files = new TreeMap<>();
        try {
            byte[] checkpoint = http.get(board + BoardPaths.CHECKPOINT);
            files.put(BoardPaths.CHECKPOINT, checkpoint);
            files.put(BoardPaths.CHECKPOINTS, http.get(board + BoardPaths.CHECKPOINTS));
            for (Tile tile :
                    Tile.forSize(Checkpoint.parse(Note.parse(checkpoint).text()).size())) {
                files.put(tile.path(), http.get(board + tile.path()));
            }
            BoardCopy copy = new BoardCopy(files);
            List<String> artifacts = new ArrayList<>();
            for (Entry entry : copy.read()) {
                if (entry instanceof ManifestEntry m && m.artifact() != null) {
                    artifacts.add(BoardPaths.artifact(m.artifact().sha256().bytes()));
                } else if (entry instanceof MessageEntry m && m.message() instanceof CredentialList list) {
                    artifacts.add(
                            BoardPaths.artifact(list.credentials().sha256().bytes()));
                    artifacts.add(BoardPaths.artifact(list.reserves().sha256().bytes()));
                }
            }
            artifacts.forEach(path -> files.put(path, http.get(board + path)));
            return copy;
        } catch (MalformedException e) {
            throw new AssertionError(e);
        }
    }

    private boolean isRanked(Http http) {
        return status(http).path("awaiting").toString().contains("\"shuffle\"");
    }

    private int draft(Http http, String action) {
        return draft(http, Map.of("action", action, "reason", "planned"));
    }

    private int draft(Http http, Map<String, Object> decision) {
        byte[] body = bytes(decision);
        return Http.json(staff(http, "/decisions", "application/json", body, 201))
                .path("number")
                .asInt();
    }

    private void awaitState(Http http, String state) {
        await(http, state, status -> status.path("state").asText().equals(state));
    }

    private void await(Http http, String wish, Predicate<JsonNode> wished) {
        Instant end = Instant.now().plus(PATIENCE);
        JsonNode status = status(http);
        while (!wished.test(status)) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("the election does not become " + wish + ": " + status);
            }
            ServerProcess.pause(150);
            status = status(http);
        }
    }

    private byte[] staff(Http http, String path, String type, byte[] body, int status) {
        return staff(home, http, API + "/" + id + path, type, body, status);
    }

    private static byte[] staff(Home home, Http http, String path, String type, byte[] body, int status) {
        return Staff.of(home, http).post(path, type, body, status);
    }

    private static byte[] bytes(Object value) {
        try {
            return Http.JSON.writeValueAsBytes(value);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** The election in a copied home. */
    public Election in(Home other) {
        return new Election(other, id);
    }

    /** Writes a text into a file of the home and gives its path. */
    public Path keep(String name, String text) {
        try {
            return Files.writeString(home.folder().resolve(name), text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
