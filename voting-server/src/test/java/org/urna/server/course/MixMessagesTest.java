// SPDX-License-Identifier: Apache-2.0
package org.urna.server.course;

import static org.assertj.core.api.Assertions.assertThat;
import static org.urna.server.course.Play.ok;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.urna.crypto.ballot.Answer;
import org.urna.crypto.ballot.Choices;
import org.urna.crypto.ballot.Preferences;
import org.urna.crypto.credential.VotingCode;
import org.urna.crypto.group.Point;
import org.urna.crypto.mix.Ciphertexts;
import org.urna.crypto.mix.MixPlace;
import org.urna.crypto.record.Artifact;
import org.urna.crypto.record.Decryption;
import org.urna.crypto.record.EntryType;
import org.urna.crypto.record.Hash;
import org.urna.crypto.record.Shuffle;
import org.urna.crypto.record.Tally;
import org.urna.server.store.Databases;

/** What the server refuses of mixers and their files, over HTTP: nothing of it reaches the board, and the honest mix goes on. */
class MixMessagesTest {

    private static final int MEMBERS = 4;

    @TempDir
    Path data;

    private final ExecutorService threads = Executors.newFixedThreadPool(2);
    private Play play;
    private Mixing mixing;
    private Tally tally;
    private Ciphertexts input;

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    private void close() throws Exception {
        play.create(Mixing.overridden(play, false), Play.roll(MEMBERS));
        ok(200, play.staff("/ceremony"));
        play.ceremony();
        ok(200, play.staff("/credentials"));
        play.decide("setup", null, "planned");
        play.await("open");
        Map<Integer, VotingCode> codes = play.codes();
        for (int i = 1; i <= MEMBERS; i++) {
            Answer ranking = i == 4 ? Preferences.blank() : Preferences.of(i, i % 3 + 1);
            List<Answer> answers = i % 3 == 0 ? List.of(ranking) : List.of(ranking, Choices.of(3, 1));
            assertThat(play.cast(play.ballot(codes.get(i), i % 3 == 0 ? "student" : "full", answers))
                            .statusCode())
                    .isEqualTo(201);
        }
        play.decide("close", null, "meeting-decision");
        play.awaitEntry(EntryType.TALLY);
        mixing = new Mixing(play);
        tally = play.tallies().get(0);
        input = mixing.input(tally);
    }

    private static void refused(HttpResponse<String> response, int status, String code, String check) {
        JsonNode problem = ok(status, response);
        assertThat(problem.path("type").asText()).isEqualTo("urn:urna:problem:" + code);
        assertThat(problem.path("check").asText()).isEqualTo(check);
    }

    private void agree() throws Exception {
        for (int i = 1; i <= 3; i++) {
            ok(201, play.send(play.trustees.get(i - 1).sign(play.agreement(i))));
        }
    }

    /** A6, F1: only what a trustee signed, in its turn and in the right length, can be uploaded, and only its own bytes are taken. */
    @Test
    void filesAreThoseOfASignedMessageInItsTurn() throws Exception {
        try (Play started = new Play(data, Databases.sqlite(data))) {
            play = started;
            close();
            Mixing.Step first = mixing.shuffle(1, 1, tally, input);
            byte[] message = first.sent().message();
            refused(mixing.announce(message), 409, "wrong-state", "entry-order");
            agree();

            refused(mixing.announce(new byte[] {'{', '}'}), 400, "message-malformed", "");
            refused(mixing.announce(new Person().sign(first.shuffle())), 422, "message-invalid", "trustee-identity");
            refused(
                    mixing.announce(play.trustees.get(1).sign(first.shuffle())),
                    422,
                    "message-invalid",
                    "trustee-identity");
            refused(mixing.announce(play.lot(1)), 422, "message-invalid", "lot");
            refused(mixing.announce(longer(first.shuffle())), 422, "message-invalid", "shuffle");
            refused(play.send(longer(first.shuffle())), 422, "message-invalid", "shuffle");
            assertThat(play.board.column("SELECT sha256 FROM upload")).isEmpty();

            JsonNode announced = ok(200, mixing.announce(message));
            Hash output = first.shuffle().output().sha256();
            assertThat(announced.path("missing").path(output.hex()).toString()).isEqualTo("[0]");
            refused(play.send(message), 409, "wrong-state", "entry-order");
            parts(announced.path("token").asText(), output);
            wrongBytes(first, output);

            long index = ok(201, mixing.send(first.sent())).path("index").asLong();
            assertThat(play.board.entries().get((int) index).type()).isEqualTo(EntryType.SHUFFLE);
            assertThat(ok(200, play.send(message)).path("index").asLong()).isEqualTo(index);
            refused(mixing.announce(message), 409, "wrong-state", "entry-order");
            assertThat(play.board.column("SELECT sha256 FROM upload_part")).isEmpty();
            assertThat(play.board.artifact(output).readAllBytes())
                    .isEqualTo(first.output().bytes());
        }
    }

