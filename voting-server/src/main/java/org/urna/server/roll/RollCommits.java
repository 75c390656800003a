// SPDX-License-Identifier: Apache-2.0
package org.urna.server.roll;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.urna.server.election.ElectionState;
import org.urna.server.election.Elections;
import org.urna.server.json.StrictJson;
import org.urna.server.problem.ProblemCode;
import org.urna.server.problem.Refusal;
import org.urna.server.store.Sql;
import org.urna.server.store.Store;

/** Makes the accepted rows of a checked file the roll: all of them or none, in one transaction. */
public final class RollCommits {

    private static final Logger LOG = LoggerFactory.getLogger(RollCommits.class);

    private final Store store;
    private final Elections elections;
    private final ImportRecords records;
    private final StagedFiles files;

    RollCommits(Store store, Elections elections, ImportRecords records, StagedFiles files) {
        this.store = store;
        this.elections = elections;
        this.records = records;
        this.files = files;
    }

    /**
     * Begins to replace the roll.
     *
     * @param acceptGood whether accepted rows are taken although others are rejected
     * @return the import as the API shows it, once it has begun; fails with {@code roll-invalid} if rows are rejected and that was not asked for,
     *     if no row is accepted, or if staff have not decided about all pairs that may be one person
     */
    public Future<ObjectNode> start(String election, boolean acceptGood) {
        return begin(election, acceptGood).map(writing -> {
            write(writing).onFailure(e -> LOG.error("a roll could not be written", e));
            return writing.json();
        });
    }

    /** Replaces the roll and waits until it is done. */
    Future<Void> run(String election, boolean acceptGood) {
        return begin(election, acceptGood).compose(this::write);
    }

    private Future<ImportRecord> begin(String election, boolean acceptGood) {
        return store.transaction(connection -> elections
                .lock(connection, election)
                .compose(row -> {
                    Elections.state(row).require(ElectionState.DRAFT);
                    String terms = RollTerms.of(row).mark();
                    return records.require(connection, election).compose(record -> {
                        requireReady(record, terms, acceptGood);
                        return records.step(connection, record, ImportState.WRITING, Map.of());
                    });
                }));
    }

    private static void requireReady(ImportRecord record, String terms, boolean acceptGood) {
        boolean interrupted = record.state() == ImportState.WRITING && record.stalled();
        if (record.state() != ImportState.CHECKED && !interrupted) {
            throw record.isBusy()
                    ? ImportRecords.busy()
                    : new Refusal(ProblemCode.WRONG_STATE, "the file has not been checked");
        }
        if (!record.terms().equals(terms)) {
            throw new Refusal(
                    ProblemCode.WRONG_STATE,
                    "ballot styles or languages of the draft have changed: check the file again");
        }
        RollSummary summary = RollSummary.of(StrictJson.readStored(record.summary()));
        if (summary.accepted() == 0) {
            throw new Refusal(ProblemCode.ROLL_INVALID, "no row is good; nothing was imported");
        }
        if (summary.rejected() > 0 && !acceptGood) {
            throw new Refusal(ProblemCode.ROLL_INVALID, rejected(summary.rejected()));
        }
        if (summary.undecided() > 0) {
            throw new Refusal(
                    ProblemCode.ROLL_INVALID,
                    "pairs of rows that may be one person in two classes: " + summary.undecided()
                            + "; decide which to keep, so that nobody gets two codes");
        }
    }

    static String rejected(long rows) {
        return rows + (rows == 1 ? " row is" : " rows are") + " bad; nothing was imported";
    }

    private Future<Void> write(ImportRecord writing) {
        String election = writing.election();
        return store.transaction(connection -> elections
                        .lock(connection, election)
                        .compose(row -> {
                            Elections.state(row).require(ElectionState.DRAFT);
                            return replace(connection, election);
                        })
                        .compose(done -> records.step(connection, writing, ImportState.IMPORTED, Map.of())))
                .recover(e -> store.transaction(
                                connection -> records.step(connection, writing, ImportState.CHECKED, Map.of()))
                        .transform(back -> Future.failedFuture(e)))
                .compose(imported -> files.delete(writing.id()));
    }

    private static Future<Integer> replace(SqlConnection connection, String election) {
        Map<String, Object> here = Map.of("election", election);
        return Sql.update(connection, "DELETE FROM member WHERE election = #{election}", here)
                .compose(done -> Sql.update(connection, MemberSql.FROM_STAGING, here));
    }
}
