// SPDX-License-Identifier: Apache-2.0
package org.urna.server.credential;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
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

    /** Writes what a page of the roll got, and queues the messages. */
    Future<Void> insert(SqlConnection connection, String election, Manifest manifest, Assignment page, SealingKey key) {
        List<Map<String, Object>> credentials = new ArrayList<>();
        List<Map<String, Object>> map = new ArrayList<>();
        for (Assignment.Assigned each : page.assigned()) {
            credentials.add(live(election, manifest, each, DoorSlips.Gate.NONE));
            map.add(mapping(election, each.member(), each.issued().credential().encode(), key));
        }
        return batches(connection, CREDENTIAL, credentials)
                .compose(done -> batches(connection, MAP, map))
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
    Future<Void> insertSlips(
            SqlConnection connection, String election, Manifest manifest, Assignment page, int first, SealingKey key) {
        List<Map<String, Object>> credentials = new ArrayList<>();
        List<Map<String, Object>> slips = new ArrayList<>();
        for (Assignment.Assigned each : page.assigned()) {
            int serial = first + slips.size();
            byte[] code = each.issued().code().display().getBytes(StandardCharsets.US_ASCII);
            byte[] k = each.issued().credential().encode();
            credentials.add(live(election, manifest, each, DoorSlips.Gate.SHUT));
            slips.add(Map.of(
                    "election", election,
                    "serial", serial,
                    "style", each.member().style(),
                    "weight", each.member().weight(),
                    "sealed", store.bin(key.seal(DoorSlips.place(election, serial), k)),
                    "code", store.bin(key.seal(DoorSlips.codePlace(election, serial), code))));
        }
        return batches(connection, CREDENTIAL, credentials).compose(done -> batches(connection, SLIP, slips));
    }

    private Map<String, Object> live(
            String election, Manifest manifest, Assignment.Assigned each, DoorSlips.Gate gate) {
        String style = each.member().style();
        String section = manifest.style(style).orElseThrow().section();
        byte[] k = each.issued().credential().encode();
        return credential(election, k, "live", style, section, each.member().weight(), gate);
    }

    /** Writes credentials that are for nobody yet. */
    Future<Void> insertReserves(SqlConnection connection, String election, List<Issued> issued, SealingKey key) {
        List<Map<String, Object>> credentials = new ArrayList<>();
        List<Map<String, Object>> reserves = new ArrayList<>();
        for (Issued each : issued) {
            byte[] k = each.credential().encode();
            credentials.add(credential(election, k, "reserve", "", "", 1, DoorSlips.Gate.NONE));
            byte[] code = each.code().display().getBytes(StandardCharsets.US_ASCII);
            reserves.add(Map.of(
                    "election",
                    election,
                    "k",
                    store.bin(k),
                    "sealed",
                    store.bin(key.seal(reservePlace(election, each.credential()), code))));
        }
        return batches(connection, CREDENTIAL, credentials).compose(done -> batches(connection, RESERVE, reserves));
    }

    /** Writes the public part of what a registrar apart from this server has issued. */
    Future<Void> insertPublic(
            SqlConnection connection,
            String election,
            Manifest manifest,
            List<CredentialLine> lines,
            List<ReserveLine> reserves) {
        List<Map<String, Object>> credentials = new ArrayList<>();
        for (CredentialLine line : lines) {
            String section = manifest.style(line.style()).orElseThrow().section();
            byte[] k = line.credential().encode();
            credentials.add(credential(election, k, "live", line.style(), section, line.weight(), DoorSlips.Gate.NONE));
        }
        for (ReserveLine line : reserves) {
            credentials.add(
                    credential(election, line.credential().encode(), "reserve", "", "", 1, DoorSlips.Gate.NONE));
        }
        return batches(connection, CREDENTIAL, credentials);
    }

    private Map<String, Object> credential(
            String election, byte[] k, String status, String style, String section, int weight, DoorSlips.Gate gate) {
        return Map.of(
                "election", election,
                "k", store.bin(k),
                "status", status,
                "style", style,
                "section", section,
                "weight", weight,
                "gate", gate.code());
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
