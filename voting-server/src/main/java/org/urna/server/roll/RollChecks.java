// SPDX-License-Identifier: Apache-2.0
package org.urna.server.roll;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.urna.server.election.ElectionState;
import org.urna.server.election.Elections;
import org.urna.server.json.StrictJson;
import org.urna.server.problem.ProblemCode;
import org.urna.server.problem.Refusal;
import org.urna.server.store.Sql;
import org.urna.server.store.Store;
import org.urna.server.table.Table;
import org.urna.server.table.TableFile;
import org.urna.server.table.TableRow;
import org.urna.server.table.UnreadableTableException;
import org.urna.server.work.Loop;

/** Checks uploaded files: a preview of the first rows, then every row, read in batches and compared in the database. */
public final class RollChecks {

    private static final Logger LOG = LoggerFactory.getLogger(RollChecks.class);

    private final Store store;
    private final Elections elections;
    private final ImportRecords records;
    private final Staging staging;
    private final Comparison comparison;
    private final StagedFiles files;

    RollChecks(
            Store store,
            Elections elections,
            ImportRecords records,
            Staging staging,
            Comparison comparison,
            StagedFiles files) {
        this.store = store;
        this.elections = elections;
        this.records = records;
        this.staging = staging;
        this.comparison = comparison;
        this.files = files;
    }

    /** The table of a file that is being read, and what its rows mean. */
    private record Opened(Table table, RowReader reader) {}

    /** Rows of one batch, and how much of the file has been read with them. */
    private record Batch(List<RollRow> rows, double progress) {}

    /**
     * Shows the columns of the file, and its first rows as they would be read; writes nothing.
     *
     * @param json settings, as the API's schema has them
     */
    public Future<ObjectNode> preview(String election, JsonNode json) {
        RollSettings settings = RollSettings.of(json);
        return elections
                .find(election)
                .compose(row -> records.require(store.reader(), election)
                        .compose(record -> readable(row, record))
                        .compose(path -> files.read(() -> Preview.of(path, settings, RollTerms.of(row))))
                        .recover(RollChecks::unreadable));
    }

    private static <T> Future<T> unreadable(Throwable e) {
        return Future.failedFuture(e instanceof UnreadableTableException bad ? RollFiles.refusal(bad) : e);
    }

    private Future<Path> readable(Row election, ImportRecord record) {
        Elections.state(election).require(ElectionState.DRAFT);
        if (record.isBusy()) {
            throw ImportRecords.busy();
        }
        Path path = files.path(record.id());
        return files.read(() -> {
            if (!RollFiles.isThere(path)) {
                throw new Refusal(ProblemCode.NOT_FOUND, "the file is no longer here: upload it again");
            }
            return path;
        });
    }

    /**
     * Begins to check the file, and remembers the settings for the next one.
     *
     * @return the import as the API shows it, once it has begun; fails with {@code request-invalid} if the settings do not fit the file
     */
    public Future<ObjectNode> start(String election, JsonNode json) {
        return begin(election, RollSettings.of(json)).map(work -> {
            finish(work).onFailure(e -> LOG.debug("the check of a roll failed, as its import says"));
            return work.record().json();
        });
    }

    /** Checks the file and waits for the outcome. */
    Future<RollSummary> run(String election, RollSettings settings) {
        return begin(election, settings).compose(this::finish);
    }

    /** A check that has begun. */
    private record Work(ImportRecord record, Opened opened) {}

    private Future<Work> begin(String election, RollSettings settings) {
        return elections
                .find(election)
                .compose(row -> records.require(store.reader(), election)
                        .compose(record -> readable(row, record)
                                .compose(path -> files.read(() -> open(path, settings, RollTerms.of(row))))
                                .compose(opened -> store.transaction(connection -> remember(
                                                        connection, election, settings)
                                                .compose(done -> records.step(
                                                        connection,
                                                        record,
                                                        ImportState.READING,
                                                        Map.of(
                                                                "settings",
                                                                settings.json().toString(),
                                                                "terms",
                                                                RollTerms.of(row)
                                                                        .mark(),
                                                                "summary",
                                                                "",
                                                                "failure",
                                                                "",
                                                                "rows_read",
                                                                0L))))
                                        .map(begun -> new Work(begun, opened))
                                        .recover(e -> close(opened).transform(done -> Future.failedFuture(e)))))
                        .recover(RollChecks::unreadable));
    }

