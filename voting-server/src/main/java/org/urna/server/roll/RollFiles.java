// SPDX-License-Identifier: Apache-2.0
package org.urna.server.roll;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.urna.crypto.group.Entropy;
import org.urna.crypto.group.Hex;
import org.urna.server.election.ElectionState;
import org.urna.server.election.Elections;
import org.urna.server.json.StrictJson;
import org.urna.server.problem.ProblemCode;
import org.urna.server.problem.Refusal;
import org.urna.server.store.Store;
import org.urna.server.table.Table;
import org.urna.server.table.TableFile;
import org.urna.server.table.UnreadableTableException;

/** Files with a roll: taken, looked at, and forgotten. */
public final class RollFiles {

    private static final int ID_BYTES = 16;
    private static final int MAX_NAME = 200;

    private final Store store;
    private final Elections elections;
    private final ImportRecords records;
    private final Staging staging;
    private final StagedFiles files;
    private final Entropy entropy;

    RollFiles(
            Store store,
            Elections elections,
            ImportRecords records,
            Staging staging,
            StagedFiles files,
            Entropy entropy) {
        this.store = store;
        this.elections = elections;
        this.records = records;
        this.staging = staging;
        this.files = files;
        this.entropy = entropy;
    }

    /**
     * A file that is to arrive.
     *
     * @param path where to write it, as a new file
     */
    public record Upload(String election, String id, Path path) {}

    /**
     * Makes room for a file; what was uploaded before, and its report, are forgotten.
     *
     * @param name as the uploader calls it
     * @return fails with {@code wrong-state} if the election is no draft or somebody is importing its roll, or {@code not-found}
     */
    public Future<Upload> begin(String election, String name) {
        String id = Hex.encode(entropy.bytes(ID_BYTES));
        return store.transaction(connection -> elections
                        .lock(connection, election)
                        .compose(row -> {
                            Elections.state(row).require(ElectionState.DRAFT);
                            return records.find(connection, election);
                        })
                        .compose(before -> {
                            if (before.filter(ImportRecord::isBusy).isPresent()) {
                                throw ImportRecords.busy();
                            }
                            return records.begin(connection, election, id, label(name))
                                    .map(before);
                        }))
                .compose(before -> forget(before).compose(done -> staging.clear(election)))
                .compose(done -> files.prepare(id))
                .map(path -> new Upload(election, id, path));
    }

    /** A name that can be shown anywhere. */
    private static String label(String name) {
        String plain = name.replaceAll("[^\\p{L}\\p{N} ._()+-]", "_").strip();
        return plain.substring(0, Math.min(MAX_NAME, plain.length()));
    }

    private Future<Void> forget(Optional<ImportRecord> before) {
        return before.map(record -> files.delete(record.id())).orElse(Future.succeededFuture());
    }

    /**
     * Looks at a file that has arrived.
     *
     * @return the import as the API shows it; fails with {@code roll-invalid} if the file is of no kind that is read, and forgets it
     */
    public Future<ObjectNode> arrived(Upload upload) {
        return saved(upload.election())
                .compose(saved -> files.read(() -> survey(upload.path(), saved)))
                .compose(survey -> store.transaction(connection -> records.require(connection, upload.election())
                        .compose(record -> same(record, upload)
                                .compose(done -> records.step(
                                        connection,
                                        record,
                                        ImportState.UPLOADED,
                                        Map.of("survey", survey.toString(), "bytes", size(upload.path())))))))
                .compose(done -> status(upload.election()))
                .recover(e -> gone(upload).transform(done -> Future.failedFuture(refusal(e))));
    }

    private static Future<Void> same(ImportRecord record, Upload upload) {
        return record.id().equals(upload.id()) ? Future.succeededFuture() : Future.failedFuture(ImportRecords.busy());
    }

    private static long size(Path file) {
        return file.toFile().length();
    }

    private static Throwable refusal(Throwable e) {
        return e instanceof UnreadableTableException unreadable ? refusal(unreadable) : e;
    }

    /** The file as a whole is bad. */
    static Refusal refusal(UnreadableTableException e) {
        RollRemark remark = new RollRemark(e.line(), "", e.rule(), e.reason());
        return new Refusal(
                ProblemCode.ROLL_INVALID,
                "the file cannot be read: " + e.reason(),
                Map.of("report", new RollReport(0, 0, false, List.of(remark), List.of())));
    }

    private Future<Optional<RollSettings>> saved(String election) {
        return store.first(
                        "SELECT settings FROM roll_settings WHERE election = #{election}", Map.of("election", election))
                .map(found -> found.map(row -> RollSettings.of(StrictJson.readStored(row.getString("settings")))));
    }

    private static ObjectNode survey(Path path, Optional<RollSettings> saved)
            throws IOException, UnreadableTableException {
        TableFile file = TableFile.inspect(path);
        try (Table table = TableFile.open(path, file.proposal())) {
            List<String> columns = table.columns();
            Optional<RollSettings> known =
                    saved.map(settings -> settings.with(file.proposal())).filter(settings -> settings.fits(columns));
            ObjectNode survey = StrictJson.object();
            survey.put("kind", file.kind().name().toLowerCase(Locale.ROOT));
            survey.set("sheets", StrictJson.tree(file.sheets()));
            survey.put("known", known.isPresent());
            survey.set(
                    "proposal",
                    known.orElseGet(() -> RollSettings.guess(file.proposal(), columns))
                            .json());
            return survey;
        }
    }

    /** The upload broke off: nothing of it stays. */
    public Future<Void> gone(Upload upload) {
        return store.transaction(connection -> records.find(connection, upload.election())
                        .compose(found -> found.filter(record -> record.id().equals(upload.id()))
                                .map(record -> records.delete(connection, upload.election()))
                                .orElse(Future.succeededFuture())))
                .eventually(() -> files.delete(upload.id()));
    }

    /** The import as the API shows it; of an election for which no file was uploaded only that there is {@code none}. */
    public Future<ObjectNode> status(String election) {
        return elections
                .find(election)
                .compose(row -> records.find(store.reader(), election))
                .map(found -> found.map(ImportRecord::json)
                        .orElseGet(() -> StrictJson.object().put("state", "none")));
    }

    /** Forgets the file and its report; the roll stays as it is. Fails with {@code wrong-state} while somebody works on it. */
    public Future<Void> discard(String election) {
        return store.transaction(connection -> records.require(connection, election)
                        .compose(record -> {
                            if (record.isBusy()) {
                                throw ImportRecords.busy();
                            }
                            return records.delete(connection, election).map(record);
                        }))
                .compose(record -> files.delete(record.id()))
                .compose(done -> staging.clear(election));
    }

    /** Deletes files that no import needs any more: of imports that are done or gone, and of elections that are no drafts. */
    public Future<Void> tidy() {
        return store.query(
                        "SELECT i.id FROM roll_import i JOIN election e ON e.id = i.election"
                                + " WHERE e.state = 'draft' AND i.state <> 'imported'",
                        Map.of())
                .compose(rows -> {
                    Set<String> needed = new HashSet<>();
                    for (Row row : rows) {
                        needed.add(row.getString("id"));
                    }
                    return files.keepOnly(needed);
                });
    }

    /** Whether the staged file is still there. */
    static boolean isThere(Path path) {
        return Files.isRegularFile(path);
    }
}
