// SPDX-License-Identifier: Apache-2.0
package org.urna.server.delivery;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import org.urna.server.letter.Letter;
import org.urna.server.letter.PrintFile;
import org.urna.server.mail.Outbox;
import org.urna.server.roll.Member;
import org.urna.server.roll.Rolls;
import org.urna.server.store.Store;
import org.urna.server.work.Loop;

/**
 * Makes letters that are queued into print files in the outbox folder. All letters of a file are marked in one transaction after the file is
 * written: a server that dies in between makes the same file again, under the same name.
 */
public final class PrintRun {

    private final Vertx vertx;
    private final Store store;
    private final Rolls rolls;
    private final Outbox outbox;

    public PrintRun(Vertx vertx, Store store, Rolls rolls, Outbox outbox) {
        this.vertx = vertx;
        this.store = store;
        this.rolls = rolls;
        this.outbox = outbox;
    }

    Future<Void> run(Composer composer, Claims claims, Outcomes outcomes) {
        String election = composer.election().getString("id");
        return Loop.whilst(() -> claims.page(election, Member.Channel.POST.code(), PrintFile.MOST)
                .compose(all -> {
                    List<MailQueue.Job> jobs =
                            all.stream().filter(job -> job.kind().isForPost()).toList();
                    Future<Void> printed = jobs.isEmpty() ? Future.succeededFuture() : print(composer, jobs);
                    return printed.compose(
                                    done -> all.isEmpty() ? Future.succeededFuture() : outcomes.sent(election, all))
                            .recover(e -> claims.release(all).transform(done -> Future.failedFuture(e)))
                            .map(done -> all.size() == PrintFile.MOST);
                }));
    }

    private Future<Void> print(Composer composer, List<MailQueue.Job> jobs) {
        String election = composer.election().getString("id");
        List<Member> members = new ArrayList<>();
        Future<Void> chain = Future.succeededFuture();
        for (MailQueue.Job job : jobs) {
            chain = chain.compose(done -> rolls.member(store.reader(), election, job.member()))
                    .map(member -> {
                        members.add(member);
                        return null;
                    });
        }
        int first = Integer.parseInt(jobs.get(0).file());
        return chain.compose(done -> vertx.executeBlocking(() -> {
                    List<Letter> letters = new ArrayList<>();
                    for (int i = 0; i < jobs.size(); i++) {
                        letters.add(composer.letter(jobs.get(i), members.get(i)));
                    }
                    byte[] pdf = PrintFile.of(Outbox.printFileName(first), letters);
                    return outbox.leavePrintFile(election, first, pdf);
                }))
                .mapEmpty();
    }
}
