// SPDX-License-Identifier: Apache-2.0
package org.urna.verifier.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.urna.crypto.MalformedException;
import org.urna.crypto.group.Entropy;
import org.urna.crypto.log.Checkpoint;
import org.urna.crypto.log.CheckpointSigner;
import org.urna.crypto.log.CheckpointVerifier;
import org.urna.crypto.log.ConsistencyProof;
import org.urna.crypto.log.Note;
import org.urna.crypto.log.NoteKey;
import org.urna.crypto.log.NoteSigningKey;
import org.urna.crypto.log.SignatureType;
import org.urna.crypto.log.TileReader;
import org.urna.crypto.log.TreeHash;
import org.urna.crypto.log.WitnessRequest;
import org.urna.crypto.record.Manifest;
import org.urna.crypto.verify.Anchors;
import org.urna.crypto.verify.Following;
import org.urna.crypto.verify.Resources;
import org.urna.verifier.bench.GrowingBoard;
import org.urna.verifier.http.WitnessServer;

/** E3 A witness answers as C2SP tlog-witness says, over HTTP. */
class WitnessTest {

    @TempDir
    static Path made;

    private static GrowingBoard election;

    @TempDir
    Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private final List<String> told = new ArrayList<>();
    private GrowingBoard board;
    private Memory memory;
    private Following following;
    private NoteSigningKey key;
    private WitnessServer server;
    private long size;

    @BeforeAll
    static void make() throws Exception {
        election = GrowingBoard.make(made, 8);
    }

    @BeforeEach
    void start() throws Exception {
        board = election.twin();
        size = board.firstBallot() + 2;
        board.show(size);
        memory = Memory.open(folder);
        key = WitnessKey.make(folder, "witness.example/1", Entropy.secure());
        Alarms alarms = new Alarms(
                "here",
                folder.resolve("alarms.jsonl"),
                new PrintWriter(new StringWriter()),
                told::add,
                Clock.systemUTC());
        following = new Following(board, Anchors.NONE, Resources.ofCaller());
        Watcher watcher = new Watcher(board, following, memory, alarms, Booth.NONE, Clock.systemUTC());
        watcher.pass();
        told.clear(); // the time of this election is over
        server = WitnessServer.start(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), watcher.witness(key, Clock.systemUTC()));
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
        memory.close();
    }

    private HttpResponse<String> post(String body) throws Exception {
        URI address = URI.create("http://127.0.0.1:" + server.port() + "/add-checkpoint");
        return client.send(
                HttpRequest.newBuilder(address)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> ask(long old, Note note) throws Exception {
        long next = Checkpoint.parse(note.text()).size();
        board.show(Math.max(board.size(), next));
        List<TreeHash> proof = old >= next
                ? List.of()
                : ConsistencyProof.prove(old, next, new TileReader(board.size(), board))
                        .path();
        return post(new WitnessRequest(old, proof, note).write());
    }

    private void assertCosigned(HttpResponse<String> answer, Note note) throws MalformedException {
        assertThat(answer.statusCode()).isEqualTo(200);
        Manifest manifest = following.manifest().orElseThrow();
        CheckpointVerifier verifier = new CheckpointVerifier(
                manifest.origin(),
                NoteKey.parse(manifest.keys().board()),
                NoteKey.parse(manifest.keys().cosigner()),
                List.of(key.publicKey()));
        assertThat(verifier.cosignatures(Checkpoint.parse(note.text()), Note.parseSignatures(answer.body())))
                .hasSize(1);
        assertThat(verifier.open(note.with(Note.parseSignatures(answer.body()))))
                .isInstanceOfSatisfying(
                        CheckpointVerifier.Result.Valid.class,
                        valid -> assertThat(valid.signed().witnesses()).isEqualTo(1));
    }

    @Test
    void aLaterStateIsCosignedAndRememberedBeforeTheAnswer() throws Exception {
        Note note = board.note(size + 3);

        assertCosigned(ask(size, note), note);

        assertThat(GrowingBoard.stored(Files.readAllBytes(folder.resolve("checkpoint")))
                        .size())
                .isEqualTo(size + 3);
        assertThat(told).isEmpty();
    }

    @Test
    void theSameStateIsCosignedAgainBecauseTimePasses() throws Exception {
        assertCosigned(ask(size, board.note(size)), board.note(size));
        assertCosigned(ask(size, board.note(size)), board.note(size));
    }

    @Test
    void aWrongOldSizeIsAConflictThatNamesTheRightOne() throws Exception {
        HttpResponse<String> answer = ask(size - 1, board.note(size + 1));

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/x.tlog.size");
        assertThat(answer.body()).isEqualTo(size + "\n");
    }

    @Test
    void anUnknownLogIsNotFoundAndAnUnknownSignatureForbidden() throws Exception {
        Checkpoint checkpoint = Checkpoint.parse(board.note(size).text());
        CheckpointSigner elsewhere = signer("elsewhere.example/e/1");
        CheckpointSigner impostor = signer(checkpoint.origin());

        assertThat(ask(size, elsewhere.sign(size, checkpoint.root(), 1)).statusCode())
                .isEqualTo(404);
        assertThat(ask(size, impostor.sign(size, checkpoint.root(), 1)).statusCode())
                .isEqualTo(403);
    }

    private static CheckpointSigner signer(String origin) {
        return new CheckpointSigner(
                NoteSigningKey.generate(origin, SignatureType.ED25519, Entropy.secure()),
                NoteSigningKey.generate(origin, SignatureType.ML_DSA_44_COSIGNATURE, Entropy.secure()));
    }

    @Test
    void aProofThatLeadsElsewhereIsUnprocessable() throws Exception {
        List<TreeHash> proof = List.of(TreeHash.leaf(new byte[1]), TreeHash.leaf(new byte[2]));

        assertThat(post(new WitnessRequest(size, proof, board.note(size + 3)).write())
                        .statusCode())
                .isEqualTo(422);
        assertThat(GrowingBoard.stored(Files.readAllBytes(folder.resolve("checkpoint")))
                        .size())
                .isEqualTo(size);
    }

    @Test
    void aMalformedRequestIsABadOne() throws Exception {
        assertThat(post("old 1\n\nno note").statusCode()).isEqualTo(400);
        assertThat(post("").statusCode()).isEqualTo(400);
        assertThat(ask(size + 5, board.note(size + 1)).statusCode()).isEqualTo(400);
        assertThat(post("x".repeat(300_000)).statusCode()).isEqualTo(413);
    }

    /** E1 The board's own signature under two states of one size is a fork, whoever brings it. */
    @Test
    void aForkShownToTheWitnessAloneRaisesTheAlarmAndIsNotCosigned() throws Exception {
        GrowingBoard fork = board.twin();
        fork.exchange(size - 1, size - 2);

        HttpResponse<String> answer = post(new WitnessRequest(size, List.of(), fork.note(size)).write());

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(told).singleElement().asString().contains("\"alarm\":\"fork\"");
    }

    @Test
    void aKeyIsReadBackAndItsFileIsItsOwnersAlone() throws Exception {
        assertThat(WitnessKey.read(folder).orElseThrow().publicKey()).isEqualTo(key.publicKey());
        assertThat(Files.getPosixFilePermissions(folder.resolve("witness.key"))).hasSize(2);
    }
}
