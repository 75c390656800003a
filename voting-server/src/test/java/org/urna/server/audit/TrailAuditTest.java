// SPDX-License-Identifier: Apache-2.0
package org.urna.server.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.urna.server.ServerFixture.await;

import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.crypto.SecretKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.urna.crypto.group.Entropy;
import org.urna.server.keys.StaffKeys;
import org.urna.server.staff.Account;
import org.urna.server.staff.Role;
import org.urna.server.staff.Trail;
import org.urna.server.store.Databases;
import org.urna.server.store.Sql;
import org.urna.server.store.Store;

/** The audit trail on both databases: it cannot be changed, and what was changed all the same is found. */
class TrailAuditTest {

    private static final Account ANN = new Account(
            "a".repeat(32),
            "ann@example.org",
            "Ann \"=1+1\" Ó",
            Set.of(Role.DEPUTY),
            List.of(),
            Account.State.ACTIVE,
            Instant.EPOCH,
            null);

    enum Database {
        SQLITE,
        POSTGRESQL
    }

    @TempDir
    private Path folder;

    private Vertx vertx;
    private Store store;
    private SecretKey key;

    @BeforeEach
    void start() throws Exception {
        vertx = Vertx.vertx();
        key = StaffKeys.readOrCreate(folder, Entropy.secure()).trail();
    }

    @AfterEach
    void stop() throws Exception {
        if (store != null) {
            await(store.close());
        }
        await(vertx.close());
    }

    private void open(Database database) throws Exception {
        store = await(
                Store.open(vertx, database == Database.SQLITE ? Databases.sqlite(folder) : Databases.postgreSql()));
        Trail trail = new Trail(store, key);
        for (int i = 0; i < 3; i++) {
            long begun = await(trail.begin(ANN, "importRoll", "e".repeat(32), Map.of("rows", i)));
            await(trail.end(ANN, "importRoll", "e".repeat(32), begun, Trail.Outcome.DONE, Map.of()));
        }
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void aTrailThatWasOnlyAppendedToIsWhole(Database database) throws Exception {
        open(database);

        Findings findings = TrailAudit.run(store, Optional.of(key));

        assertThat(findings.clean()).as("%s", findings.rows()).isTrue();
        assertThat(findings.rows().get("rows").items()).isEqualTo(6);
        assertThat(TrailAudit.run(store, Optional.empty()).clean()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void theDatabaseRefusesToChangeOrForgetARow(Database database) throws Exception {
        open(database);

        for (String change : List.of(
                "UPDATE staff_action SET name = 'Nobody' WHERE position = 1",
                "DELETE FROM staff_action WHERE position = 6",
                "DELETE FROM staff_action")) {
            assertThatThrownBy(() -> await(store.transaction(c -> Sql.update(c, change, Map.of()))))
                    .as(change)
                    .hasMessageContaining("only appended to");
        }
        if (database == Database.POSTGRESQL) {
            assertThatThrownBy(() -> await(store.transaction(c -> Sql.update(c, "TRUNCATE staff_action", Map.of()))))
                    .hasMessageContaining("only appended to");
        }
        assertThat(TrailAudit.run(store, Optional.of(key)).clean()).isTrue();
    }

    /** As somebody would who owns the database: the triggers go first. */
    @ParameterizedTest
    @EnumSource(Database.class)
    void whoTakesTheTriggersAwayIsFoundOut(Database database) throws Exception {
        for (String change : List.of(
                "UPDATE staff_action SET name = 'Nobody' WHERE position = 1",
                "UPDATE staff_action SET outcome = 'refused' WHERE position = 6",
                "UPDATE staff_action SET mac = hash WHERE position = 2",
                "DELETE FROM staff_action WHERE position = 3",
                "DELETE FROM staff_action WHERE position = 6",
                "UPDATE staff_trail SET hash = '" + "0".repeat(64) + "'",
                "UPDATE staff_trail SET length = 7")) {
            open(database);
            for (String trigger : List.of("staff_action_stays", "staff_action_is_kept")) {
                String drop = "DROP TRIGGER " + trigger + (database == Database.POSTGRESQL ? " ON staff_action" : "");
                await(store.transaction(c -> Sql.update(c, drop, Map.of())));
            }
            await(store.transaction(c -> Sql.update(c, change, Map.of())));

            assertThat(TrailAudit.run(store, Optional.of(key)).clean())
                    .as(change)
                    .isFalse();
            await(store.close());
        }
    }
}
