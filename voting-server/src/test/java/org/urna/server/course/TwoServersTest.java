// SPDX-License-Identifier: Apache-2.0
package org.urna.server.course;

import static org.assertj.core.api.Assertions.assertThat;
import static org.urna.server.course.Play.ok;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.urna.crypto.ballot.BallotEncryption;
import org.urna.crypto.ballot.BallotSignature;
import org.urna.crypto.ballot.Choices;
import org.urna.crypto.ballot.ContestForm;
import org.urna.crypto.credential.Credential;
import org.urna.crypto.group.Point;
import org.urna.crypto.group.SecretScalar;
import org.urna.crypto.jose.CompactJws;
import org.urna.crypto.jose.SigningKey;
import org.urna.crypto.record.Artifact;
import org.urna.crypto.record.BallotEntry;
import org.urna.crypto.record.CastRequest;
import org.urna.crypto.record.CredentialLine;
import org.urna.crypto.record.CredentialList;
import org.urna.crypto.record.Entry;
import org.urna.crypto.record.EntryType;
import org.urna.crypto.record.Hash;
import org.urna.crypto.record.Lines;
import org.urna.crypto.record.Manifest;
import org.urna.crypto.record.Receipt;
import org.urna.crypto.record.ReserveLine;
import org.urna.crypto.verify.Anchors;
import org.urna.crypto.verify.Resources;
import org.urna.crypto.verify.Verification;
import org.urna.crypto.verify.report.Check;
import org.urna.crypto.verify.report.Report;
import org.urna.server.ServerFixture;
import org.urna.server.config.DatabaseUrl;
import org.urna.server.http.ServerLimits;
import org.urna.server.registrar.ServedElection;
import org.urna.server.registrar.Upload;
import org.urna.server.store.Databases;

/**
 * D3 in its full figures: a whole election on two servers and one PostgreSQL, in which a thousand electors cast two ballots at once and two thousand
 * cast while officers close. A registrar apart from the server lists credentials without codes: stretching three thousand codes would take longer
 * than all the rest.
 */
class TwoServersTest {

    private static final int PAIRS = 1_000;
    private static final int AT_THE_CLOSE = 2_000;
    private static final int RESERVE = 3;
    private static final int DEVICES = 32;
    private static final String STYLE = "student";

    private enum Side {
        ONE,
        OTHER
    }

    private final Map<Side, ServerFixture> servers = new EnumMap<>(Side.class);
    private final ExecutorService devices = Executors.newFixedThreadPool(DEVICES);
    private final List<Credential> voters = credentials(PAIRS + AT_THE_CLOSE);
    private final Map<Hash, String> receipts = new HashMap<>();
    private final Map<Hash, CastRequest> taken = new HashMap<>();
    private final List<CastRequest> late = new ArrayList<>();
    private Play play;

    /** A ballot on its way. */
    private record Sent(CastRequest ballot, Side side, Future<HttpResponse<String>> answer) {}

    @Test
    void d3TwoServersTakeOneBallotOfEachVoterAndNoneAfterTheClose(@TempDir Path data) throws Exception {
        DatabaseUrl database = Databases.postgreSql();
        try (Play election = new Play(data, database)) {
            play = election;
            open();
            ServerFixture other = ServerFixture.start(data, database, ServerLimits.STANDARD);
            try {
                servers.put(Side.ONE, play.server);
                servers.put(Side.OTHER, other);
                race();
                close();
                bothServersSayTheSame();
                theBoardHasWhatWasAnswered();
                VotedElection.publish(play);
                theVerifierPasses();
            } finally {
                other.close();
            }
        } finally {
            devices.shutdownNow();
        }
    }

