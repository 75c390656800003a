// SPDX-License-Identifier: Apache-2.0
package org.urna.server.setup;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.urna.crypto.record.Entry;
import org.urna.crypto.record.Manifest;
import org.urna.server.election.DraftProblem;
import org.urna.server.election.Drafts;
import org.urna.server.election.Elections;
import org.urna.server.election.Examined;
import org.urna.server.election.Uploads;
import org.urna.server.store.EntryTime;
import org.urna.server.store.Store;

/** Says where set-ups stand, by the rules that they will be held against when they are frozen. */
public final class Reports {

    private final Vertx vertx;
    private final Store store;
    private final Elections elections;
    private final Drafts drafts;
    private final Uploads uploads;

    public Reports(Vertx vertx, Store store, Elections elections, Drafts drafts, Uploads uploads) {
        this.vertx = vertx;
        this.store = store;
        this.elections = elections;
        this.drafts = drafts;
        this.uploads = uploads;
    }

    /** The report on an election's draft; fails with {@code not-found}. */
    public Future<Report> of(String election) {
        return elections.find(election).compose(row -> {
            JsonNode draft = Elections.draft(row);
            return Electorate.of(store, election, draft)
                    .compose(electorate -> vertx.executeBlocking(
                                    () -> drafts.examine(election, draft, electorate.rollSize()))
                            .compose(examined -> uploads.missing(election, examined.sketch())
                                    .compose(notUploaded -> store.now()
                                            .map(now -> report(row, examined, notUploaded, electorate, now)))));
        });
    }

    private static Report report(
            Row row, Examined examined, List<DraftProblem> notUploaded, Electorate electorate, Instant now) {
        Manifest sketch = examined.sketch();
        List<DraftProblem> missing = new ArrayList<>(examined.missing());
        if (!electorate.fromRoll()
                && missing.stream().noneMatch(each -> each.rule().equals("roll"))) {
            missing.add(new DraftProblem("/roll/size", "roll", "the roll has no members yet"));
        }
        List<DraftProblem> problems = new ArrayList<>(examined.problems());
        problems.addAll(notUploaded);
        if (electorate.fromRoll()) {
            sketch.weightProblems(electorate.weights(), electorate.weighted()).stream()
                    .map(DraftProblem::of)
                    .forEach(problems::add);
        }
        return new Report(
                Elections.version(row),
                missing.isEmpty() && problems.isEmpty(),
                missing,
                problems,
                Warnings.of(sketch, electorate, isScheduled(row), now),
                electorate.source(),
                electorate.total(),
                electorate.turnoutPercent(),
                papers(sketch, electorate),
                EntryTime.of(now));
    }

    private static boolean isScheduled(Row row) {
        JsonNode schedule = Elections.draft(row).path("schedule");
        return schedule.has("opens") && schedule.has("closes");
    }

    private static List<Report.Paper> papers(Manifest sketch, Electorate electorate) {
        return sketch.styles().stream()
                .map(style -> {
                    Electorate.Figures figures = electorate.styles().get(style.id());
                    return new Report.Paper(
                            style.id(),
                            figures == null ? 0 : figures.electors(),
                            sketch.maxBallotBytes(style),
                            Entry.MAX_BYTES);
                })
                .toList();
    }
}
