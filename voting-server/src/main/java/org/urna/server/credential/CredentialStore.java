// SPDX-License-Identifier: Apache-2.0
package org.urna.server.credential;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.urna.crypto.MalformedException;
import org.urna.crypto.group.Hex;
import org.urna.crypto.group.Point;
import org.urna.crypto.record.CredentialLine;
import org.urna.crypto.record.Manifest;
import org.urna.crypto.record.ReserveLine;
import org.urna.server.delivery.MailQueue;
import org.urna.server.keys.SealingKey;
import org.urna.server.mail.MessageKind;
import org.urna.server.roll.Member;
import org.urna.server.store.Sql;
import org.urna.server.store.Store;

/** Credentials in the database: the public part in clear, whose they are and their codes sealed. */
public final class CredentialStore {

    /** Media type of the lists that are published. */
    static final String LINES = "application/jsonl";

    private static final int BATCH = 500;

    private static final String CREDENTIAL =
            "INSERT INTO credential (election, k, status, style, section, weight, gate)"
                    + " VALUES (#{election}, #{k}, #{status}, #{style}, #{section}, #{weight}, #{gate})";
    private static final String MAP = "INSERT INTO registrar_map (election, member_number, sealed)"
            + " VALUES (#{election}, #{member}, #{sealed})";
    private static final String SLIP = "INSERT INTO door_slip (election, serial, style, weight, sealed, code)"
            + " VALUES (#{election}, #{serial}, #{style}, #{weight}, #{sealed}, #{code})";
    private static final String RESERVE =
            "INSERT INTO reserve_code (election, k, sealed) VALUES (#{election}, #{k}, #{sealed})";

    private final Store store;
    private final MailQueue queue;

    public CredentialStore(Store store, MailQueue queue) {
        this.store = store;
        this.queue = queue;
    }

    static String mapPlace(String election, String member) {
        return "registrar_map/" + election + "/" + member;
    }

    static String reservePlace(String election, Point credential) {
        return "reserve_code/" + election + "/" + Hex.encode(credential.encode());
    }

    /** The credential of a row of the registrar's map, encoded. */
    static byte[] credentialOf(String election, String member, byte[] sealed, SealingKey key) {
        try {
            return key.open(mapPlace(election, member), sealed);
        } catch (MalformedException e) {
            throw new IllegalStateException("a row of the registrar's map is damaged: " + e.getMessage(), e);
        }
    }

    /**
     * The public part of a credential, as its row will be.
     *
     * @param k {@code K}, 64 bytes
     */
    @SuppressWarnings("ArrayRecordComponent") // written, never compared
    record Public(byte[] k, String status, String style, String section, int weight, DoorSlips.Gate gate) {

        static Public live(Manifest manifest, Member member, Point credential, DoorSlips.Gate gate) {
            String section = manifest.style(member.style()).orElseThrow().section();
            return new Public(credential.encode(), "live", member.style(), section, member.weight(), gate);
        }

        static Public reserve(Point credential) {
            return new Public(credential.encode(), "reserve", "", "", 1, DoorSlips.Gate.NONE);
        }
    }

    /**
     * Writes the public parts of all credentials of an election, in the order of the credentials themselves: a table keeps the order in which its rows
     * were written, and so do its dumps. The order of the roll would tell whose each credential is when the map is long destroyed.
     */
    Future<Void> insertAll(SqlConnection connection, String election, List<Public> credentials) {
        List<Public> sorted = new ArrayList<>(credentials);
        sorted.sort((a, b) -> Arrays.compareUnsigned(a.k(), b.k()));
        Future<Void> chain = Future.succeededFuture();
        for (int from = 0; from < sorted.size(); from += BATCH) {
            List<Public> batch = sorted.subList(from, Math.min(from + BATCH, sorted.size()));
            chain = chain.compose(done -> Sql.batch(
                    connection,
                    CREDENTIAL,
                    batch.stream().map(each -> row(election, each)).toList()));
        }
        return chain;
    }

