// SPDX-License-Identifier: Apache-2.0
package org.urna.server.staff;

import com.nimbusds.jwt.JWTClaimsSet;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.urna.crypto.group.Entropy;
import org.urna.crypto.group.Hex;
import org.urna.server.problem.ProblemCode;
import org.urna.server.problem.Refusal;
import org.urna.server.store.Store;

/**
 * Signing in: password, then a code. Every way to fail has the same answer, and an address that no account has costs the same time.
 */
public final class SignIn {

    private static final Pattern TIME_CODE = Pattern.compile("[0-9]{6}");
    private static final int LONGEST_PASSWORD = 1_000;

    private final Store store;
    private final AccountStore accounts;
    private final Passwords passwords;
    private final Attempts attempts;
    private final Callers callers = new Callers();
    private final Sessions sessions;
    private final StaffTokens tokens;
    private final Trail trail;
    private final Entropy entropy;

    SignIn(
            Store store,
            AccountStore accounts,
            Passwords passwords,
            Attempts attempts,
            Sessions sessions,
            StaffTokens tokens,
            Trail trail,
            Entropy entropy) {
        this.store = store;
        this.accounts = accounts;
        this.passwords = passwords;
        this.attempts = attempts;
        this.sessions = sessions;
        this.tokens = tokens;
        this.trail = trail;
        this.entropy = entropy;
    }

    /**
     * From where somebody tries to sign in.
     *
     * @param address of the caller; used in memory only
     * @param device the token that an earlier sign-in left in this browser; null if there is none
     */
    public record From(String address, @Nullable String device) {}

    /**
     * Signed in.
     *
     * @param device a token for this browser to keep
     */
    public record Welcome(Sessions.SignedIn signedIn, String device) {}

    /**
     * The first step.
     *
     * @return a ticket for {@link #code}; fails with {@code sign-in-failed} or {@code too-many-attempts}
     */
    public Future<String> password(String email, String password, From from) {
        String name = normal(email);
        String bucket = bucket(name, from);
        return guarded(
                from,
                () -> attempts.admit(bucket)
                        .compose(admitted -> accounts.byEmail(store.reader(), name))
                        .compose(row -> {
                            String stored = row.filter(SignIn::isActive)
                                    .map(found -> found.getString("password"))
                                    .orElse(null);
                            String tried = password.length() > LONGEST_PASSWORD ? "" : password;
                            return passwords
                                    .matches(stored, tried)
                                    .compose(right ->
                                            right ? ticket(row.orElseThrow(), bucket) : refuse(row, "password"));
                        }));
    }

    /**
     * The second step: six digits of the authenticator, or a recovery code.
     *
     * @return fails with {@code sign-in-failed} or {@code too-many-attempts}
     */
    public Future<Welcome> code(String ticket, String code, From from) {
        Optional<JWTClaimsSet> claims = tokens.read(StaffTokens.Purpose.TICKET, ticket);
        if (claims.isEmpty()) {
            return Future.failedFuture(
                    new Refusal(ProblemCode.SIGN_IN_FAILED, "sign in again: the first step is too long ago"));
        }
        String account = claims.get().getSubject();
        String bucket = attempts.bucket("code", account);
        return guarded(
                from,
                () -> attempts.admit(bucket)
                        .compose(admitted -> store.transaction(connection -> accounts.find(connection, account)
                                .map(row ->
                                        row.filter(SignIn::isActive).filter(found -> isOfPassword(found, claims.get())))
                                .compose(row -> row.isEmpty()
                                        ? Future.succeededFuture(Optional.empty())
                                        : enter(connection, row.get(), code))))
                        .compose(signedIn -> signedIn.isPresent()
                                ? attempts.forget(bucket).map(forgotten -> new Welcome(signedIn.get(), device(account)))
                                : accounts.find(store.reader(), account).compose(row -> refuse(row, "code"))));
    }

