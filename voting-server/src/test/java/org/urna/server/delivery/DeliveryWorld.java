// SPDX-License-Identifier: Apache-2.0
package org.urna.server.delivery;

import static org.urna.server.ServerFixture.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.icegreen.greenmail.util.GreenMail;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.urna.crypto.credential.VotingCode;
import org.urna.crypto.group.Entropy;
import org.urna.crypto.record.Manifest;
import org.urna.server.Drafting;
import org.urna.server.config.DatabaseUrl;
import org.urna.server.credential.Holders;
import org.urna.server.credential.MapRows;
import org.urna.server.election.Drafts;
import org.urna.server.election.Elections;
import org.urna.server.election.Manifests;
import org.urna.server.keys.KeyRing;
import org.urna.server.keys.KeyStore;
import org.urna.server.keys.SecretFile;
import org.urna.server.mail.EmailFile;
import org.urna.server.mail.MessageKind;
import org.urna.server.mail.Outbox;
import org.urna.server.mail.Sender;
import org.urna.server.mail.SmtpClient;
import org.urna.server.roll.Rolls;
import org.urna.server.store.EntryTime;
import org.urna.server.store.Sql;
import org.urna.server.store.Store;

/** An open election with members in a real database, and what gets messages to them over a real mail system. */
final class DeliveryWorld implements AutoCloseable {

    static final Sender SENDER = new Sender("elections@urna.test", "returns@urna.test");

    final Vertx vertx = Vertx.vertx();
    final Store store;
    final Elections elections;
    final Manifests manifests = new Manifests();
    final KeyRing keys;
    final Drafts drafts;
    final MailQueue queue;
    final Deliveries deliveries;
    final SendingDesk desk;
    final Reminders reminders;
    final Templates templates;
    final MapRows map;
    final Holders holders;
    String election = "";

    DeliveryWorld(Path data, DatabaseUrl url, URI smtp) throws Exception {
        store = await(Store.open(vertx, url));
        Entropy entropy = Entropy.secure();
        SecretFile.createFolder(data.resolve("keys"));
        KeyStore files = new KeyStore(data.resolve("keys"), entropy);
        drafts = new Drafts(URI.create("https://vote.urna.test"), files, entropy);
        elections = new Elections(vertx, store, files, drafts, entropy);
        keys = new KeyRing(vertx, files);
        holders = new Holders(store, manifests, keys);
        queue = new MailQueue(store, entropy, true);
        Rolls rolls = new Rolls();
        Outbox outbox = new Outbox(data.resolve("outbox"), new EmailFile(SENDER));
        deliveries = new Deliveries(
                store,
                elections,
                manifests,
                rolls,
                keys,
                holders,
                new OutboxRun(vertx, store, rolls, outbox),
                new PrintRun(vertx, store, rolls, outbox),
                Optional.of(new SmtpClient(vertx, smtp, SENDER)),
                URI.create("https://vote.urna.test"));
        desk = new SendingDesk(store, elections, queue, true, SENDER.from());
        reminders = new Reminders(store, elections, queue, holders::voters);
        templates = new Templates(store, elections, manifests);
        map = new MapRows(store);
    }

    static URI smtp(GreenMail mail) {
        return URI.create("smtp://127.0.0.1:" + mail.getSmtp().getPort());
    }

    /** Makes an open election with members m1@, m2@ … of whom every hundredth is written to by post, and queues their codes. */
    List<VotingCode> issue(int members) throws Exception {
        ObjectNode draft = Drafting.draft(3, 2);
        draft.putArray("languages").add("en").add("cy");
        RollTexts.inBothLanguages(draft);
        Instant now = Instant.now();
        draft.putObject("schedule")
                .put("opens", EntryTime.of(now.minus(Duration.ofHours(1))))
                .put("closes", EntryTime.of(now.plus(Duration.ofDays(3))));
        election = await(elections.create(draft));
        String origin = drafts.origin(election, draft);
        Manifest manifest = drafts.manifest(election, draft, await(keys.of(election, origin)), members);
        List<VotingCode> codes = new ArrayList<>();
        List<MailQueue.Item> items = new ArrayList<>();
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int i = 1; i <= members; i++) {
            rows.add(RollTexts.row(election, i));
            codes.add(VotingCode.random(Entropy.secure()));
        }
        await(store.transaction(connection -> Sql.batch(connection, RollTexts.INSERT, rows)
                .compose(done -> Sql.update(
                        connection,
                        "UPDATE election SET state = 'open', manifest = #{manifest}, manifest_hash = #{hash}, opens = #{opens},"
                                + " closes = #{closes} WHERE id = #{id}",
                        Map.of(
                                "id", election,
                                "manifest", store.bin(manifest.write()),
                                "hash",
                                        org.urna.crypto.record.Hash.sha256(manifest.write())
                                                .hex(),
                                "opens",
                                        org.urna.crypto.record.Minute.format(
                                                manifest.schedule().opens()),
                                "closes",
                                        org.urna.crypto.record.Minute.format(
                                                manifest.schedule().closes()))))
                .compose(done -> new Rolls().page(connection, election, 0, members))
                .compose(all -> {
                    for (int i = 0; i < all.size(); i++) {
                        items.add(new MailQueue.Item(all.get(i), codes.get(i)));
                    }
                    return keys.of(election, origin);
                })
                .compose(held -> queue.codes(connection, election, MessageKind.CODE, items, held.sealing())
                        .compose(done -> map.insert(connection, election, items.size(), held.sealing())))));
        return codes;
    }

    /** Looks what is due, as the clock does every second, until the queue is as wanted. */
    void runUntil(Predicate<SendingDesk.Status> wanted) throws Exception {
        for (int i = 0; i < 3_000; i++) {
            await(deliveries.run());
            if (wanted.test(await(desk.status(election)))) {
                return;
            }
            Thread.sleep(20);
        }
        throw new AssertionError("not so in a minute: " + await(desk.status(election)));
    }

    /** Waits until nothing is on its way. */
    void settle() throws Exception {
        for (int i = 0; i < 3_000 && count("mail_queue WHERE due <> ''") > 0; i++) {
            Thread.sleep(20);
        }
    }

    void go(int rate) throws Exception {
        await(desk.change(election, Optional.of(false), Optional.of(rate)));
    }

    /** Changes something behind the server's back. */
    void sql(String sql) throws Exception {
        await(store.transaction(connection -> connection.query(sql).execute()));
    }

    long count(String from) throws Exception {
        return await(store.first("SELECT COUNT(*) AS n FROM " + from, Map.of()))
                .orElseThrow()
                .getLong("n");
    }

    Row delivery(int member) throws Exception {
        return await(store.first(
                        "SELECT * FROM delivery WHERE election = #{election} AND member_number = #{number}",
                        Map.of("election", election, "number", RollTexts.number(member))))
                .orElseThrow();
    }

    /** As when the process is gone: nothing is waited for, nothing is tidied. */
    void crash() throws Exception {
        await(vertx.close());
    }

    @Override
    public void close() throws IOException {
        try {
            await(deliveries.stop());
            await(store.close());
            await(vertx.close());
        } catch (Exception e) {
            throw new IOException(e);
        }
    }
}
