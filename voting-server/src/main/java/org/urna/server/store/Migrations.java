// SPDX-License-Identifier: Apache-2.0
package org.urna.server.store;

import org.flywaydb.core.Flyway;
import org.urna.server.config.DatabaseUrl;

/** Brings the database to the present schema. Blocks; runs once, before the server starts. */
final class Migrations {

    private Migrations() {}

    static void run(DatabaseUrl url) {
        Dialect dialect = url instanceof DatabaseUrl.Sqlite ? Dialect.SQLITE : Dialect.POSTGRESQL;
        var configuration = Flyway.configure(Migrations.class.getClassLoader())
                .locations("classpath:db/migration", "classpath:db/" + dialect.folder())
                .placeholders(dialect.placeholders())
                .validateMigrationNaming(true)
                .cleanDisabled(true);
        if (url instanceof DatabaseUrl.PostgreSql pg) {
            configuration.dataSource(
                    "jdbc:postgresql://" + pg.host() + ":" + pg.port() + "/" + pg.database(),
                    pg.user().isEmpty() ? null : pg.user(),
                    pg.password().isEmpty() ? null : pg.password());
        } else {
            configuration.dataSource(Pools.jdbcUrl((DatabaseUrl.Sqlite) url), null, null);
        }
        configuration.load().migrate();
    }
}
