// SPDX-License-Identifier: Apache-2.0
package org.urna.server.cast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.urna.server.ServerFixture.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Vertx;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.urna.crypto.ballot.Choices;
import org.urna.crypto.credential.Credential;
import org.urna.crypto.group.Base64Url;
import org.urna.crypto.group.Entropy;
import org.urna.crypto.record.CastRequest;
import org.urna.crypto.record.Hash;
import org.urna.crypto.record.Tracker;
import org.urna.server.board.BoardFiles;
import org.urna.server.board.Checkpoints;
import org.urna.server.keys.KeyRing;
import org.urna.server.keys.KeyStore;
import org.urna.server.store.Databases;
import org.urna.server.store.Sql;
import org.urna.server.store.Store;

/** What pages read: entries, credentials, trackers, turnout. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReadingTest {

    private static final Entropy ENTROPY = Entropy.secure();

    private final ObjectMapper mapper = new ObjectMapper();
    private final List<Hash> ballots = new ArrayList<>();
    private PollingPlace place;
    private OpenElection election;
    private List<Credential> voters;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        place = PollingPlace.sqlite(folder);
    }

    @AfterAll
    void stop() throws Exception {
        place.close();
    }

    /** Five electors, of whom the first three have voted: entries 3, 4 and 5. */
    @BeforeEach
    void vote() throws Exception {
        election = place.open(OpenElection.contest("chair", 3, 0, 1, 1, true));
        voters = place.voters(election, "first", 1, 5);
        ballots.clear();
        for (Credential voter : voters.subList(0, 3)) {
            byte[] request = election.request(voter, "first", Choices.of(3, 2));
            assertThat(place.cast(election, request).statusCode()).isEqualTo(201);
            ballots.add(CastRequest.read(request).ballot().hash());
        }
    }

    private HttpResponse<String> get(String below) throws Exception {
        return place.server(0).send(place.server(0).open("/api/v1/elections/" + election.id() + below));
    }

    private byte[] bytes(String below) throws Exception {
        HttpResponse<byte[]> answer = HttpClient.newHttpClient()
                .send(
                        place.server(0)
                                .open("/api/v1/elections/" + election.id() + below)
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }

    private JsonNode json(String below) throws Exception {
        HttpResponse<String> answer = get(below);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return mapper.readTree(answer.body());
    }

    private void refused(String below, int status, String code) throws Exception {
        HttpResponse<String> answer = get(below);
        assertThat(answer.statusCode()).as(below).isEqualTo(status);
        assertThat(mapper.readTree(answer.body()).path("type").asText()).isEqualTo("urn:urna:problem:" + code);
    }

    private static String key(Credential credential) {
        return Base64Url.encode(credential.publicKey().encode());
    }

    @Test
    void anEntryIsGivenOutByteByByteAndForEver() throws Exception {
        byte[] stored = place.entry(election, 4);

        HttpResponse<String> answer = get("/entries/4");

        assertThat(answer.body().getBytes(StandardCharsets.UTF_8)).isEqualTo(stored);
        assertThat(answer.headers().firstValue("content-type")).contains("application/json");
        assertThat(answer.headers().firstValue("cache-control").orElse("")).contains("immutable");
        String tag = answer.headers().firstValue("etag").orElseThrow();
        HttpResponse<String> again = place.server(0)
                .send(place.server(0)
                        .open("/api/v1/elections/" + election.id() + "/entries/4")
                        .header("If-None-Match", tag));
        assertThat(again.statusCode()).isEqualTo(304);
    }

    @Test
    void whatIsNotThereOrNoNumberIsRefused() throws Exception {
        refused("/entries/6", 404, "not-found");
        refused("/entries/4294967295", 404, "not-found");
        refused("/entries/99999999999999999999", 400, "request-invalid");
        refused("/entries/-1", 400, "request-invalid");
        refused("/entries/1e3", 400, "request-invalid");
        refused("/entries?count=101", 400, "request-invalid");
        refused("/entries?count=0", 400, "request-invalid");
        refused("/entries?from=-1", 400, "request-invalid");
        refused("/entries?from=x", 400, "request-invalid");
        refused("/trackers?from=-1", 400, "request-invalid");
        refused("/trackers?from=4294967296", 400, "request-invalid");
    }

    @Test
    void entriesComeOneALineFromWhereTheyAreAskedFor() throws Exception {
        HttpResponse<String> all = get("/entries");
        HttpResponse<String> some = get("/entries?from=3&count=2");

        assertThat(all.body().lines()).hasSize(6);
        assertThat(all.headers().firstValue("content-type")).contains("application/jsonl");
        assertThat(all.headers().firstValue("cache-control")).contains("no-store");
        assertThat(some.body())
                .isEqualTo(new String(place.entry(election, 3), StandardCharsets.US_ASCII) + "\n"
                        + new String(place.entry(election, 4), StandardCharsets.US_ASCII) + "\n");
        assertThat(some.headers().firstValue("cache-control").orElse("")).contains("immutable");
        assertThat(get("/entries?from=6").body()).isEmpty();
    }

    @Test
    void nothingIsGivenOutThatNoSignedCheckpointCovers(@TempDir Path folder) throws Exception {
        Vertx vertx = Vertx.vertx();
        // Without a server nobody signs.
        Store store = await(Store.open(vertx, Databases.sqlite(folder)));
        OpenElection unsigned = OpenElection.create(store, folder, OpenElection.contest("chair", 2, 0, 1, 1, true));
        BoardFiles boards =
                new BoardFiles(store, new Checkpoints(vertx, store, new KeyRing(vertx, new KeyStore(folder, ENTROPY))));

        assertThat(await(boards.entries(unsigned.id(), 0, 100))).isEmpty();
        await(store.transaction(connection -> Sql.update(
                connection,
                "INSERT INTO checkpoint (election, size, root, note, time) VALUES (#{id}, 2, '', '', '')",
                Map.of("id", unsigned.id()))));
        assertThat(await(boards.entries(unsigned.id(), 0, 100))).hasSize(2);
        assertThat(await(boards.entries(unsigned.id(), 2, 100))).isEmpty();
        await(store.close());
        await(vertx.close());
    }

    @Test
    void aCredentialIsLiveUntilItHasCast() throws Exception {
        JsonNode live = json("/credentials/" + key(voters.get(3)));
        JsonNode cast = json("/credentials/" + key(voters.get(1)));

        assertThat(live).isEqualTo(mapper.readTree("{\"style\":\"first\",\"weight\":1,\"status\":\"live\"}"));
        assertThat(cast.path("status").asText()).isEqualTo("cast");
        assertThat(cast.path("tracker").asText())
                .isEqualTo(Tracker.of(ballots.get(1)).toString());
        assertThat(cast.path("index").asLong()).isEqualTo(4);
        assertThat(cast.path("time").asText()).matches("[0-9-]{10}T[0-9:]{5}:00Z");
    }

    @Test
    void aCredentialThatWasRetiredSaysSo() throws Exception {
        for (String[] status : new String[][] {{"replaced", "retired"}, {"revoked", "revoked"}}) {
            place.change(
                    "UPDATE credential SET status = #{status} WHERE election = #{id} AND k = #{k}",
                    Map.of(
                            "status",
                            status[0],
                            "id",
                            election.id(),
                            "k",
                            place.store().bin(voters.get(4).publicKey().encode())));

            assertThat(json("/credentials/" + key(voters.get(4))).path("status").asText())
                    .isEqualTo(status[1]);
        }
    }

    @Test
    void whatIsNoCredentialHereIsUnknownAndWhatIsNoKeyIsInvalid() throws Exception {
        String other = key(place.voter(place.open(OpenElection.contest("chair", 2, 0, 1, 1, true)), "first"));
        refused("/credentials/" + other, 403, "credential-unknown");
        refused("/credentials/" + key(voters.get(0)).substring(1), 400, "request-invalid");
        // The last character has two spare bits: they are zero.
        refused("/credentials/" + "A".repeat(85) + "B", 400, "request-invalid");
        place.change(
                "UPDATE credential SET status = 'reserve' WHERE election = #{id} AND k = #{k}",
                Map.of(
                        "id",
                        election.id(),
                        "k",
                        place.store().bin(voters.get(4).publicKey().encode())));
        refused("/credentials/" + key(voters.get(4)), 403, "credential-unknown");
    }

    @Test
    void trackersAreTheBeginningsOfAllHashesAscending() throws Exception {
        ByteBuffer rows = ByteBuffer.wrap(bytes("/trackers"));

        assertThat(rows.remaining()).isEqualTo(3 * 12);
        for (int i = 0; i < 3; i++) {
            assertThat(rows.getInt()).isEqualTo(3 + i);
            assertThat(rows.getLong())
                    .isEqualTo(ByteBuffer.wrap(ballots.get(i).bytes()).getLong());
        }
        assertThat(bytes("/trackers?from=5")).hasSize(12);
        assertThat(bytes("/trackers?from=6")).isEmpty();
    }

    @Test
    void whatIsCastAfterTrackersWereReadComesToo() throws Exception {
        assertThat(bytes("/trackers")).hasSize(3 * 12);
        assertThat(place.cast(election, election.request(voters.get(3), "first", Choices.of(3, 1)))
                        .statusCode())
                .isEqualTo(201);
        long end = System.nanoTime() + 20_000_000_000L;
        while (bytes("/trackers").length < 4 * 12) {
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.sleep(100);
        }
        assertThat(ByteBuffer.wrap(bytes("/trackers?from=6")).getInt()).isEqualTo(6);
    }

    @Test
    void theTurnoutCountsElectorsAndBallots() throws Exception {
        JsonNode turnout = json("/turnout");

        assertThat(turnout.path("electors").asInt()).isEqualTo(5);
        assertThat(turnout.path("ballots").asInt()).isEqualTo(3);
        assertThat(turnout.path("sections"))
                .isEqualTo(mapper.readTree("[{\"section\":\"members\",\"electors\":5,\"ballots\":3}]"));
        int counted = 0;
        for (JsonNode hour : turnout.path("hours")) {
            assertThat(hour.path("time").asText()).matches("[0-9-]{10}T[0-9]{2}:00:00Z");
            counted += hour.path("ballots").asInt();
        }
        assertThat(counted).isEqualTo(3);
    }

    @Test
    void theElectionSaysWhereItsManifestAndSetUpStand() throws Exception {
        JsonNode described = json("");

        assertThat(described.path("manifestIndex").asInt(-1)).isZero();
        assertThat(described.path("setupIndex").asInt(-1)).isEqualTo(1);
        assertThat(described.path("electors").asInt()).isEqualTo(1000);
        assertThat(described.path("languages").path(0).asText()).isEqualTo("en");
        assertThat(described.path("withdrawn").isArray()).isTrue();
        assertThat(described.path("notices").isArray()).isTrue();
    }

    @Test
    void beforeTheResultThereIsNone() throws Exception {
        assertThat(json("/results").path("final").asBoolean(true)).isFalse();
        assertThat(json("/results").path("results")).isEmpty();
        assertThat(get("/results.csv").body())
                .isEqualTo("contest,title,section,row,candidate,name,votes,elected,withdrawn\r\n");
    }

    @Test
    void anUnknownElectionIsNotFound() throws Exception {
        String known = election.id();
        for (String below : List.of("/trackers", "/turnout", "/results", "/results.csv", "/entries/0")) {
            HttpResponse<String> answer =
                    place.server(0).send(place.server(0).open("/api/v1/elections/" + known.substring(1) + "0" + below));
            assertThat(answer.statusCode()).as(below).isEqualTo(404);
        }
    }

    /** D2, C4: neither a code that somebody typed into an address nor a credential that was asked for is logged. */
    @Test
    void addressesAreNotLogged() throws Exception {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.addAppender(log);
        String code = "ABCD-EFGH-JKMN-PQRS-TVWX";
        try {
            get("/credentials/" + key(voters.get(1)));
            for (String path : List.of("/e/" + election.id() + "/vote?" + code, "/" + code, "/assets/" + code)) {
                place.server(0).send(place.server(0).open(path));
            }
            long end = System.nanoTime() + 20_000_000_000L;
            while (messages(log).size() < 4) {
                assertThat(System.nanoTime()).isLessThan(end);
                Thread.sleep(20);
            }
        } finally {
            root.detachAppender(log);
        }
        assertThat(messages(log))
                .anyMatch(line -> line.contains("getCredential"))
                .noneMatch(
                        line -> line.contains(key(voters.get(1))) || line.contains(code) || line.contains("127.0.0.1"));
    }

    private static List<String> messages(ListAppender<ILoggingEvent> log) {
        return List.copyOf(log.list).stream()
                .filter(event -> event.getLoggerName().equals("org.urna.access"))
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }
}
