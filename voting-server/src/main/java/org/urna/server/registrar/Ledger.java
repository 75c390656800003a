// SPDX-License-Identifier: Apache-2.0
package org.urna.server.registrar;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.urna.crypto.MalformedException;
import org.urna.crypto.record.Action;
import org.urna.crypto.record.DecisionEntry;
import org.urna.crypto.record.Hash;
import org.urna.crypto.record.Manifest;
import org.urna.crypto.record.Minute;
import org.urna.server.credential.CodeExchange;
import org.urna.server.election.ElectionState;
import org.urna.server.election.Elections;
import org.urna.server.json.StrictJson;
import org.urna.server.keys.SealingKey;
import org.urna.server.keys.SealingKeys;
import org.urna.server.store.EntryTime;
import org.urna.server.store.Sql;
import org.urna.server.store.Store;

/**
 * What the registrar's own database knows of an election: its terms, and how far the board had come when it was read last. What the board decided
 * since is carried out here in the same transaction: a replaced member's new code is queued, once.
 */
final class Ledger {

    private final Store store;
    private final Elections elections;
    private final SealingKeys keys;
    private final CodeExchange exchange;

    Ledger(Store store, Elections elections, SealingKeys keys, CodeExchange exchange) {
        this.store = store;
        this.elections = elections;
        this.keys = keys;
        this.exchange = exchange;
    }

    /** The row of an election, if there is one here. */
    Future<Optional<Row>> find(String election) {
        return store.first("SELECT * FROM election WHERE id = #{id}", Map.of("id", election));
    }

    /** How the board was when it was read last. */
    Future<Optional<BoardReading.Seen>> seen(String election) {
        return store.first(
                        "SELECT size, root FROM checkpoint WHERE election = #{election} ORDER BY size DESC LIMIT 1",
                        Map.of("election", election))
                .map(row -> row.map(each -> new BoardReading.Seen(each.getLong("size"), hash(each.getString("root")))));
    }

    private static Hash hash(String stored) {
        try {
            return Hash.parse(stored);
        } catch (MalformedException e) {
            throw new IllegalStateException("a stored root is damaged", e);
        }
    }

    /** Enters an election by its manifest, with the terms that a roll must fit; nothing if it is here. */
    Future<Void> enter(Manifest manifest) {
        ObjectNode terms = StrictJson.object();
        ObjectNode title = terms.putObject("title");
        ArrayNode languages = terms.putArray("languages");
        for (String language : manifest.languages()) {
            title.put(language, manifest.title().get(language));
            languages.add(language);
        }
        ArrayNode styles = terms.putArray("styles");
        manifest.styles().forEach(style -> styles.addObject().put("id", style.id()));
        return store.transaction(connection -> store.now(connection)
                .compose(now -> Sql.update(
                        connection,
                        "INSERT INTO election (id, state, created, draft, draft_saved)"
                                + " VALUES (#{id}, #{state}, #{now}, #{draft}, #{now}) ON CONFLICT (id) DO NOTHING",
                        Map.of(
                                "id", manifest.election().hex(),
                                "state", ElectionState.DRAFT.toString(),
                                "now", now.toString(),
                                "draft", new String(StrictJson.write(terms), StandardCharsets.UTF_8))))
                // An import that a run left when it was killed is nobody's: this one need not wait for it.
                .compose(done -> Sql.update(
                        connection,
                        "UPDATE roll_import SET state = 'failed' WHERE election = #{id} AND state <> 'imported'",
                        Map.of("id", manifest.election().hex())))
                .mapEmpty());
    }

    /** Writes down the manifest that codes are issued for, within a transaction. */
    Future<Void> issued(SqlConnection connection, BoardNow board) {
        Manifest manifest = board.manifest();
        return Sql.update(
                        connection,
                        "UPDATE election SET state = #{state}, manifest = #{manifest}, manifest_hash = #{anchor},"
                                + " opens = #{opens}, closes = #{closes} WHERE id = #{id}",
                        Map.of(
                                "id", manifest.election().hex(),
                                "state", ElectionState.CREDENTIALS.toString(),
                                "manifest", store.bin(manifest.write()),
                                "anchor", board.anchor().hex(),
                                "opens", Minute.format(manifest.schedule().opens()),
                                "closes", Minute.format(board.closes())))
                .mapEmpty();
    }

    /** Carries out what the board decided since it was read last, and remembers how far it was read. */
    Future<Void> follow(BoardNow board) {
        String election = board.manifest().election().hex();
        return keys.sealing(election, board.manifest().origin())
                .compose(key -> store.transaction(connection -> elections
                        .lock(connection, election)
                        .compose(row -> decided(connection, row, board, key))
                        .compose(done -> remember(connection, election, board))));
    }

    private Future<Void> decided(SqlConnection connection, Row row, BoardNow board, SealingKey key) {
        String election = row.getString("id");
        long from = row.getLong("entries");
        Future<Void> chain = Future.succeededFuture();
        for (Tapped.Placed placed : board.entries()) {
            if (placed.index() >= from && placed.entry() instanceof DecisionEntry entry) {
                chain = chain.compose(done -> carryOut(connection, election, entry, key))
                        .compose(done -> settle(connection, election, placed.index(), entry));
            }
        }
        return chain;
    }

    private Future<Void> carryOut(SqlConnection connection, String election, DecisionEntry entry, SealingKey key) {
        Action action = entry.decision().action();
        if (action instanceof Action.CredentialRevoked revoked) {
            return exchange.revoke(connection, election, revoked, key);
        }
        Future<Void> chain = Future.succeededFuture();
        if (action instanceof Action.CredentialReplaced replaced) {
            for (Action.Pair pair : replaced.pairs()) {
                chain = chain.compose(done -> exchange.replace(connection, election, pair, key));
            }
        }
        return chain;
    }

    /** A request of this registrar that officers have signed has come to its end. */
    private static Future<Void> settle(SqlConnection connection, String election, long index, DecisionEntry entry) {
        return Sql.update(
                        connection,
                        "UPDATE decision SET state = 'appended', position = #{index}"
                                + " WHERE election = #{election} AND text = #{text}",
                        Map.of(
                                "election", election,
                                "index", index,
                                "text", new String(entry.decision().write(), StandardCharsets.US_ASCII)))
                .mapEmpty();
    }

    private Future<Void> remember(SqlConnection connection, String election, BoardNow board) {
        Map<String, Object> values = new HashMap<>();
        values.put("election", election);
        values.put("state", board.state().toString());
        values.put("closes", Minute.format(board.closes()));
        values.put("sealed", board.sealed().map(Hash::hex).orElse(null));
        values.put("size", board.size());
        values.put("root", board.root().hex());
        values.put("note", board.note());
        return store.now(connection)
                .compose(now -> {
                    values.put("now", EntryTime.of(now));
                    return Sql.update(
                            connection,
                            "UPDATE election SET state = #{state}, closes = #{closes}, setup_hash = #{sealed},"
                                    + " entries = #{size} WHERE id = #{election}",
                            values);
                })
                .compose(done -> Sql.update(
                        connection,
                        "INSERT INTO checkpoint (election, size, root, note, time)"
                                + " VALUES (#{election}, #{size}, #{root}, #{note}, #{now})"
                                + " ON CONFLICT (election, size) DO NOTHING",
                        values))
                .mapEmpty();
    }
}
