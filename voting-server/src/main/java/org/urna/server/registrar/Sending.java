// SPDX-License-Identifier: Apache-2.0
package org.urna.server.registrar;

import io.vertx.core.Promise;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import org.urna.server.bounce.BounceMailbox;
import org.urna.server.delivery.Deliveries;
import org.urna.server.election.ElectionState;
import org.urna.server.problem.ProblemCode;
import org.urna.server.problem.Refusal;

/** Gets queued messages out: e-mails over the mail system or into the outbox folder, letters as print files. */
public final class Sending {

    private static final long PAUSE_MILLIS = 250;

    private final Registrar registrar;
    private final URI publicUrl;

    /** @param publicUrl what members' links begin with, without a slash at the end */
    public Sending(Registrar registrar, URI publicUrl) {
        this.registrar = registrar;
        this.publicUrl = publicUrl;
    }

    /**
     * How far sending came.
     *
     * @param left messages that the mail system put off: send again later
     */
    public record Outcome(long left) {}

    /**
     * Sends what is queued, once the election is sealed.
     *
     * @param rate e-mails a minute, if it is to be another than before
     * @return fails with {@code wrong-state} before the seal and after the close
     */
    public Outcome send(BoardSource source, Optional<Integer> rate) throws IOException {
        return send(registrar.follow(source), rate);
    }

    /** Queues a reminder for each member who was sent a code by e-mail and has not voted, and sends what is queued; gives how many. */
    public int remind(BoardSource source) throws IOException {
        BoardNow board = registrar.follow(source);
        String election = board.manifest().election().hex();
        readReturned(registrar);
        int queued = Awaited.on(
                registrar.delivery().reminders(registrar.voters(board)).remind(election));
        send(board, Optional.empty());
        return queued;
    }

    private Outcome send(BoardNow board, Optional<Integer> rate) throws IOException {
        String election = board.manifest().election().hex();
        if (board.state() != ElectionState.SEALED && board.state() != ElectionState.OPEN) {
            throw new Refusal(
                    ProblemCode.WRONG_STATE,
                    board.state().compareTo(ElectionState.SEALED) < 0
                            ? "codes are sent once two officers have sealed the election"
                            : "voting is over");
        }
        readReturned(registrar);
        Awaited.on(registrar.delivery().desk().change(election, Optional.of(false), rate));
        Deliveries deliveries = registrar.delivery().deliveries(registrar.voters(board), publicUrl);
        try {
            if (!registrar.delivery().smtp()) {
                Awaited.on(deliveries.leave(election));
            } else {
                while (due(election) > 0) {
                    Awaited.on(deliveries.run());
                    Awaited.on(deliveries.settle());
                    pause();
                }
            }
        } finally {
            Awaited.on(deliveries.stop());
        }
        return new Outcome(queued(election));
    }

    private long due(String election) throws IOException {
        Instant now = Awaited.on(registrar.store().now()).truncatedTo(ChronoUnit.SECONDS);
        return count(
                "SELECT COUNT(*) AS n FROM mail_queue WHERE election = #{election} AND due <= #{now}",
                Map.of("election", election, "now", now.toString()));
    }

    private long queued(String election) throws IOException {
        return count("SELECT COUNT(*) AS n FROM mail_queue WHERE election = #{election}", Map.of("election", election));
    }

    private long count(String sql, Map<String, Object> values) throws IOException {
        return Awaited.on(registrar.store().first(sql, values)).orElseThrow().getLong("n");
    }

    /** Marks members whose mail came back, where there is a mailbox for that. */
    static void readReturned(Registrar registrar) throws IOException {
        Optional<BounceMailbox> mailbox = registrar.delivery().mailbox();
        if (mailbox.isPresent()) {
            Awaited.on(mailbox.get().read());
        }
    }

    private void pause() throws IOException {
        Promise<Long> passed = Promise.promise();
        registrar.vertx().setTimer(PAUSE_MILLIS, passed::complete);
        Awaited.on(passed.future());
    }
}
