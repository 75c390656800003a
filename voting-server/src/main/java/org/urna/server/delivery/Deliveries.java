// SPDX-License-Identifier: Apache-2.0

package org.urna.server.delivery;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.urna.server.election.Elections;
import org.urna.server.election.Manifests;
import org.urna.server.keys.SealingKeys;
import org.urna.server.mail.MessageKind;
import org.urna.server.mail.SmtpClient;
import org.urna.server.roll.Member;
import org.urna.server.roll.Participation;
import org.urna.server.roll.Rolls;
import org.urna.server.store.Sql;
import org.urna.server.store.Store;

/**
 * Gets queued messages out: e-mails over SMTP, at the election's rate, once the election is sealed; without a mail system everything goes into
 * the outbox folder at once. Letters become print files there.
 *
 * <p>What a crash can do: a message that was handed over, but not yet marked, is handed over once more when its lease has ended: the same text
 * with the same code and the same Message-ID, so that a mailbox that goes by it shows one. No order of events makes a second code, and none
 * loses one: the code leaves the database only in the transaction that says that it was sent.
 */
public final class Deliveries {

    private static final Logger LOG = LoggerFactory.getLogger(Deliveries.class);

    /** Mails on their way at a time. */
    private static final int MAX_IN_FLIGHT = 64;

    private static final long STOP_SECONDS = 15;

    private final Store store;
    private final Elections elections;
    private final Manifests manifests;
    private final Rolls rolls;
    private final SealingKeys keys;
    private final Participation participation;
    private final OutboxRun outbox;
    private final PrintRun printing;
    private final Optional<SmtpClient> smtp;
    private final URI publicUrl;
    private final Claims claims;
    private final Outcomes outcomes;
    private final Set<Future<?>> inFlight = ConcurrentHashMap.newKeySet();
    private Future<Void> last = Future.succeededFuture();

    public Deliveries(
            Store store,
            Elections elections,
            Manifests manifests,
            Rolls rolls,
            SealingKeys keys,
            Participation participation,
            OutboxRun outbox,
            PrintRun printing,
            Optional<SmtpClient> smtp,
            URI publicUrl) {
        this.store = store;
        this.elections = elections;
        this.manifests = manifests;
        this.rolls = rolls;
        this.keys = keys;
        this.participation = participation;
        this.outbox = outbox;
        this.printing = printing;
        this.smtp = smtp;
        this.publicUrl = publicUrl;
        this.claims = new Claims(store);
        this.outcomes = new Outcomes(store);
    }

    /** Delivers what is due, unless this server is at it already. */
    public synchronized Future<Void> run() {
        if (!last.isComplete()) {
            return Future.succeededFuture();
        }
        last = runAll();
        return last;
    }

    private Future<Void> runAll() {
        return store.now()
                .compose(now -> store.query(
                                "SELECT id FROM election e WHERE EXISTS (SELECT 1 FROM mail_queue q WHERE q.election = e.id AND q.due <= #{now})",
                                Map.of("now", Outcomes.second(now)))
                        .compose(rows -> {
                            Future<Void> chain = Future.succeededFuture();
                            for (Row row : rows) {
                                String election = row.getString("id");
                                chain = chain.compose(done -> one(election)
                                        .onFailure(e -> LOG.warn("messages of election {} stay queued", election, e))
                                        .otherwiseEmpty());
                            }
                            return chain;
                        }));
    }

    /** Leaves the messages of an election in the outbox, where that is how they go out; those for SMTP wait for the clock. */
    public synchronized Future<Void> deliver(String election) {
        if (smtp.isEmpty()) {
            last = last.transform(before -> one(election));
            return last;
        }
        return Future.succeededFuture();
    }

    private Future<Void> one(String election) {
        return composer(election).compose(composer -> {
            if (smtp.isEmpty()) {
                return outbox.run(composer, claims, outcomes, Member.Channel.values());
            }
            return mails(smtp.get(), composer).compose(done -> printing.run(composer, claims, outcomes));
        });
    }

