// SPDX-License-Identifier: Apache-2.0
package org.urna.server.course;

import static org.assertj.core.api.Assertions.assertThat;
import static org.urna.server.course.Play.ok;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.urna.crypto.ballot.BallotCheck;
import org.urna.crypto.elgamal.Ciphertext;
import org.urna.crypto.mix.Ciphertexts;
import org.urna.crypto.mix.MixPlace;
import org.urna.crypto.mix.ShuffleProver;
import org.urna.crypto.mix.Shuffled;
import org.urna.crypto.record.Artifact;
import org.urna.crypto.record.Ballot;
import org.urna.crypto.record.BallotEntry;
import org.urna.crypto.record.Decryption;
import org.urna.crypto.record.Hash;
import org.urna.crypto.record.RankedContest;
import org.urna.crypto.record.Shuffle;
import org.urna.crypto.record.Tally;
import org.urna.crypto.threshold.DecryptionShare;
import org.urna.crypto.threshold.EncryptedTally;
import org.urna.crypto.work.Work;
import org.urna.server.Drafting;

/** What mixers do and send, made from the board alone. */
final class Mixing {

    private final Play play;

    Mixing(Play play) {
        this.play = play;
    }

    /** A signed message with the files that it names. */
    static final class Parcel {

        private final byte[] message;
        private final Map<Hash, byte[]> files;

        Parcel(byte[] message, Map<Hash, byte[]> files) {
            this.message = message;
            this.files = files;
        }

        byte[] message() {
            return message;
        }

        Map<Hash, byte[]> files() {
            return files;
        }
    }

    /** A mixer's step with what it put out. */
    record Step(Shuffle shuffle, Parcel sent, Ciphertexts output) {}

    /** A draft whose contest {@code chair} is ranked: three candidates by alternative vote. */
    static ObjectNode draft(Play play, boolean bySection) {
        ObjectNode draft = play.draft();
        ObjectNode contest = ((ArrayNode) draft.path("contests")).insertObject(0);
        ((ArrayNode) draft.path("contests")).remove(1);
        contest.put("id", "chair").put("kind", "ranked").put("rule", "irv-1").put("seats", 1);
        contest.put("bySection", bySection).set("title", Drafting.text("Chair"));
        ArrayNode candidates = contest.putArray("candidates");
        for (String name : List.of("Ada", "Bel", "Cid")) {
            candidates.addObject().set("name", Drafting.text(name));
        }
        return draft;
    }

    /** The same with the override that few members with many rankings need. */
    static ObjectNode overridden(Play play, boolean bySection) {
        ObjectNode draft = draft(play, bySection);
        ((ArrayNode) draft.path("overrides"))
                .addObject()
                .put("rule", "ranking-signature")
                .put("reason", "a test with few members");
        return draft;
    }

    /** The ballots of a ranked tally in log order; members of the section that votes in two contests are told by that. */
    Ciphertexts input(Tally tally) {
        List<List<Ciphertext>> ballots = new ArrayList<>();
        for (var entry : play.board.entries()) {
            if (entry instanceof BallotEntry cast) {
                String section = cast.ballot().contests().size() == 2 ? "members" : "students";
                for (Ballot.Part part : cast.ballot().contests()) {
                    if (part.contest().equals(tally.contest())
                            && (tally.section().isEmpty() || tally.section().equals(section))) {
                        ballots.add(BallotCheck.ciphertexts(part));
                    }
                }
            }
        }
        return Ciphertexts.of(ballots, width(tally));
    }

    private int width(Tally tally) {
        return ((RankedContest) play.manifest().contest(tally.contest()).orElseThrow()).components();
    }

    /** One honest step. */
    Step shuffle(int trustee, int step, Tally tally, Ciphertexts input) {
        MixPlace place = new MixPlace(
                play.sealed(),
                tally.contest(),
                tally.section(),
                step,
                trustee,
                play.setup().electionKey());
        Shuffled shuffled = ShuffleProver.shuffle(place, input, Person.ENTROPY, Work.ofCaller());
        return step(place, input.hash(), shuffled.output(), shuffled.proof().bytes());
    }

    /** A step that says what it is told to. */
    Step step(MixPlace place, Hash input, Ciphertexts output, byte[] proof) {
        Shuffle shuffle = new Shuffle(
                play.sealed(),
                place.contest(),
                place.section(),
                place.step(),
                place.trustee(),
                input,
                Artifact.of(output.bytes()),
                Artifact.of(proof));
        Map<Hash, byte[]> files = new HashMap<>();
        files.put(shuffle.output().sha256(), output.bytes());
        files.put(shuffle.proof().sha256(), proof);
        return new Step(
                shuffle, new Parcel(play.trustees.get(place.trustee() - 1).sign(shuffle), files), output);
    }

    /** A trustee's decryption of what the last mixer put out. */
    Parcel decryption(int trustee, Tally tally, Ciphertexts last) {
        EncryptedTally encrypted = new EncryptedTally(play.sealed(), tally.contest(), tally.section(), last.all());
        Person person = play.trustees.get(trustee - 1);
        DecryptionShare share =
                DecryptionShare.prove(encrypted, trustee, person.share().secret(), Person.ENTROPY);
        byte[] factors = share.writeFactors();
        Artifact artifact = Artifact.of(factors);
        Decryption message = new Decryption(
                play.sealed(),
                tally.contest(),
                tally.section(),
                trustee,
                new Decryption.Stored(artifact),
                share.proof());
        return new Parcel(person.sign(message), Map.of(artifact.sha256(), factors));
    }

    HttpResponse<String> announce(byte[] message) throws Exception {
        return play.server.send(play.server
                .open(play.path("/files"))
                .header("Content-Type", "application/vnd.urna.message+json")
                .POST(BodyPublishers.ofByteArray(message)));
    }

    HttpResponse<String> put(String token, Hash sha256, int part, byte[] bytes) throws Exception {
        return play.server.send(play.server
                .open(play.path("/files/" + token + "/" + sha256.hex() + "/" + part))
                .header("Content-Type", "application/octet-stream")
                .PUT(BodyPublishers.ofByteArray(bytes)));
    }

    /** Announces and uploads what is missing; returns the token. */
    String upload(Parcel sent) throws Exception {
        JsonNode announced = ok(200, announce(sent.message()));
        int length = announced.path("partBytes").asInt();
        String token = announced.path("token").asText();
        for (Map.Entry<Hash, byte[]> file : sent.files().entrySet()) {
            for (JsonNode part : announced.path("missing").path(file.getKey().hex())) {
                int from = part.asInt() * length;
                byte[] bytes =
                        Arrays.copyOfRange(file.getValue(), from, Math.min(file.getValue().length, from + length));
                assertThat(put(token, file.getKey(), part.asInt(), bytes).statusCode())
                        .isEqualTo(204);
            }
        }
        return token;
    }

    /** Uploads and sends. */
    HttpResponse<String> send(Parcel sent) throws Exception {
        upload(sent);
        return play.send(sent.message());
    }
}