    private static Future<Void> remember(SqlConnection connection, String election, RollSettings settings) {
        return Sql.update(
                        connection,
                        "INSERT INTO roll_settings (election, settings) VALUES (#{election}, #{settings})"
                                + " ON CONFLICT (election) DO UPDATE SET settings = excluded.settings",
                        Map.of("election", election, "settings", settings.json().toString()))
                .mapEmpty();
    }

    private static Opened open(Path path, RollSettings settings, RollTerms terms)
            throws IOException, UnreadableTableException {
        Table table = TableFile.open(path, settings.form());
        try {
            return new Opened(table, new RowReader(settings, terms, table.columns()));
        } catch (Refusal e) {
            table.close();
            throw e;
        }
    }

    private Future<Void> close(Opened opened) {
        return files.read(() -> {
            opened.table().close();
            return null;
        });
    }

    private Future<RollSummary> finish(Work work) {
        return staging.clear(work.record().election())
                .compose(cleared -> read(work))
                .eventually(() -> close(work.opened()))
                .compose(done -> compare(work.record()))
                .recover(e -> fail(work.record(), e));
    }

    /** Reads a batch while the one before is being written. */
    private Future<Void> read(Work work) {
        long[] rows = {0};
        Batch[] ready = {new Batch(List.of(), 0)};
        return Loop.whilst(() -> {
            Batch writing = ready[0];
            rows[0] += writing.rows().size();
            Future<Batch> reading = files.read(() -> batch(work.opened()));
            Future<Void> written = staging.write(work.record(), writing.rows(), rows[0], writing.progress());
            return Future.join(reading, written).compose(both -> reading).map(batch -> {
                ready[0] = batch;
                return !batch.rows().isEmpty();
            });
        });
    }

    private static Batch batch(Opened opened) throws UnreadableTableException {
        List<RollRow> rows = new ArrayList<>(Staging.BATCH);
        while (rows.size() < Staging.BATCH) {
            Optional<TableRow> next = opened.table().next();
            if (next.isEmpty()) {
                break;
            }
            rows.add(opened.reader().read(next.get()));
        }
        return new Batch(rows, opened.table().progress());
    }

    private Future<RollSummary> compare(ImportRecord reading) {
        return comparing(reading).compose(this::comparison);
    }

    private Future<ImportRecord> comparing(ImportRecord before) {
        return store.transaction(connection -> records.step(connection, before, ImportState.COMPARING, Map.of()));
    }

    private Future<RollSummary> comparison(ImportRecord comparing) {
        return comparison
                .run(comparing)
                .compose(summary -> store.transaction(connection -> records.step(
                                connection,
                                comparing,
                                ImportState.CHECKED,
                                Map.of("summary", summary.json().toString())))
                        .map(summary))
                .recover(e -> fail(comparing, e));
    }

    /** Begins to compare a checked file anew after staff decided something; the import as the API shows it, once that has begun. */
    Future<ObjectNode> compareAgain(ImportRecord checked) {
        return comparing(checked).map(begun -> {
            comparison(begun).onFailure(e -> LOG.debug("the comparison of a roll failed, as its import says"));
            return begun.json();
        });
    }

    private <T> Future<T> fail(ImportRecord working, Throwable e) {
        RollRemark remark = e instanceof UnreadableTableException bad
                ? new RollRemark(bad.line(), "", bad.rule(), bad.reason())
                : new RollRemark(0, "", "internal", "the server failed at it: begin again");
        if (!(e instanceof UnreadableTableException) && !(e instanceof Refusal)) {
            LOG.error("the check of a roll failed", e);
        }
        return store.transaction(connection -> records.step(
                        connection,
                        working,
                        ImportState.FAILED,
                        Map.of("failure", StrictJson.tree(remark).toString())))
                .transform(noted -> unreadable(e));
    }
}
