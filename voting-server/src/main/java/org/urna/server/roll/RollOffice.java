// SPDX-License-Identifier: Apache-2.0
package org.urna.server.roll;

import io.vertx.core.Vertx;
import java.nio.file.Path;
import org.urna.crypto.group.Entropy;
import org.urna.server.election.Elections;
import org.urna.server.store.Store;

/** Everything that staff do with rolls. */
public record RollOffice(
        RollFiles files,
        RollChecks checks,
        SamePersons samePersons,
        RollCommits commits,
        RollReports reports,
        PlainImport plain,
        Members members,
        Corrections corrections) {

    /**
     * Puts the parts together.
     *
     * @param folder for uploaded files; made when the first one arrives
     */
    public static RollOffice of(
            Vertx vertx, Store store, Elections elections, Path folder, Entropy entropy, Participation participation) {
        StagedFiles staged = new StagedFiles(vertx, folder);
        ImportRecords records = new ImportRecords(store);
        Staging staging = new Staging(store, records);
        Comparison comparison = new Comparison(store, records);
        RollFiles files = new RollFiles(store, elections, records, staging, staged, entropy);
        RollChecks checks = new RollChecks(store, elections, records, staging, comparison, staged);
        RollCommits commits = new RollCommits(store, elections, records, staged);
        RollReports reports = new RollReports(store, elections);
        return new RollOffice(
                files,
                checks,
                new SamePersons(store, elections, records, checks),
                commits,
                reports,
                new PlainImport(store, records, staged, files, checks, commits, reports),
                new Members(store, elections),
                new Corrections(store, elections, participation));
    }
}
