// SPDX-License-Identifier: Apache-2.0
package org.urna.server.staff;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.urna.crypto.MalformedException;
import org.urna.server.keys.SealingKey;
import org.urna.server.store.Sql;
import org.urna.server.store.Store;

/** Rows of accounts, their authenticators and recovery codes. */
final class AccountStore {

    private final Store store;
    private final SealingKey sealing;

    AccountStore(Store store, SealingKey sealing) {
        this.store = store;
        this.sealing = sealing;
    }

    /** The row of an account; empty if there is none. */
    Future<Optional<Row>> find(SqlClient client, String account) {
        return Sql.query(client, "SELECT * FROM staff_account WHERE id = #{id}", Map.of("id", account))
                .map(Store::first);
    }

    /** The row of the account that signs in with this address. */
    Future<Optional<Row>> byEmail(SqlClient client, String email) {
        return Sql.query(client, "SELECT * FROM staff_account WHERE email = #{email}", Map.of("email", email))
                .map(Store::first);
    }

    /** Whether anybody can administer accounts. */
    Future<Boolean> hasAdministrator(SqlClient client) {
        return activeAdministrators(client).map(ids -> !ids.isEmpty());
    }

    /** Ids of the active administrators. */
    Future<List<String>> activeAdministrators(SqlClient client) {
        return Sql.query(client, "SELECT id, roles FROM staff_account WHERE state = 'active'", Map.of())
                .map(rows -> {
                    List<String> ids = new ArrayList<>();
                    for (Row row : rows) {
                        if (Role.split(row.getString("roles")).contains(Role.ADMINISTRATOR)) {
                            ids.add(row.getString("id"));
                        }
                    }
                    return ids;
                });
    }

    /** Seals the key of an authenticator for its row. */
    Object seal(String place, byte[] key) {
        return store.bin(sealing.seal(place, key));
    }

    /** The key of an authenticator, from its row. */
    byte[] open(String place, Row row) {
        try {
            return sealing.open(place, Store.bytes(row, "totp"));
        } catch (MalformedException e) {
            throw new IllegalStateException("the key of an authenticator is damaged, or of another URNA_KEYS", e);
        }
    }

    /** Where the authenticator's key of an account stands. */
    static String place(String account) {
        return "staff_account " + account;
    }

    /** Takes a code of an account's authenticator, once. */
    Future<Boolean> takeTimeCode(SqlConnection connection, Row account, String code) {
        if (account.getBuffer("totp") == null) {
            return Future.succeededFuture(false);
        }
        byte[] key = open(place(account.getString("id")), account);
        return store.now(connection).compose(now -> {
            OptionalLong step = TimeCodes.step(key, code, now);
            return step.isEmpty()
                    ? Future.succeededFuture(false)
                    : Sql.update(
                                    connection,
                                    "UPDATE staff_account SET totp_step = #{step} WHERE id = #{id} AND totp_step < #{step}",
                                    Map.of("id", account.getString("id"), "step", step.getAsLong()))
                            .map(changed -> changed == 1);
        });
    }

    /** Takes a recovery code, once. */
    Future<Boolean> takeRecoveryCode(SqlConnection connection, String account, String typed) {
        return Sql.update(
                        connection,
                        "DELETE FROM staff_recovery_code WHERE account = #{account} AND hash = #{hash}",
                        Map.of("account", account, "hash", OneTimeSecret.recoveryHash(typed)))
                .map(changed -> changed == 1);
    }

    /** Replaces all recovery codes of an account. */
    Future<Void> replaceRecoveryCodes(SqlConnection connection, String account, List<String> codes) {
        return Sql.update(
                        connection,
                        "DELETE FROM staff_recovery_code WHERE account = #{account}",
                        Map.of("account", account))
                .compose(deleted -> Sql.batch(
                        connection,
                        "INSERT INTO staff_recovery_code (account, hash) VALUES (#{account}, #{hash})",
                        codes.stream()
                                .map(code -> Map.<String, Object>of(
                                        "account", account, "hash", OneTimeSecret.recoveryHash(code)))
                                .toList()));
    }

    /** How many recovery codes an account has left. */
    Future<Integer> recoveryCodes(String account) {
        return store.query(
                        "SELECT count(*) AS n FROM staff_recovery_code WHERE account = #{account}",
                        Map.of("account", account))
                .map(rows -> rows.iterator().next().getInteger("n"));
    }

    /** Takes away what lets an account in: it comes back by a new link only. */
    Future<Void> shut(SqlConnection connection, String account) {
        return Sql.update(
                        connection,
                        "UPDATE staff_account SET state = 'invited', totp = NULL WHERE id = #{id}",
                        Map.of("id", account))
                .compose(done -> replaceRecoveryCodes(connection, account, List.of()));
    }

    /** Sets what lets an account in, and makes it active. */
    Future<Void> enrol(SqlConnection connection, String account, String password, byte[] key, long step) {
        return Sql.update(
                        connection,
                        "UPDATE staff_account SET state = 'active', password = #{password}, totp = #{totp}, totp_step = #{step}"
                                + " WHERE id = #{id}",
                        Map.of("id", account, "password", password, "totp", seal(place(account), key), "step", step))
                .mapEmpty();
    }
}
