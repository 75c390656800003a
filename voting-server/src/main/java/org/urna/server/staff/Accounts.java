// SPDX-License-Identifier: Apache-2.0
package org.urna.server.staff;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.urna.crypto.group.Entropy;
import org.urna.crypto.group.Hex;
import org.urna.server.problem.ProblemCode;
import org.urna.server.problem.Refusal;
import org.urna.server.store.Sql;
import org.urna.server.store.Store;

/** What an administrator does with accounts. There is always an administrator left. */
public final class Accounts {

    private final Store store;
    private final AccountStore rows;
    private final Enrolment enrolment;
    private final Sessions sessions;
    private final Entropy entropy;

    Accounts(Store store, AccountStore rows, Enrolment enrolment, Sessions sessions, Entropy entropy) {
        this.store = store;
        this.rows = rows;
        this.enrolment = enrolment;
        this.sessions = sessions;
        this.entropy = entropy;
    }

    /** An account, and the secret of the link by which its owner comes in. */
    public record Invited(String account, String secret) {

        @Override
        public String toString() {
            return "Invited[" + account + "]";
        }
    }

    /** A change of an account; what is null stays. */
    public record Change(
            @Nullable String name,
            @Nullable Set<Role> roles,
            @Nullable List<String> elections,
            @Nullable Boolean active) {}

    /** All accounts, by name. */
    public Future<List<Account>> list() {
        return store.query("SELECT * FROM staff_account ORDER BY name, email", Map.of())
                .map(found -> {
                    List<Account> list = new ArrayList<>();
                    found.forEach(row -> list.add(Account.of(row)));
                    return list;
                });
    }

    /** Makes an account and a link to it; fails with {@code account-invalid} or {@code account-exists}. */
    public Future<Invited> invite(String email, String name, Set<Role> roles, List<String> elections) {
        String address = AccountRules.email(email);
        String person = AccountRules.name(name);
        String id = Hex.encode(entropy.bytes(16));
        return store.transaction(connection -> known(connection, elections)
                .compose(known -> store.now(connection))
                .compose(now -> AccountRules.insert(connection, id, address, person, roles, elections, now))
                .compose(done -> enrolment.link(connection, "invitation", id, Enrolment.LINK_LIFE))
                .map(secret -> new Invited(id, secret)));
    }

    /** Changes an account. Whoever is deactivated is signed out at once. */
    public Future<Void> change(String account, Change change) {
        return store.transaction(connection -> existing(connection, account).compose(row -> {
            Account before = Account.of(row);
            Map<String, Object> after = new HashMap<>();
            after.put("id", account);
            after.put("name", change.name() == null ? before.name() : AccountRules.name(change.name()));
            after.put("roles", Role.join(change.roles() == null ? before.roles() : AccountRules.roles(change.roles())));
            List<String> elections = change.elections() == null ? before.elections() : change.elections();
            after.put("elections", AccountRules.elections(elections));
            after.put("state", state(row, before, change.active()).code());
            return known(connection, change.elections() == null ? List.of() : change.elections())
                    .compose(known -> Sql.update(
                            connection,
                            "UPDATE staff_account SET name = #{name}, roles = #{roles}, elections = #{elections}, state = #{state}"
                                    + " WHERE id = #{id}",
                            after))
                    .compose(done -> Boolean.FALSE.equals(change.active())
                            ? sessions.endAll(connection, account, "")
                                    .compose(ended -> enrolment.drop(connection, account))
                            : Future.succeededFuture())
                    .compose(done -> requireAdministrator(connection, before));
        }));
    }

    /**
     * Takes an account's password and authenticator away and makes a link to set them anew: for who has lost or forgotten them, and for an
     * invitation that ran out.
     */
    public Future<Invited> renew(String account) {
        return store.transaction(connection -> existing(connection, account).compose(row -> {
            Account before = Account.of(row);
            if (before.state() == Account.State.DEACTIVATED) {
                return Future.failedFuture(new Refusal(ProblemCode.WRONG_STATE, "the account is deactivated"));
            }
            String kind = row.getString("password") == null ? "invitation" : "renewal";
            return rows.shut(connection, account)
                    .compose(done -> sessions.endAll(connection, account, ""))
                    .compose(done -> requireAdministrator(connection, before))
                    .compose(done -> enrolment.link(connection, kind, account, Enrolment.LINK_LIFE))
                    .map(secret -> new Invited(account, secret));
        }));
    }

    /** Signs an account out everywhere. */
    public Future<Void> signOut(String account) {
        return store.transaction(
                connection -> existing(connection, account).compose(row -> sessions.endAll(connection, account, "")));
    }

    private static Account.State state(Row row, Account before, @Nullable Boolean active) {
        if (active == null) {
            return before.state();
        }
        if (!active) {
            return Account.State.DEACTIVATED;
        }
        if (before.state() != Account.State.DEACTIVATED) {
            return before.state();
        }
        // Who was never enrolled, or whose authenticator was taken away, comes back by a new link only.
        return row.getBuffer("totp") == null ? Account.State.INVITED : Account.State.ACTIVE;
    }

    /** The row of an account, after those of all who may be the last administrator are locked. */
    private Future<Row> existing(SqlConnection connection, String account) {
        return Sql.update(
                        connection,
                        "UPDATE staff_account SET id = id WHERE id = #{id} OR state = 'active'",
                        Map.of("id", account))
                .compose(locked -> rows.find(connection, account))
                .map(row -> row.orElseThrow(() -> new Refusal(ProblemCode.NOT_FOUND, "no account " + account)));
    }

    /** Fails with {@code account-invalid} unless all these elections exist. */
    private static Future<Void> known(SqlConnection connection, List<String> elections) {
        AccountRules.elections(elections);
        return Sql.query(connection, "SELECT id FROM election", Map.of()).map(found -> {
            Set<String> ids = new java.util.HashSet<>();
            found.forEach(row -> ids.add(row.getString("id")));
            if (!ids.containsAll(elections)) {
                throw new Refusal(
                        ProblemCode.ACCOUNT_INVALID, "elections: one does not exist", Map.of("member", "elections"));
            }
            return null;
        });
    }

    /** Undoes the transaction if it took the last administrator away. */
    private Future<Void> requireAdministrator(SqlConnection connection, Account before) {
        if (!before.roles().contains(Role.ADMINISTRATOR) || before.state() != Account.State.ACTIVE) {
            return Future.succeededFuture();
        }
        return rows.hasAdministrator(connection)
                .compose(any -> any
                        ? Future.succeededFuture()
                        : Future.failedFuture(new Refusal(
                                ProblemCode.LAST_ADMINISTRATOR, "somebody must be left who can administer accounts")));
    }
}