    private Future<Optional<Sessions.SignedIn>> enter(SqlConnection connection, Row row, String code) {
        return take(connection, row, code)
                .compose(taken ->
                        taken ? welcome(connection, row).map(Optional::of) : Future.succeededFuture(Optional.empty()));
    }

    /** A token by which this browser is known again. */
    String device(String account) {
        return tokens.issue(
                StaffTokens.Purpose.DEVICE, account, Hex.encode(entropy.bytes(16)), Instant.now(), Map.of());
    }

    /** Begins a session and writes it down. */
    Future<Sessions.SignedIn> welcome(SqlConnection connection, Row row) {
        return welcome(connection, row, "code");
    }

    /**
     * As {@link #welcome(SqlConnection, Row)}.
     *
     * @param by what showed who it is
     */
    Future<Sessions.SignedIn> welcome(SqlConnection connection, Row row, String by) {
        Account account = Account.of(row);
        return trail.append(
                        connection,
                        Trail.Entry.of(Trail.Actor.of(account), "signIn", Trail.Outcome.DONE, Map.of("by", by)))
                .compose(written -> sessions.begin(connection, account));
    }

    private Future<Boolean> take(SqlConnection connection, Row row, String code) {
        String plain = code.replace(" ", "");
        return TIME_CODE.matcher(plain).matches()
                ? accounts.takeTimeCode(connection, row, plain)
                : accounts.takeRecoveryCode(connection, row.getString("id"), plain);
    }

    private Future<String> ticket(Row row, String bucket) {
        return attempts.forget(bucket)
                .map(forgotten -> tokens.issue(
                        StaffTokens.Purpose.TICKET,
                        row.getString("id"),
                        Hex.encode(entropy.bytes(16)),
                        Instant.now(),
                        Map.of("password", passwordMark(row))));
    }

    /** A ticket is worth nothing once the password was changed. */
    private static boolean isOfPassword(Row row, JWTClaimsSet claims) {
        return row.getString("password") != null && passwordMark(row).equals(claims.getClaim("password"));
    }

    private static String passwordMark(Row row) {
        return OneTimeSecret.hash("password " + row.getString("password")).substring(0, 16);
    }

    private <T> Future<T> refuse(Optional<Row> row, String step) {
        Refusal refusal = new Refusal(ProblemCode.SIGN_IN_FAILED, "that is not right; check it and try again");
        if (row.isEmpty()) {
            return Future.failedFuture(refusal);
        }
        Trail.Actor actor = Trail.Actor.of(Account.of(row.get()));
        return store.transaction(connection -> trail.append(
                        connection, Trail.Entry.of(actor, "signIn", Trail.Outcome.REFUSED, Map.of("step", step))))
                .compose(written -> Future.failedFuture(refusal));
    }

    /** Counts failures by caller as well. */
    private <T> Future<T> guarded(From from, java.util.function.Supplier<Future<T>> attempt) {
        try {
            callers.check(from.address());
        } catch (Refusal e) {
            return Future.failedFuture(e);
        }
        return attempt.get().onFailure(e -> {
            if (e instanceof Refusal refusal && refusal.code() == ProblemCode.SIGN_IN_FAILED) {
                callers.failed(from.address());
            }
        });
    }

    /** A browser in which the account's owner signed in before has a count of its own: strangers cannot make it wait. */
    private String bucket(String email, From from) {
        Optional<String> known = Optional.ofNullable(from.device())
                .flatMap(device -> tokens.read(StaffTokens.Purpose.DEVICE, device))
                .map(claims -> claims.getSubject() + " " + claims.getJWTID());
        return known.map(device -> attempts.bucket("device", device + " " + email))
                .orElseGet(() -> attempts.bucket("email", email));
    }

    private static boolean isActive(Row row) {
        return row.getString("state").equals("active");
    }

    /** Addresses are compared without regard to capitals. */
    static String normal(String email) {
        return email.strip().toLowerCase(Locale.ROOT);
    }
}
