// SPDX-License-Identifier: Apache-2.0
package org.urna.server.roll;

import io.vertx.core.Future;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.urna.server.problem.ProblemCode;
import org.urna.server.problem.Refusal;
import org.urna.server.store.Store;
import org.urna.server.table.Delimiter;
import org.urna.server.table.Encoding;
import org.urna.server.table.Table;
import org.urna.server.table.TableFile;
import org.urna.server.table.TableForm;
import org.urna.server.table.UnreadableTableException;

/** The import in one step: a CSV file whose columns are called as the fields are is checked and, if it may be, becomes the roll. */
public final class PlainImport {

    private final Store store;
    private final ImportRecords records;
    private final StagedFiles files;
    private final RollFiles uploads;
    private final RollChecks checks;
    private final RollCommits commits;
    private final RollReports reports;

    PlainImport(
            Store store,
            ImportRecords records,
            StagedFiles files,
            RollFiles uploads,
            RollChecks checks,
            RollCommits commits,
            RollReports reports) {
        this.store = store;
        this.records = records;
        this.files = files;
        this.uploads = uploads;
        this.checks = checks;
        this.commits = commits;
        this.reports = reports;
    }

    /**
     * Replaces the roll of a draft by the rows of a file that has arrived: by all of them, or by the good ones if the caller asks for that, or by
     * none.
     *
     * @param windows1252 whether the file is in that encoding; UTF-8 otherwise
     * @param acceptGood whether good rows are taken although there are bad ones
     * @return fails with {@code roll-invalid} and the report in member {@code report} if nothing was imported
     */
    public Future<RollReport> run(RollFiles.Upload upload, boolean windows1252, boolean acceptGood) {
        TableForm form = new TableForm("", windows1252 ? Encoding.WINDOWS_1252 : Encoding.UTF_8, Delimiter.COMMA);
        return files.read(() -> header(upload, form))
                .recover(e -> uploads.gone(upload)
                        .transform(done -> Future.failedFuture(
                                e instanceof UnreadableTableException bad ? RollFiles.refusal(bad) : e)))
                .compose(done -> uploads.arrived(upload))
                .compose(arrived -> checks.run(upload.election(), RollSettings.plain(form)))
                .compose(summary -> report(upload.election(), summary))
                .compose(report -> take(upload, report, acceptGood));
    }

    /** Replaces the roll of a draft by rows that the server itself made: all of them, or none. */
    public Future<RollReport> run(String election, byte[] csv) {
        return uploads.begin(election, "roll.csv")
                .compose(upload -> files.read(() -> Files.write(upload.path(), csv, StandardOpenOption.CREATE_NEW))
                        .compose(written -> run(upload, false, false)));
    }

    private static Void header(RollFiles.Upload upload, TableForm form) throws Exception {
        try (Table table = TableFile.open(upload.path(), form)) {
            if (!table.columns().equals(Field.NAMES)) {
                RollRemark remark =
                        new RollRemark(1, "", "header", "the first line must be " + String.join(",", Field.NAMES));
                throw refused(new RollReport(0, 0, false, List.of(remark), List.of()));
            }
            return null;
        }
    }

    private Future<RollReport> report(String election, RollSummary summary) {
        return reports.first(election, "rejected")
                .compose(rejected -> reports.first(election, "noted")
                        .map(noted -> new RollReport(
                                Math.toIntExact(summary.rows()),
                                Math.toIntExact(summary.accepted()),
                                false,
                                rejected,
                                noted)));
    }

    private Future<RollReport> take(RollFiles.Upload upload, RollReport report, boolean acceptGood) {
        if (report.rows() > report.accepted() && !acceptGood) {
            return records.require(store.reader(), upload.election())
                    .compose(record -> files.delete(record.id()))
                    .compose(done -> Future.failedFuture(refused(report)));
        }
        return commits.run(upload.election(), acceptGood)
                .map(done -> report.asImported())
                .recover(e -> Future.failedFuture(
                        e instanceof Refusal refusal && refusal.code() == ProblemCode.ROLL_INVALID
                                ? new Refusal(refusal.code(), refusal.detail(), Map.of("report", report))
                                : e));
    }

    private static Refusal refused(RollReport report) {
        long rows = Math.max(1, report.rows() - report.accepted());
        return new Refusal(ProblemCode.ROLL_INVALID, RollCommits.rejected(rows), Map.of("report", report));
    }
}