    private byte[] longer(Shuffle shuffle) {
        Artifact output =
                new Artifact(shuffle.output().sha256(), shuffle.output().length() + Ciphertexts.BYTES);
        return play.trustees
                .get(0)
                .sign(new Shuffle(
                        shuffle.anchor(),
                        shuffle.contest(),
                        shuffle.section(),
                        shuffle.step(),
                        shuffle.trustee(),
                        shuffle.input(),
                        output,
                        shuffle.proof()));
    }

    private void parts(String token, Hash output) throws Exception {
        byte[] bytes = new byte[(int) (tally.ballots() * Ciphertexts.BYTES)];
        assertThat(mixing.put(token, output, 0, Arrays.copyOf(bytes, bytes.length - 1))
                        .statusCode())
                .isEqualTo(400);
        assertThat(mixing.put(token, output, 1, bytes).statusCode()).isEqualTo(400);
        assertThat(mixing.put(token, Hash.sha256(bytes), 0, bytes).statusCode()).isEqualTo(404);
        assertThat(mixing.put("A".repeat(22), output, 0, bytes).statusCode()).isEqualTo(404);
        assertThat(play.board.column("SELECT sha256 FROM upload_part")).isEmpty();
    }

    /** Other bytes of the right length are stored, found out, and asked for again. */
    private void wrongBytes(Mixing.Step step, Hash output) throws Exception {
        String token = mixing.upload(step.sent());
        byte[] bent = step.output().bytes();
        bent[bent.length - 1] ^= 1;
        assertThat(mixing.put(token, output, 0, bent).statusCode()).isEqualTo(204);

        refused(play.send(step.sent().message()), 409, "wrong-state", "entry-order");

        JsonNode missing = ok(200, mixing.announce(step.sent().message())).path("missing");
        assertThat(missing.path(output.hex()).toString()).isEqualTo("[0]");
        assertThat(missing.path(step.shuffle().proof().sha256().hex()).toString())
                .isEqualTo("[]");
    }

    @Test
    void longFilesComeInPartsOfOneMebibyte() throws Exception {
        try (Play started = new Play(data, Databases.sqlite(data))) {
            play = started;
            play.create(Mixing.overridden(play, false), Play.roll(MEMBERS));
            mixing = new Mixing(play);
            byte[] file = new byte[(2 << 20) + 128];
            Person.ENTROPY.fill(file);
            Hash name = Hash.sha256(file);
            String token = "B".repeat(22);
            play.board.update(
                    "INSERT INTO upload (election, sha256, length, token) VALUES (?, ?, ?, ?)",
                    play.election,
                    name.hex(),
                    (long) file.length,
                    token);

            for (int part : new int[] {2, 0, 1}) {
                byte[] bytes = Arrays.copyOfRange(file, part << 20, Math.min(file.length, (part + 1) << 20));
                assertThat(mixing.put(token, name, part, bytes).statusCode()).isEqualTo(204);
            }

            assertThat(mixing.put(token, name, 2, Arrays.copyOf(file, 1 << 20)).statusCode())
                    .isEqualTo(400);
            assertThat(mixing.put(token, name, 3, new byte[128]).statusCode()).isEqualTo(400);
            assertThat(mixing.put(token, name, 0, new byte[(1 << 20) + 1]).statusCode())
                    .isEqualTo(413);
            byte[] stored = new byte[file.length];
            int at = 0;
            for (byte[] part : play.board.column("SELECT bytes FROM upload_part ORDER BY part")) {
                System.arraycopy(part, 0, stored, at, part.length);
                at += part.length;
            }
            assertThat(Hash.sha256(stored)).isEqualTo(name);
        }
    }

