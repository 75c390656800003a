// SPDX-License-Identifier: Apache-2.0

package org.urna.server.delivery;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Map;
import org.urna.server.mail.Message;
import org.urna.server.mail.Outbox;
import org.urna.server.roll.Member;
import org.urna.server.roll.Rolls;
import org.urna.server.store.Store;
import org.urna.server.work.Loop;

/**
 * Leaves messages in the outbox folder. A message whose file was written but not yet marked when the server died is written again: the same
 * file, the same code.
 */
public final class OutboxRun {

    private static final int PAGE = 100;

    private final Vertx vertx;
    private final Store store;
    private final Rolls rolls;
    private final Outbox outbox;

    public OutboxRun(Vertx vertx, Store store, Rolls rolls, Outbox outbox) {
        this.vertx = vertx;
        this.store = store;
        this.rolls = rolls;
        this.outbox = outbox;
    }

    Future<Void> run(Composer composer, Claims claims, Outcomes outcomes, Member.Channel... channels) {
        Future<Void> chain = Future.succeededFuture();
        for (Member.Channel channel : channels) {
            chain = chain.compose(done -> pages(composer, claims, outcomes, channel));
        }
        return chain;
    }

    private Future<Void> pages(Composer composer, Claims claims, Outcomes outcomes, Member.Channel channel) {
        String election = composer.election().getString("id");
        return Loop.whilst(() -> claims.page(election, channel.code(), PAGE).compose(jobs -> {
            Future<Void> chain = Future.succeededFuture();
            for (MailQueue.Job job : jobs) {
                chain = chain.compose(done -> leave(composer, job)).compose(done -> outcomes.sent(election, job));
            }
            return chain.recover(e -> claims.release(jobs).transform(done -> Future.failedFuture(e)))
                    .map(done -> jobs.size() == PAGE);
        }));
    }

    private Future<Void> leave(Composer composer, MailQueue.Job job) {
        String election = composer.election().getString("id");
        int number = Integer.parseInt(job.file());
        return rolls.member(store.reader(), election, job.member())
                .compose(member -> store.first(
                                "SELECT envelope FROM delivery WHERE election = #{election} AND member_number = #{member}",
                                Map.of("election", election, "member", job.member()))
                        .map(row -> row.orElseThrow().getString("envelope"))
                        .compose(envelope -> vertx.executeBlocking(() -> {
                            Message message = composer.compose(job, member);
                            return member.channel() == Member.Channel.EMAIL
                                    ? outbox.leaveEmail(election, number, message, envelope)
                                    : outbox.leaveLetter(election, number, message);
                        }))
                        .mapEmpty());
    }
}