    private void open() throws Exception {
        SigningKey registrar = SigningKey.generate(Person.ENTROPY);
        ObjectNode draft = play.draft();
        draft.withArray("sections").remove(0);
        draft.withArray("styles").remove(0);
        draft.withArray("contests").remove(1);
        draft.putObject("registrar")
                .put("mode", "separate")
                .set("key", Play.tree(registrar.publicKey().jwk()));
        StringBuilder roll = new StringBuilder(Play.roll(0));
        for (int i = 1; i <= voters.size(); i++) {
            roll.append(i + ",Member " + i + ",m" + i + "@example.org,,,,,,,,m," + STYLE + ",,,,\n");
        }
        play.create(draft, roll.toString());
        ok(200, play.staff("/ceremony"));
        play.ceremony();
        byte[] listed = lines(Lines.credentials(), voters, k -> new CredentialLine(k, STYLE, 1));
        byte[] spare = lines(Lines.reserves(), credentials(RESERVE), ReserveLine::new);
        CredentialList list = new CredentialList(
                play.last(EntryType.MANIFEST).hash(), Artifact.of(listed), voters.size(), Artifact.of(spare), RESERVE);
        new Upload(ServedElection.at("http://127.0.0.1:" + play.server.port() + "/e/" + play.election))
                .take(RegistrarCalls.message(list, registrar), List.of(listed, spare));
        play.decide("setup", null, "planned");
        play.await("open");
    }

    private static List<Credential> credentials(int count) {
        return IntStream.range(0, count)
                .parallel()
                .mapToObj(i -> Credential.of(SecretScalar.random(Person.ENTROPY)))
                .sorted(Comparator.comparing(each -> each.publicKey().encode(), Arrays::compareUnsigned))
                .toList();
    }

    private interface Line<L> {
        L of(Point credential);
    }

    private static <L> byte[] lines(Lines<L> lines, List<Credential> credentials, Line<L> line) throws Exception {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        for (Credential each : credentials) {
            lines.write(file, line.of(each.publicKey()));
        }
        return file.toByteArray();
    }

    /** A ballot of each of these voters for this candidate, encrypted before anything is sent. */
    private List<CastRequest> ballots(List<Credential> from, int candidate) {
        Manifest manifest = play.manifest();
        List<ContestForm> forms =
                ContestForm.of(manifest.contestsOf(manifest.style(STYLE).orElseThrow()));
        BallotEncryption encryption =
                new BallotEncryption(play.sealed(), play.setup().electionKey());
        return from.stream()
                .parallel()
                .map(voter -> BallotSignature.sign(
                        encryption
                                .encrypt(forms, voter.publicKey(), List.of(Choices.of(2, candidate)), Person.ENTROPY)
                                .ballot(),
                        voter,
                        Person.ENTROPY))
                .toList();
    }

    private Sent send(CastRequest ballot, Side side) {
        return new Sent(ballot, side, devices.submit(() -> cast(ballot, side)));
    }

    private HttpResponse<String> cast(CastRequest ballot, Side side) throws Exception {
        ServerFixture server = servers.get(side);
        return server.send(server.open(play.path("/ballots"))
                .header("Content-Type", "application/vnd.urna.ballot+json")
                .POST(BodyPublishers.ofByteArray(ballot.write())));
    }

    private void take(Sent sent) throws Exception {
        Hash hash = sent.ballot().ballot().hash();
        taken.put(hash, sent.ballot());
        receipts.put(hash, sent.answer().get().body());
    }

    /** Of two ballots under one credential, one sent to each server, one is taken; whoever sent the other is told which one stands. */
    private void race() throws Exception {
        List<CastRequest> first = ballots(voters.subList(0, PAIRS), 1);
        List<CastRequest> second = ballots(voters.subList(0, PAIRS), 2);
        List<List<Sent>> pairs = new ArrayList<>();
        for (int i = 0; i < PAIRS; i++) {
            Side side = Side.values()[i % 2];
            Side other = Side.values()[1 - i % 2];
            pairs.add(List.of(send(first.get(i), side), send(second.get(i), other)));
        }
        Set<Side> winners = new HashSet<>();
        for (List<Sent> pair : pairs) {
            boolean firstWon = pair.get(0).answer().get().statusCode() == 201;
            Sent winner = pair.get(firstWon ? 0 : 1);
            HttpResponse<String> lost = pair.get(firstWon ? 1 : 0).answer().get();
            assertThat(winner.answer().get().statusCode())
                    .as(winner.answer().get().body())
                    .isEqualTo(201);
            assertThat(lost.statusCode()).as(lost.body()).isEqualTo(409);
            assertThat(lost.body())
                    .contains("urn:urna:problem:credential-used")
                    .contains(receipt(winner.answer().get().body()).tracker().toString());
            winners.add(winner.side());
            take(winner);
        }
        assertThat(receipts).hasSize(PAIRS);
        assertThat(winners).containsOnly(Side.values());
    }