    /** A6: a step that proves nothing, of another place, by the same mixer, on another input; a decryption before the last one. */
    @Test
    void falseAndMisplacedStepsAreRefused() throws Exception {
        try (Play started = new Play(data, Databases.sqlite(data))) {
            play = started;
            close();
            agree();
            Mixing.Step first = mixing.shuffle(1, 1, tally, input);
            // The output of one shuffle with the proof of another.
            Mixing.Step other = mixing.shuffle(1, 1, tally, input);
            Mixing.Step mixed = mixing.step(
                    place(1, 1),
                    input.hash(),
                    other.output(),
                    first.sent().files().get(first.shuffle().proof().sha256()));
            refused(mixing.send(mixed.sent()), 422, "message-invalid", "shuffle");
            early(mixing.decryption(1, tally, input));
            refused(
                    mixing.announce(mixing.shuffle(1, 2, tally, input).sent().message()),
                    409,
                    "wrong-state",
                    "entry-order");
            assertThat(play.count(EntryType.SHUFFLE)).isZero();

            ok(201, mixing.send(first.sent()));

            refused(
                    mixing.announce(
                            mixing.shuffle(1, 2, tally, first.output()).sent().message()),
                    409,
                    "wrong-state",
                    "entry-order");
            refused(
                    mixing.announce(mixing.shuffle(2, 2, tally, input).sent().message()),
                    422,
                    "message-invalid",
                    "shuffle");
            early(mixing.decryption(1, tally, first.output()));
            Mixing.Step last = mixing.shuffle(2, 2, tally, first.output());
            ok(201, mixing.send(last.sent()));
            refused(
                    mixing.announce(
                            mixing.shuffle(3, 3, tally, last.output()).sent().message()),
                    409,
                    "wrong-state",
                    "entry-order");
            decryptions(first, last);
        }
    }

    private void early(Mixing.Parcel decryption) throws Exception {
        refused(mixing.announce(decryption.message()), 409, "wrong-state", "entry-order");
        refused(play.send(decryption.message()), 409, "wrong-state", "entry-order");
    }

    /** Two mixers who work on the same input at the same time: both prove it, and one of them comes first. */
    @Test
    void ofTwoStepsAtOnceOneIsTaken() throws Exception {
        try (Play started = new Play(data, Databases.sqlite(data))) {
            play = started;
            close();
            agree();
            List<Mixing.Step> steps = List.of(mixing.shuffle(1, 1, tally, input), mixing.shuffle(2, 1, tally, input));
            List<Future<HttpResponse<String>>> answers = new ArrayList<>();
            for (Mixing.Step step : steps) {
                mixing.upload(step.sent());
            }
            for (Mixing.Step step : steps) {
                answers.add(threads.submit(() -> play.send(step.sent().message())));
            }

            List<Integer> statuses = new ArrayList<>();
            for (Future<HttpResponse<String>> answer : answers) {
                statuses.add(answer.get().statusCode());
            }

            assertThat(statuses).containsExactlyInAnyOrder(201, 409);
            assertThat(play.count(EntryType.SHUFFLE)).isEqualTo(1);
            assertThat(play.board.column("SELECT sha256 FROM artifact WHERE media_type = 'application/octet-stream'"))
                    .hasSize(2);
        }
    }

    private MixPlace place(int step, int trustee) {
        return new MixPlace(
                play.sealed(),
                tally.contest(),
                tally.section(),
                step,
                trustee,
                play.setup().electionKey());
    }

    /** Factors of the ballots as they were cast would show who voted what; of the first output they would leave one mixer to trust. */
    private void decryptions(Mixing.Step first, Mixing.Step last) throws Exception {
        refused(mixing.send(mixing.decryption(1, tally, input)), 422, "message-invalid", "decryption");
        refused(mixing.send(mixing.decryption(1, tally, first.output())), 422, "message-invalid", "decryption");
        Mixing.Parcel honest = mixing.decryption(1, tally, last.output());
        Decryption inline = new Decryption(
                play.sealed(),
                tally.contest(),
                "",
                1,
                new Decryption.Inline(List.of(Point.G)),
                play.decryption(1, play.tallies().get(1)).proof());
        refused(play.send(play.trustees.get(0).sign(inline)), 422, "message-invalid", "decryption");

        String token = mixing.upload(honest);
        ok(202, play.send(honest.message()));

        assertThat(play.send(honest.message()).statusCode()).isEqualTo(202);
        Hash factors = honest.files().keySet().iterator().next();
        assertThat(mixing.put(token, factors, 0, new byte[4 * Point.BYTES]).statusCode())
                .isEqualTo(404);
        assertThat(play.server
                        .send(play.server.open("/e/" + play.election + "/board/artifact/" + factors.hex()))
                        .statusCode())
                .isEqualTo(404);
        assertThat(play.count(EntryType.DECRYPTION)).isZero();
    }
}
