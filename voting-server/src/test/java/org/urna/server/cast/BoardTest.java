// SPDX-License-Identifier: Apache-2.0
package org.urna.server.cast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.urna.server.ServerFixture.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.urna.crypto.ballot.Choices;
import org.urna.crypto.log.EntryBundle;
import org.urna.crypto.log.MerkleTree;
import org.urna.crypto.log.SignedCheckpoint;
import org.urna.crypto.log.Tile;
import org.urna.crypto.log.TreeHash;
import org.urna.crypto.record.EntryType;
import org.urna.crypto.record.Hash;
import org.urna.crypto.record.Minute;
import org.urna.crypto.record.OpenEntry;
import org.urna.server.board.BoardLog;
import org.urna.server.board.NewEntry;

/** The board as files over HTTP, and what a start does about a board that a crash left behind or that somebody changed. */
class BoardTest {

    private final HttpClient client = HttpClient.newHttpClient();
    private PollingPlace place;
    private OpenElection election;

    @BeforeEach
    void open(@TempDir Path folder) throws Exception {
        place = PollingPlace.sqlite(folder);
        election = place.open(OpenElection.contest("c", 2, 0, 1, 1, true));
    }

    @AfterEach
    void close() throws Exception {
        place.close();
    }

    private HttpResponse<byte[]> get(String path) throws Exception {
        return client.send(request(path).build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + place.server(0).port() + "/e/" + election.id() + "/board/" + path));
    }

    private SignedCheckpoint checkpoint() throws Exception {
        return place.checkpoint(election, new String(get("checkpoint").body(), StandardCharsets.UTF_8));
    }

    /** Appends entries that nobody has signed, as a crash after the commit leaves them. */
    private void appendUnsigned(int count) throws Exception {
        byte[] bytes = new OpenEntry(election.closes(), election.fingerprint()).write();
        List<NewEntry> entries =
                Collections.nCopies(count, new NewEntry(EntryType.OPEN, Minute.format(election.closes()), bytes));
        await(place.store()
                .transaction(connection -> place.store()
                        .lockElection(connection, election.id())
                        .compose(row -> new BoardLog(place.store()).append(connection, row.orElseThrow(), entries))));
    }

    @Test
    void committedEntriesThatNobodySignedAreSignedAtTheNextStartAndServedFromThenOn() throws Exception {
        assertThat(get("checkpoint").statusCode()).isEqualTo(404);
        assertThat(get("tile/0/000.p/3").statusCode()).isEqualTo(404);

        place.restart();

        assertThat(checkpoint().checkpoint().size()).isEqualTo(3);
        assertThat(get("tile/0/000.p/3").statusCode()).isEqualTo(200);
    }

    @Test
    void theBundlesHoldTheEntriesThatTheCheckpointSigns() throws Exception {
        appendUnsigned(300);
        place.restart();
        SignedCheckpoint signed = checkpoint();

        List<TreeHash> leaves = new ArrayList<>();
        for (String path : List.of("tile/entries/000", "tile/entries/001.p/47")) {
            HttpResponse<byte[]> bundle = get(path);
            assertThat(bundle.statusCode()).as(path).isEqualTo(200);
            assertThat(bundle.headers().firstValue("content-type")).contains("application/octet-stream");
            assertThat(bundle.headers().firstValue("cache-control"))
                    .hasValueSatisfying(value -> assertThat(value).contains("immutable"));
            EntryBundle.decode(Tile.parse(path), bundle.body()).forEach(entry -> leaves.add(TreeHash.leaf(entry)));
        }

        assertThat(signed.checkpoint().size()).isEqualTo(303);
        assertThat(MerkleTree.rootOf(leaves)).isEqualTo(signed.checkpoint().root());
        assertThat(get("tile/0/000").body()).isEqualTo(Tile.encode(leaves.subList(0, 256)));
        assertThat(get("tile/0/001.p/47").body()).isEqualTo(Tile.encode(leaves.subList(256, 303)));
        assertThat(get("tile/0/001.p/5").body()).isEqualTo(Tile.encode(leaves.subList(256, 261)));
        assertThat(get("tile/1/000.p/1").body())
                .isEqualTo(MerkleTree.rootOf(leaves.subList(0, 256)).bytes());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tile/0/000.p/4",
                "tile/0/000",
                "tile/0/001.p/1",
                "tile/1/000.p/1",
                "tile/entries/000.p/4",
                "tile/0/000.p/0",
                "tile/0/000.p/03",
                "tile/0/0.p/3",
                "tile/00/000.p/3",
                "tile/0/x000/000.p/3",
                "tile/63/000.p/1",
                "tile/0/x999/x999/x999/x999/x999/x999/999",
                "tile//0/000.p/3",
                "tile/0/000.p/3/",
                "Checkpoint",
                "checkpoint/",
                "artifact/0000",
                "artifact/0000000000000000000000000000000000000000000000000000000000000000",
                "",
                "%63heckpoint",
                "x/../checkpoint"
            })
    void whatTheNewestCheckpointDoesNotCoverAndOtherSpellingsAreNotThere(String path) throws Exception {
        place.restart();

        assertThat(get(path).statusCode()).as(path).isEqualTo(404);
    }

    @Test
    void headsAndTagsSaveTransfers() throws Exception {
        place.restart();
        HttpResponse<byte[]> tile = get("tile/entries/000.p/3");
        String tag = tile.headers().firstValue("etag").orElseThrow();

        HttpResponse<byte[]> head = client.send(
                request("tile/entries/000.p/3")
                        .method("HEAD", HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
        HttpResponse<byte[]> known = client.send(
                request("tile/entries/000.p/3").header("If-None-Match", tag).build(),
                HttpResponse.BodyHandlers.ofByteArray());

        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.headers().firstValueAsLong("content-length")).hasValue(tile.body().length);
        assertThat(known.statusCode()).isEqualTo(304);
        assertThat(get("checkpoint").headers().firstValue("cache-control")).contains("no-store");
    }

    @Test
    void artifactsAreServedByTheirHashAndListedCheckpointsOneAfterAnother() throws Exception {
        place.restart();
        byte[] content = "an artifact".getBytes(StandardCharsets.US_ASCII);
        String name = Hash.sha256(content).hex();
        place.change(
                "INSERT INTO artifact (election, sha256, media_type, bytes) VALUES (#{id}, #{name}, 'text/plain', #{bytes})",
                Map.of("id", election.id(), "name", name, "bytes", place.store().bin(content)));
        assertThat(get("checkpoints").body()).isEmpty();
        place.change("UPDATE checkpoint SET listed = 1 WHERE election = #{id}", Map.of("id", election.id()));

        assertThat(get("artifact/" + name).body()).isEqualTo(content);
        assertThat(get("checkpoints").body()).isEqualTo(get("checkpoint").body());
    }

    @Test
    void theListOfCheckpointsComesWithItsLengthInPartsAndNotTwiceToWhoeverHasIt() throws Exception {
        place.restart();
        StringBuilder expected = new StringBuilder();
        for (long second = 1; second <= 100; second++) {
            String note = ("line of second " + second + "\n").repeat(500);
            expected.append(note);
            place.change(
                    "INSERT INTO cosigned_checkpoint (election, size, second, note, listed) VALUES (#{id}, 3, #{second}, #{note}, 1)",
                    Map.of("id", election.id(), "second", second, "note", note));
        }

        HttpResponse<byte[]> list = get("checkpoints");
        String tag = list.headers().firstValue("etag").orElseThrow();
        HttpResponse<byte[]> head = client.send(
                request("checkpoints")
                        .method("HEAD", HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
        HttpResponse<byte[]> known = client.send(
                request("checkpoints").header("If-None-Match", tag).build(), HttpResponse.BodyHandlers.ofByteArray());
        place.change("UPDATE checkpoint SET listed = 1 WHERE election = #{id}", Map.of("id", election.id()));
        HttpResponse<byte[]> more = client.send(
                request("checkpoints").header("If-None-Match", tag).build(), HttpResponse.BodyHandlers.ofByteArray());

        assertThat(new String(list.body(), StandardCharsets.US_ASCII)).isEqualTo(expected.toString());
        assertThat(list.headers().firstValueAsLong("content-length")).hasValue(list.body().length);
        assertThat(list.headers().firstValue("cache-control")).contains("no-cache");
        assertThat(head.headers().firstValueAsLong("content-length")).hasValue(list.body().length);
        assertThat(head.body()).isEmpty();
        assertThat(known.statusCode()).isEqualTo(304);
        assertThat(more.statusCode()).isEqualTo(200);
        assertThat(more.body().length).isGreaterThan(list.body().length);
    }

    @Test
    void e4ABallotIsServedAsSoonAsItHasAReceipt() throws Exception {
        byte[] request = election.request(place.voter(election, "all"), "all", Choices.of(2, 1));

        assertThat(place.cast(election, request).statusCode()).isEqualTo(201);

        assertThat(checkpoint().checkpoint().size()).isEqualTo(4);
        assertThat(EntryBundle.decode(
                        Tile.parse("tile/entries/000.p/4"),
                        get("tile/entries/000.p/4").body()))
                .last()
                .isEqualTo(place.entry(election, 3));
    }

    @Test
    void e1AServerDoesNotStartOnADatabaseThatIsBehindItsCheckpoint() throws Exception {
        place.restart();
        place.change("UPDATE checkpoint SET size = 9 WHERE election = #{id}", Map.of("id", election.id()));

        assertThatThrownBy(() -> place.restart()).hasMessageContaining("behind published checkpoint");
        place.change("UPDATE checkpoint SET size = 3 WHERE election = #{id}", Map.of("id", election.id()));
        place.start(0);
    }

    @Test
    void e2AServerDoesNotStartOnTilesThatDoNotLeadToTheSignedRoot() throws Exception {
        place.restart();
        byte[] other = new byte[3 * TreeHash.BYTES];
        byte[] good = get("tile/0/000.p/3").body();
        place.change(
                "UPDATE tile SET bytes = #{bytes} WHERE election = #{id}",
                Map.of("id", election.id(), "bytes", place.store().bin(other)));

        assertThatThrownBy(() -> place.restart()).hasMessageContaining("does not lead to its signed root");
        place.change(
                "UPDATE tile SET bytes = #{bytes} WHERE election = #{id}",
                Map.of("id", election.id(), "bytes", place.store().bin(good)));
        place.start(0);
    }
}