    /** Leaves everything that is queued for an election in the outbox folder: e-mails one file each, letters as print files. */
    public Future<Void> leave(String election) {
        return composer(election)
                .compose(composer -> outbox.run(composer, claims, outcomes, Member.Channel.EMAIL)
                        .compose(done -> printing.run(composer, claims, outcomes)));
    }

    private Future<Composer> composer(String election) {
        return elections
                .find(election)
                .compose(row -> keys.sealing(election, manifests.of(row).origin())
                        .compose(key -> Templates.book(store.reader(), election)
                                .map(book -> new Composer(publicUrl, row, manifests.of(row), book, key))));
    }

    /** Starts what the rate allows, and does not wait for the end of it: a slow mail system holds up no clock. */
    private Future<Void> mails(SmtpClient client, Composer composer) {
        String election = composer.election().getString("id");
        int free = MAX_IN_FLIGHT - inFlight.size();
        if (free <= 0) {
            return Future.succeededFuture();
        }
        return claims.atRate(election, free, !isTime(composer.election())).map(jobs -> {
            for (MailQueue.Job job : jobs) {
                Future<?> trying = mail(client, composer, job)
                        .onFailure(e -> LOG.warn("a message of election {} is tried again", election, e));
                inFlight.add(trying);
                trying.onComplete(done -> inFlight.remove(trying));
            }
            return null;
        });
    }

    /** Codes leave when the election is sealed, and not after its close; answers to members who ask leave then too. */
    private static boolean isTime(Row election) {
        return switch (Elections.state(election)) {
            case SEALED, OPEN -> true;
            default -> false;
        };
    }

    private Future<Void> mail(SmtpClient client, Composer composer, MailQueue.Job job) {
        String election = composer.election().getString("id");
        return rolls.member(store.reader(), election, job.member()).compose(member -> {
            if (member.channel() != Member.Channel.EMAIL) {
                return moved(job);
            }
            return isNeeded(composer, job)
                    .compose(needed -> needed
                            ? envelope(election, job)
                                    .compose(envelope ->
                                            client.send(composer.compose(job, member), envelope, job.file()))
                                    .compose(posting -> outcomes.record(election, job, posting))
                            : outcomes.dropped(job));
        });
    }

    /** A reminder goes to nobody who has voted since it was queued. */
    private Future<Boolean> isNeeded(Composer composer, MailQueue.Job job) {
        if (job.kind() != MessageKind.REMINDER) {
            return Future.succeededFuture(true);
        }
        return store.transaction(connection -> participation.of(connection, composer.election(), job.member()))
                .map(answer -> answer == Participation.Answer.NOT_VOTED);
    }

    private Future<String> envelope(String election, MailQueue.Job job) {
        return store.first(
                        "SELECT envelope FROM delivery WHERE election = #{election} AND member_number = #{member}",
                        Map.of("election", election, "member", job.member()))
                .map(row -> row.orElseThrow().getString("envelope"));
    }

    /** The roll was corrected since: the member gets a letter. A reminder is no use by post. */
    private Future<Void> moved(MailQueue.Job job) {
        if (!job.kind().isForPost()) {
            return outcomes.dropped(job);
        }
        return store.transaction(connection -> Sql.update(
                        connection,
                        "UPDATE mail_queue SET channel = 'post', due = '', attempts = 0 WHERE id = #{id}",
                        Map.of("id", job.id()))
                .mapEmpty());
    }

    /** Ends when what is on its way has been marked. */
    public Future<Void> settle() {
        List<Future<?>> open = new ArrayList<>(inFlight);
        return open.isEmpty()
                ? Future.succeededFuture()
                : Future.join(open).<Void>mapEmpty().otherwiseEmpty();
    }

    /** Ends when what is on its way has been marked, or after some seconds; what is left unmarked is sent again with the same code. */
    public Future<Void> stop() {
        return settle().timeout(STOP_SECONDS, TimeUnit.SECONDS)
                .otherwiseEmpty()
                .compose(done -> smtp.isPresent() ? smtp.get().close() : Future.succeededFuture())
                .otherwiseEmpty();
    }
}
