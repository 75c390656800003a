// SPDX-License-Identifier: Apache-2.0
package org.urna.server.roll;

import static org.urna.server.ServerFixture.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.urna.crypto.group.Entropy;
import org.urna.server.Drafting;
import org.urna.server.config.DatabaseUrl;
import org.urna.server.election.Drafts;
import org.urna.server.election.Elections;
import org.urna.server.json.StrictJson;
import org.urna.server.keys.KeyStore;
import org.urna.server.keys.SecretFile;
import org.urna.server.store.Store;
import org.urna.server.table.TableForm;

/** A draft in a real database, and the roll office that works on it. */
final class RollWorld implements AutoCloseable {

    static final String HEADER = String.join(",", Field.NAMES) + "\r\n";

    final Vertx vertx;
    final Store store;
    final Elections elections;
    final RollOffice office;
    final String election;
    final Path folder;
    Participation.Answer answer = Participation.Answer.NOT_VOTED;

    private RollWorld(Vertx vertx, Store store, Elections elections, Path data, String election) {
        this.vertx = vertx;
        this.store = store;
        this.elections = elections;
        this.folder = data.resolve("rolls");
        this.office = RollOffice.of(
                vertx,
                store,
                elections,
                folder,
                Entropy.secure(),
                (connection, row, number) -> Future.succeededFuture(answer));
        this.election = election;
    }

    /** With ballot styles full and student, and languages en and cy. */
    static RollWorld open(Path data, DatabaseUrl url) throws Exception {
        Vertx vertx = Vertx.vertx();
        Store store = await(Store.open(vertx, url));
        Entropy entropy = Entropy.secure();
        SecretFile.createFolder(data.resolve("keys"));
        KeyStore keys = new KeyStore(data.resolve("keys"), entropy);
        Drafts drafts = new Drafts(URI.create("http://localhost"), keys, entropy);
        Elections elections = new Elections(vertx, store, keys, drafts, entropy);
        return new RollWorld(vertx, store, elections, data, await(elections.create(draft())));
    }

    private static ObjectNode draft() {
        ObjectNode draft = Drafting.draft(3, 2);
        draft.putArray("languages").add("en").add("cy");
        inBothLanguages(draft);
        return draft;
    }

    /** Every text of the draft also in Welsh. */
    private static void inBothLanguages(JsonNode node) {
        node.forEach(RollWorld::inBothLanguages);
        if (node instanceof ObjectNode object && object.path("en").isTextual()) {
            object.put("cy", object.path("en").asText());
        }
    }

    RollFiles.Upload upload(String name, byte[] content) throws Exception {
        RollFiles.Upload upload = await(office.files().begin(election, name));
        Files.write(upload.path(), content);
        return upload;
    }

    JsonNode arrive(String name, byte[] content) throws Exception {
        return await(office.files().arrived(upload(name, content)));
    }

    JsonNode arrive(String csv) throws Exception {
        return arrive("roll.csv", csv.getBytes(StandardCharsets.UTF_8));
    }

    /** Settings in which the columns are called as the fields are. */
    static ObjectNode plain() {
        return RollSettings.plain(TableForm.STANDARD).json();
    }

    /** Checks the file that has arrived and waits for the end. */
    JsonNode check(JsonNode settings) throws Exception {
        await(office.checks().start(election, settings));
        return settled();
    }

    JsonNode check(String csv) throws Exception {
        arrive(csv);
        return check(plain());
    }

    JsonNode commit(boolean acceptGood) throws Exception {
        await(office.commits().start(election, acceptGood));
        return settled();
    }

    /** The import when nobody works on it any more. */
    JsonNode settled() throws Exception {
        for (int i = 0; i < 60_000; i++) {
            JsonNode status = await(office.files().status(election));
            if (!status.path("busy").asBoolean()) {
                return status;
            }
            Thread.sleep(10);
        }
        throw new AssertionError("the import does not end");
    }

    /** The report of all rows, then of removed members. */
    ArrayNode report(String show) throws Exception {
        ArrayNode all = StrictJson.array();
        long after = 0;
        while (true) {
            ArrayNode page = await(office.reports().page(election, show, after));
            if (page.isEmpty()) {
                return all;
            }
            all.addAll(page);
            after = page.get(page.size() - 1).path("cursor").asLong();
        }
    }

    /** Rules of one kind by which a row was remarked on, in order. */
    List<String> rules(int line, String kind) throws Exception {
        return report("all").findParents("line").stream()
                .filter(row -> row.path("line").asInt() == line)
                .flatMap(row -> row.path("remarks").findParents("rule").stream())
                .filter(remark -> remark.path("kind").asText().equals(kind))
                .map(remark -> remark.path("rule").asText())
                .toList();
    }

    List<Member> members() throws Exception {
        return await(new Rolls().page(store.reader(), election, 0, Integer.MAX_VALUE));
    }

    String csv(String show) throws Exception {
        StringBuilder text = new StringBuilder();
        await(office.reports().csv(election, show, part -> {
            text.append(part);
            return Future.succeededFuture();
        }));
        return text.toString();
    }

    long count(String table) throws Exception {
        return await(store.first("SELECT COUNT(*) AS n FROM " + table, Map.of()))
                .orElseThrow()
                .getLong("n");
    }

    @Override
    public void close() throws IOException {
        try {
            await(store.close());
            await(vertx.close());
        } catch (Exception e) {
            throw new IOException(e);
        }
    }
}