    /** The second officer signs when a third of the answers are there. */
    private void close() throws Exception {
        JsonNode decision = play.draftDecision("close", null, "planned");
        ok(200, play.sign(decision, play.officers.get(0)));
        List<Sent> all = new ArrayList<>();
        for (CastRequest ballot : ballots(voters.subList(PAIRS, PAIRS + AT_THE_CLOSE), 1)) {
            all.add(send(ballot, Side.values()[all.size() % 2]));
        }
        all.get(AT_THE_CLOSE / 3).answer().get();
        assertThat(ok(200, play.sign(decision, play.officers.get(1)))
                        .path("state")
                        .asText())
                .isEqualTo("appended");
        for (Sent each : all) {
            HttpResponse<String> answer = each.answer().get();
            if (answer.statusCode() == 201) {
                take(each);
            } else {
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(409);
                assertThat(answer.body()).contains("urn:urna:problem:closed");
                late.add(each.ballot());
            }
        }
        assertThat(receipts.size()).isGreaterThan(PAIRS);
        assertThat(late).isNotEmpty();
    }

    private void bothServersSayTheSame() throws Exception {
        List<Hash> some = List.copyOf(taken.keySet()).subList(0, 25);
        for (Side side : Side.values()) {
            for (Hash hash : some) {
                HttpResponse<String> again = cast(taken.get(hash), side);
                assertThat(again.statusCode()).isEqualTo(200);
                assertThat(again.body()).isEqualTo(receipts.get(hash));
            }
            for (CastRequest each : late.subList(0, Math.min(25, late.size()))) {
                assertThat(cast(each, side).body()).contains("urn:urna:problem:closed");
            }
        }
    }

    private void theBoardHasWhatWasAnswered() throws Exception {
        List<Entry> entries = play.board.entries();
        Map<Hash, Long> places = new HashMap<>();
        Set<Point> cast = new HashSet<>();
        long close = 0;
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i) instanceof BallotEntry ballot) {
                places.put(ballot.ballot().hash(), (long) i);
                assertThat(cast.add(ballot.ballot().credential())).isTrue();
            }
            close = entries.get(i).type() == EntryType.CLOSE ? i : close;
        }
        assertThat(places.keySet()).isEqualTo(receipts.keySet());
        for (Map.Entry<Hash, String> each : receipts.entrySet()) {
            Receipt receipt = receipt(each.getValue());
            assertThat(receipt.ballot()).isEqualTo(each.getKey());
            assertThat(receipt.index()).isEqualTo(places.get(each.getKey())).isLessThan(close);
        }
    }

    private static Receipt receipt(String jws) throws Exception {
        return Receipt.read(CompactJws.parse(jws).payload());
    }

    private void theVerifierPasses() {
        Anchors anchors =
                new Anchors(Optional.empty(), List.of(play.sealed()), List.copyOf(receipts.values()), Map.of());
        Report report =
                Verification.run(play.board, anchors, Resources.ofCaller()).report();

        assertThat(report.failures()).isEmpty();
        for (Check check : List.of(Check.BALLOT_PROOFS, Check.BALLOT_UNIQUE, Check.LOG_RECEIPTS)) {
            assertThat(report.row(check).checked()).as("%s", check).isEqualTo(receipts.size());
        }
    }
}
