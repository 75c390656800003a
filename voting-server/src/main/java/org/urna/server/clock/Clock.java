// SPDX-License-Identifier: Apache-2.0
package org.urna.server.clock;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.urna.crypto.record.CloseEntry;
import org.urna.crypto.record.EntryType;
import org.urna.crypto.record.OpenEntry;
import org.urna.server.board.Appended;
import org.urna.server.board.BoardLog;
import org.urna.server.board.Checkpoints;
import org.urna.server.board.NewEntry;
import org.urna.server.bounce.BounceMailbox;
import org.urna.server.decision.DueDecisions;
import org.urna.server.delivery.Deliveries;
import org.urna.server.door.SlipRun;
import org.urna.server.election.ElectionState;
import org.urna.server.election.Elections;
import org.urna.server.election.Manifests;
import org.urna.server.helpdesk.SelfService;
import org.urna.server.store.EntryTime;
import org.urna.server.store.Sql;
import org.urna.server.store.Store;
import org.urna.server.tally.Closings;
import org.urna.server.tally.Tallying;

/**
 * Looks every second what is due by the database's clock. Everything it does is decided again under the lock of the election's row, so it
 * may run on several servers, and what a dying server left undone is done when one comes back.
 */
public final class Clock {

    private static final Logger LOG = LoggerFactory.getLogger(Clock.class);
    private static final long PERIOD_MILLIS = 1000;

    private final Vertx vertx;
    private final Store store;
    private final Elections elections;
    private final Manifests manifests;
    private final BoardLog boards;
    private final Checkpoints checkpoints;
    private final DueDecisions decisions;
    private final Tallying tallying;
    private final Deliveries deliveries;
    private final Optional<BounceMailbox> returns;
    private final SelfService selfService;
    private final SlipRun slips;
    private Future<Void> last = Future.succeededFuture();
    private long timer = -1;

    public Clock(
            Vertx vertx,
            Store store,
            Elections elections,
            Manifests manifests,
            BoardLog boards,
            Checkpoints checkpoints,
            DueDecisions decisions,
            Tallying tallying,
            Deliveries deliveries,
            Optional<BounceMailbox> returns,
            SelfService selfService,
            SlipRun slips) {
        this.vertx = vertx;
        this.store = store;
        this.elections = elections;
        this.manifests = manifests;
        this.boards = boards;
        this.checkpoints = checkpoints;
        this.decisions = decisions;
        this.tallying = tallying;
        this.deliveries = deliveries;
        this.returns = returns;
        this.selfService = selfService;
        this.slips = slips;
    }

    /** Begins to look. */
    public void start() {
        timer = vertx.setPeriodic(PERIOD_MILLIS, id -> tick());
    }

    /** Looks no more; complete once what is under way has ended. */
    public synchronized Future<Void> stop() {
        vertx.cancelTimer(timer);
        return last.otherwiseEmpty().compose(done -> slips.settled()).compose(done -> deliveries.stop());
    }

    private synchronized void tick() {
        if (last.isComplete()) {
            last = look();
        }
    }

    private Future<Void> look() {
        return store.now()
                .map(EntryTime::of)
                .compose(now -> each(
                                "SELECT id FROM election WHERE state = 'sealed' AND opens <= #{now} AND closes > #{now}",
                                Map.of("now", now),
                                this::open)
                        .compose(done -> each(
                                "SELECT id FROM election WHERE state = 'open' AND closes <= #{now}",
                                Map.of("now", now),
                                this::close))
                        .compose(done -> step("decisions", decisions.appendAll(now)))
                        .compose(done -> each(
                                "SELECT id FROM election WHERE state = 'closed' AND entries = close_index + 1",
                                Map.of(),
                                this::tally))
                        .compose(done -> each(
                                "SELECT id FROM election e WHERE entries > 0 AND NOT EXISTS"
                                        + " (SELECT 1 FROM checkpoint c WHERE c.election = e.id AND c.size = e.entries)",
                                Map.of(),
                                this::sign))
                        .onSuccess(done -> {
                            step("deliveries", deliveries.run());
                            step("slips", slips.run());
                            returns.ifPresent(BounceMailbox::tick);
                            selfService.tick();
                        }))
                .onFailure(e -> LOG.warn("the clock could not ask the database what is due", e));
    }

    private Future<Void> each(String sql, Map<String, ?> parameters, Function<String, Future<Void>> action) {
        return store.query(sql, parameters).compose(rows -> {
            Future<Void> chain = Future.succeededFuture();
            for (Row row : rows) {
                String election = row.getString("id");
                chain = chain.compose(done -> step("election " + election, action.apply(election)));
            }
            return chain;
        });
    }

    /** One failure keeps nothing else from happening; it is tried again in a second. */
    private static Future<Void> step(String what, Future<Void> action) {
        return action.recover(e -> {
            LOG.warn("not done, and tried again: {}", what, e);
            return Future.succeededFuture();
        });
    }

    /** Goes on by itself: no other election waits until many ballots are added up. */
    private Future<Void> tally(String election) {
        step("tally of election " + election, tallying.run(election));
        return Future.succeededFuture();
    }

    private Future<Void> open(String election) {
        return append(election, ElectionState.SEALED, ElectionState.OPEN);
    }

    private Future<Void> close(String election) {
        return append(election, ElectionState.OPEN, ElectionState.CLOSED);
    }

    private Future<Void> append(String election, ElectionState from, ElectionState to) {
        return store.transaction(connection -> elections
                        .lock(connection, election)
                        .compose(row -> boards.nextTime(connection, row).compose(time -> {
                            String due = row.getString(to == ElectionState.OPEN ? "opens" : "closes");
                            if (Elections.state(row) != from || time.compareTo(due) < 0) {
                                return Future.succeededFuture(Optional.<Appended>empty());
                            }
                            return boards.append(connection, row, List.of(entry(row, to, time)))
                                    .compose(appended -> elections
                                            .step(connection, row, to)
                                            .compose(done -> to == ElectionState.CLOSED
                                                    ? Sql.update(
                                                            connection,
                                                            "UPDATE election SET close_index = #{index} WHERE id = #{id}",
                                                            Map.of("id", election, "index", appended.first()))
                                                    : Future.succeededFuture())
                                            .map(done -> Optional.of(appended)));
                        })))
                .compose(appended -> {
                    appended.ifPresent(done -> LOG.info("election {} is {}", election, to));
                    return appended.isPresent() ? sign(election) : Future.succeededFuture();
                });
    }

    private static NewEntry entry(Row election, ElectionState to, String time) {
        Instant at = Instant.parse(time);
        return to == ElectionState.OPEN
                ? new NewEntry(EntryType.OPEN, time, new OpenEntry(at, Manifests.sealed(election)).write())
                : new NewEntry(EntryType.CLOSE, time, new CloseEntry(at, Manifests.sealed(election)).write());
    }

    /** Signs the board as it stands; the one that ends with close is listed for good. */
    private Future<Void> sign(String election) {
        return elections.find(election).compose(row -> {
            long size = row.getLong("entries");
            return store.transaction(connection -> boards.root(connection, election, size))
                    .compose(root -> checkpoints.publish(
                            election, manifests.of(row).origin(), size, root, Closings.awaitsTally(row)))
                    .mapEmpty();
        });
    }
}
