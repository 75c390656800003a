// SPDX-License-Identifier: Apache-2.0
package org.urna.server.staff;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.urna.crypto.group.Entropy;
import org.urna.crypto.group.Hex;
import org.urna.server.problem.ProblemCode;
import org.urna.server.problem.Refusal;
import org.urna.server.store.Store;

/**
 * The way back for an organisation whose administrators have all lost what lets them in: a link that only who runs programs on the server's own
 * machine can make. It gives an administrator's account back and no role that the account did not have; officers' keys are not here, so it
 * decides nothing that takes two officers.
 */
public final class LostAccess {

    private final Store store;
    private final AccountStore rows;
    private final Enrolment enrolment;
    private final Sessions sessions;
    private final Trail trail;
    private final Entropy entropy;

    LostAccess(Store store, AccountStore rows, Enrolment enrolment, Sessions sessions, Trail trail, Entropy entropy) {
        this.store = store;
        this.rows = rows;
        this.enrolment = enrolment;
        this.sessions = sessions;
        this.trail = trail;
        this.entropy = entropy;
    }

    /**
     * Why a link was made, and by whom on the machine.
     *
     * @param user as the operating system calls who ran the program
     */
    public record Cause(String user, String reason) {}

    /**
     * Takes an administrator's password and authenticator away, writes that down in the audit trail, and gives the secret of a link, good for an
     * hour, to set them anew. Fails with {@code not-found} unless an administrator signs in with this address, or with {@code wrong-state} if
     * the account was deactivated.
     */
    public Future<String> renew(String email, Cause cause) {
        return store.transaction(connection -> rows.byEmail(connection, SignIn.normal(email))
                .map(found -> found.filter(row -> Account.of(row).roles().contains(Role.ADMINISTRATOR))
                        .orElseThrow(() ->
                                new Refusal(ProblemCode.NOT_FOUND, "no administrator signs in with this address")))
                .compose(row -> renew(connection, row, cause)));
    }

    private Future<String> renew(SqlConnection connection, Row row, Cause cause) {
        Account account = Account.of(row);
        if (account.state() == Account.State.DEACTIVATED) {
            return Future.failedFuture(new Refusal(ProblemCode.WRONG_STATE, "the account is deactivated"));
        }
        String kind = row.getString("password") == null ? "invitation" : "renewal";
        return rows.shut(connection, account.id())
                .compose(done -> sessions.endAll(connection, account.id(), ""))
                .compose(done -> written(connection, account.id(), kind, cause))
                .compose(done -> enrolment.link(connection, kind, account.id(), Enrolment.FIRST_LIFE));
    }

    /**
     * Makes an account for a new administrator, writes that down, and gives the secret of its link: for when nobody is left whose account it
     * is. Fails with {@code account-invalid} or {@code account-exists}.
     */
    public Future<String> add(String email, String name, Cause cause) {
        String address = AccountRules.email(email);
        String person = AccountRules.name(name);
        String id = Hex.encode(entropy.bytes(16));
        return store.transaction(connection -> store.now(connection)
                .compose(now -> AccountRules.insert(
                        connection, id, address, person, Set.of(Role.ADMINISTRATOR), List.of(), now))
                .compose(done -> written(connection, id, "invitation", cause))
                .compose(done -> enrolment.link(connection, "invitation", id, Enrolment.FIRST_LIFE)));
    }

    private Future<Long> written(SqlConnection connection, String account, String kind, Cause cause) {
        return trail.append(
                connection,
                Trail.Entry.of(
                        Trail.Actor.NOBODY,
                        "makeLinkOnServer",
                        Trail.Outcome.DONE,
                        Map.of("account", account, "link", kind, "user", cause.user(), "reason", cause.reason())));
    }
}
