// SPDX-License-Identifier: Apache-2.0
package org.urna.server.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.urna.server.ServerFixture.await;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.urna.crypto.ballot.Choices;
import org.urna.crypto.group.Entropy;
import org.urna.crypto.record.Hash;
import org.urna.server.board.BoardFiles;
import org.urna.server.board.Checkpoints;
import org.urna.server.cast.OpenElection;
import org.urna.server.cast.PollingPlace;
import org.urna.server.keys.KeyRing;
import org.urna.server.keys.KeyStore;

/** E2: every row is compared with every other; and a board becomes a folder as it is served. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuditTest {

    private final Vertx vertx = Vertx.vertx();
    private PollingPlace place;
    private OpenElection election;
    private Path folder;

    @BeforeAll
    void cast(@TempDir Path data) throws Exception {
        folder = data;
        place = PollingPlace.sqlite(data);
        election = place.open(OpenElection.contest("c", 2, 0, 1, 1, true));
        for (int i = 0; i < 3; i++) {
            byte[] request = election.request(place.voter(election, "all"), "all", Choices.of(2, 1));
            assertThat(place.cast(election, request).statusCode()).isEqualTo(201);
        }
        byte[] artifact = {1, 2, 3};
        place.change(
                "INSERT INTO artifact (election, sha256, media_type, bytes) VALUES (#{id}, #{name}, 'text/plain', #{bytes})",
                Map.of(
                        "id", election.id(),
                        "name", Hash.sha256(artifact).hex(),
                        "bytes", place.store().bin(artifact)));
    }

    @AfterAll
    void stop() throws Exception {
        place.close();
        vertx.close();
    }

    private Findings audit() throws Exception {
        return DatabaseAudit.run(place.store(), election.id());
    }

    @Test
    void aDatabaseThatNobodyTouchedIsWhole() throws Exception {
        Findings findings = audit();

        assertThat(findings.clean()).isTrue();
        assertThat(findings.rows().get("entries").items()).isEqualTo(6);
        assertThat(findings.rows().get("ballots").items()).isEqualTo(3);
        assertThat(findings.rows().get("alphas").items()).isEqualTo(9);
        assertThat(findings.rows().get("checkpoints").items()).isEqualTo(3);
        assertThat(findings.rows().get("tiles").items()).isEqualTo(1);
        assertThat(findings.rows().get("artifacts").items()).isEqualTo(1);
    }

    /** A value of one row that somebody changes, and the row of the table that must name it. */
    private record Damage(String check, String table, String column, String where) {

        String name() {
            return table + "." + column + " where " + where;
        }
    }

    @TestFactory
    Stream<DynamicTest> e2EveryChangedRowIsFoundAndNamed() {
        return Stream.of(
                        new Damage("entries", "log_entry", "type", "position = 4"),
                        new Damage("entries", "log_entry", "time", "position = 4"),
                        new Damage("entries", "log_entry", "leaf_hash", "position = 2"),
                        new Damage("entries", "log_entry", "bytes", "position = 3"),
                        new Damage("checkpoints", "log_entry", "bytes", "position = 3"),
                        new Damage("tiles", "tile", "bytes", "level = 0"),
                        new Damage("tiles", "tile", "position", "level = 0"),
                        new Damage("checkpoints", "checkpoint", "root", "size = 5"),
                        new Damage("checkpoints", "checkpoint", "note", "size = 5"),
                        new Damage("checkpoints", "checkpoint", "size", "size = 6"),
                        new Damage("artifacts", "artifact", "bytes", "1 = 1"),
                        new Damage("ballots", "ballot", "tracker", "position = 4"),
                        new Damage("ballots", "ballot", "hash", "position = 4"),
                        new Damage("alphas", "alpha", "alpha", "alpha = (SELECT MIN(alpha) FROM alpha)"),
                        new Damage("counters", "election", "ballots", "1 = 1"),
                        new Damage("counters", "election", "last_time", "1 = 1"),
                        new Damage("counters", "election", "challenges", "1 = 1"),
                        new Damage("checkpoints", "checkpoint", "listed", "size = 5"),
                        new Damage("terms", "election", "closes", "1 = 1"),
                        new Damage("terms", "election", "setup_hash", "1 = 1"),
                        new Damage("terms", "election", "manifest", "1 = 1"))
                .map(damage -> DynamicTest.dynamicTest(damage.name(), () -> {
                    Object good = value(damage);
                    Object bad = bent(good);
                    replace(damage, good, bad);
                    Findings findings = audit();
                    replace(damage, bad, good);

                    assertThat(findings.clean()).isFalse();
                    assertThat(findings.rows().get(damage.check()).faults()).isPositive();
                    assertThat(findings.rows().get(damage.check()).kept()).isNotEmpty();
                    assertThat(audit().clean()).as("undone").isTrue();
                }));
    }

    private Object value(Damage damage) throws Exception {
        Object value = await(place.store()
                        .first(
                                "SELECT " + damage.column() + " AS v FROM " + damage.table() + " WHERE "
                                        + damage.where(),
                                Map.of()))
                .orElseThrow()
                .getValue("v");
        return value instanceof Buffer buffer ? buffer.getBytes() : value;
    }

    private static Object bent(Object value) {
        if (value instanceof byte[] bytes) {
            byte[] bent = bytes.clone();
            bent[bent.length / 2] ^= 1;
            return bent;
        }
        if (value instanceof String text) {
            int last = text.length() / 2;
            return text.substring(0, last) + (text.charAt(last) == 'a' ? 'b' : 'a') + text.substring(last + 1);
        }
        return ((Number) value).longValue() + 2;
    }

    private void replace(Damage damage, Object from, Object to) throws Exception {
        place.change(
                "UPDATE " + damage.table() + " SET " + damage.column() + " = #{to} WHERE " + damage.column()
                        + " = #{from}"
                        + (damage.column().equals("type") || damage.column().equals("time") ? " AND position = 4" : ""),
                Map.of("from", stored(from), "to", stored(to)));
    }

    private Object stored(Object value) {
        return value instanceof byte[] bytes ? place.store().bin(bytes) : value;
    }

    @Test
    void aFolderHoldsExactlyTheFilesThatAreServed() throws Exception {
        KeyRing keys = new KeyRing(vertx, new KeyStore(folder.resolve("keys"), Entropy.secure()));
        BoardFiles files = new BoardFiles(place.store(), new Checkpoints(vertx, place.store(), keys));
        Path root = folder.resolve("export");

        long entries = new BoardFolder(new DatabaseBoard(place.store(), files, election.id()), root).write();

        Map<String, byte[]> written = new HashMap<>();
        try (Stream<Path> all = Files.walk(root)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                written.put(root.relativize(file).toString(), Files.readAllBytes(file));
            }
        }
        String artifact = Hash.sha256(new byte[] {1, 2, 3}).hex();
        assertThat(entries).isEqualTo(6);
        assertThat(written.keySet())
                .containsExactlyInAnyOrderElementsOf(List.of(
                        "checkpoint", "checkpoints", "tile/0/000.p/6", "tile/entries/000.p/6", "artifact/" + artifact));
        HttpClient client = HttpClient.newHttpClient();
        for (Map.Entry<String, byte[]> file : written.entrySet()) {
            URI address = URI.create(
                    "http://127.0.0.1:" + place.server(0).port() + "/e/" + election.id() + "/board/" + file.getKey());
            HttpResponse<byte[]> served =
                    client.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofByteArray());
            assertThat(served.body()).as(file.getKey()).isEqualTo(file.getValue());
        }
    }
}