    private Map<String, Object> row(String election, Public credential) {
        return Map.of(
                "election", election,
                "k", store.bin(credential.k()),
                "status", credential.status(),
                "style", credential.style(),
                "section", credential.section(),
                "weight", credential.weight(),
                "gate", credential.gate().code());
    }

    /** Writes whose credentials those of a page of the roll are, and queues the messages. */
    Future<Void> insert(SqlConnection connection, String election, Manifest manifest, Assignment page, SealingKey key) {
        List<Map<String, Object>> map = page.assigned().stream()
                .map(each -> mapping(
                        election, each.member(), each.issued().credential().encode(), key))
                .toList();
        return batches(connection, MAP, map)
                .compose(done -> RehearsalCodes.keep(store, connection, election, manifest, page, key))
                .compose(done -> queue.codes(connection, election, MessageKind.CODE, items(page), key));
    }

    private static List<MailQueue.Item> items(Assignment page) {
        return page.assigned().stream()
                .map(each -> new MailQueue.Item(each.member(), each.issued().code()))
                .toList();
    }

    /**
     * Writes slips, one for each member of the page and for none of them in particular: of the members they have style and weight.
     *
     * @param first serial number of the first of them
     */
    Future<Void> insertSlips(SqlConnection connection, String election, Assignment page, int first, SealingKey key) {
        List<Map<String, Object>> slips = new ArrayList<>();
        for (Assignment.Assigned each : page.assigned()) {
            int serial = first + slips.size();
            byte[] code = each.issued().code().display().getBytes(StandardCharsets.US_ASCII);
            byte[] k = each.issued().credential().encode();
            slips.add(Map.of(
                    "election", election,
                    "serial", serial,
                    "style", each.member().style(),
                    "weight", each.member().weight(),
                    "sealed", store.bin(key.seal(DoorSlips.place(election, serial), k)),
                    "code", store.bin(key.seal(DoorSlips.codePlace(election, serial), code))));
        }
        return batches(connection, SLIP, slips);
    }

    /** Writes the codes of credentials that are for nobody yet. */
    Future<Void> insertReserves(SqlConnection connection, String election, List<Issued> issued, SealingKey key) {
        List<Map<String, Object>> reserves = new ArrayList<>();
        for (Issued each : issued) {
            byte[] k = each.credential().encode();
            byte[] code = each.code().display().getBytes(StandardCharsets.US_ASCII);
            reserves.add(Map.of(
                    "election",
                    election,
                    "k",
                    store.bin(k),
                    "sealed",
                    store.bin(key.seal(reservePlace(election, each.credential()), code))));
        }
        return batches(connection, RESERVE, reserves);
    }

    /** Writes the public part of what a registrar apart from this server has issued. */
    Future<Void> insertPublic(
            SqlConnection connection,
            String election,
            Manifest manifest,
            List<CredentialLine> lines,
            List<ReserveLine> reserves) {
        List<Public> credentials = new ArrayList<>();
        for (CredentialLine line : lines) {
            String section = manifest.style(line.style()).orElseThrow().section();
            credentials.add(new Public(
                    line.credential().encode(), "live", line.style(), section, line.weight(), DoorSlips.Gate.NONE));
        }
        reserves.forEach(line -> credentials.add(Public.reserve(line.credential())));
        return insertAll(connection, election, credentials);
    }

    private Map<String, Object> mapping(String election, Member member, byte[] k, SealingKey key) {
        return Map.of(
                "election",
                election,
                "member",
                member.memberNumber(),
                "sealed",
                store.bin(key.seal(mapPlace(election, member.memberNumber()), k)));
    }

    private static Future<Void> batches(SqlConnection connection, String sql, List<Map<String, Object>> rows) {
        Future<Void> chain = Future.succeededFuture();
        for (int from = 0; from < rows.size(); from += BATCH) {
            List<Map<String, Object>> batch = rows.subList(from, Math.min(from + BATCH, rows.size()));
            chain = chain.compose(done -> Sql.batch(connection, sql, batch));
        }
        return chain;
    }
}
