// SPDX-License-Identifier: Apache-2.0
package org.urna.server.staff;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.urna.crypto.group.Entropy;
import org.urna.server.problem.ProblemCode;
import org.urna.server.problem.Refusal;
import org.urna.server.staff.Sessions.SignedIn;
import org.urna.server.store.Sql;
import org.urna.server.store.Store;

/**
 * What people do with their own accounts. Whoever sits down at a screen that somebody left can do none of it: each step asks for the password
 * again, as slowly as signing in does. A change ends all other sessions of the account.
 */
public final class OwnAccount {

    private static final Duration AUTHENTICATOR_LIFE = Duration.ofMinutes(15);

    private final Vertx vertx;
    private final Store store;
    private final AccountStore accounts;
    private final Passwords passwords;
    private final PasswordRules rules = new PasswordRules();
    private final Attempts attempts;
    private final Enrolment enrolment;
    private final Sessions sessions;
    private final Entropy entropy;

    OwnAccount(
            Vertx vertx,
            Store store,
            AccountStore accounts,
            Passwords passwords,
            Attempts attempts,
            Enrolment enrolment,
            Sessions sessions,
            Entropy entropy) {
        this.vertx = vertx;
        this.store = store;
        this.accounts = accounts;
        this.passwords = passwords;
        this.attempts = attempts;
        this.enrolment = enrolment;
        this.sessions = sessions;
        this.entropy = entropy;
    }

    /**
     * A key for a new authenticator, not in force before a code of it was given.
     *
     * @param secret to be sent with the code
     */
    public record NewAuthenticator(String secret, String key, String uri) {

        @Override
        public String toString() {
            return "NewAuthenticator[hidden]";
        }
    }

    /** How many recovery codes are left. */
    public Future<Integer> recoveryCodesLeft(Account account) {
        return accounts.recoveryCodes(account.id());
    }

    /** Changes the password; fails with {@code password-wrong}, {@code password-weak} or {@code too-many-attempts}. */
    public Future<Void> changePassword(SignedIn who, String current, String next) {
        return confirm(who, current)
                .compose(confirmed -> vertx.<Void>executeBlocking(() -> {
                    rules.check(next, who.account().email(), who.account().name());
                    return null;
                }))
                .compose(strong -> passwords.hash(next))
                .compose(hash -> store.transaction(connection -> Sql.update(
                                connection,
                                "UPDATE staff_account SET password = #{hash} WHERE id = #{id}",
                                Map.of("hash", hash, "id", who.account().id()))
                        .compose(done ->
                                sessions.endAll(connection, who.account().id(), who.session()))));
    }

    /** Begins to replace the authenticator; fails with {@code password-wrong} or {@code too-many-attempts}. */
    public Future<NewAuthenticator> beginAuthenticator(SignedIn who, String password) {
        return confirm(who, password)
                .compose(confirmed -> store.transaction(connection ->
                        enrolment.link(connection, "renewal", who.account().id(), AUTHENTICATOR_LIFE)))
                .compose(secret ->
                        enrolment.open(secret).map(opened -> new NewAuthenticator(secret, opened.key(), opened.uri())));
    }

    /**
     * Puts the new authenticator in the place of the old one.
     *
     * @return new recovery codes; fails with {@code link-invalid} or {@code code-wrong}
     */
    public Future<List<String>> finishAuthenticator(SignedIn who, String secret, String code) {
        String account = who.account().id();
        List<String> codes = OneTimeSecret.recoveryCodes(entropy);
        return store.transaction(connection -> enrolment
                .find(connection, secret)
                .map(link -> {
                    if (!account.equals(link.getString("account"))) {
                        throw Enrolment.invalid();
                    }
                    return enrolment.key(link);
                })
                .compose(key -> store.now(connection).compose(now -> {
                    OptionalLong step = TimeCodes.step(key, code.replace(" ", ""), now);
                    return step.isEmpty()
                            ? Future.failedFuture(Enrolment.codeWrong())
                            : Sql.update(
                                    connection,
                                    "UPDATE staff_account SET totp = #{totp}, totp_step = #{step} WHERE id = #{id}",
                                    Map.of(
                                            "id", account,
                                            "totp", accounts.seal(AccountStore.place(account), key),
                                            "step", step.getAsLong()));
                }))
                .compose(done -> enrolment.drop(connection, account))
                .compose(done -> accounts.replaceRecoveryCodes(connection, account, codes))
                .compose(done -> sessions.endAll(connection, account, who.session()))
                .map(codes));
    }

    /** Makes new recovery codes in place of those there were; fails with {@code password-wrong} or {@code too-many-attempts}. */
    public Future<List<String>> renewRecoveryCodes(SignedIn who, String password) {
        List<String> codes = OneTimeSecret.recoveryCodes(entropy);
        return confirm(who, password)
                .compose(confirmed -> store.transaction(connection ->
                        accounts.replaceRecoveryCodes(connection, who.account().id(), codes)))
                .map(codes);
    }

    private Future<Void> confirm(SignedIn who, String password) {
        String bucket = attempts.bucket("own", who.account().id());
        return attempts.admit(bucket)
                .compose(admitted -> accounts.find(store.reader(), who.account().id()))
                .compose(row -> passwords.matches(stored(row), password))
                .compose(right -> right
                        ? attempts.forget(bucket)
                        : Future.failedFuture(
                                new Refusal(ProblemCode.PASSWORD_WRONG, "the present password is another")));
    }

    /** Null for who only ever came in by the OpenID provider. */
    private static @Nullable String stored(Optional<Row> row) {
        return row.orElseThrow().getString("password");
    }
}
