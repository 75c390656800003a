// SPDX-License-Identifier: Apache-2.0
package org.urna.server.staff;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.urna.crypto.group.Entropy;
import org.urna.crypto.group.Hex;
import org.urna.server.problem.ProblemCode;
import org.urna.server.problem.Refusal;
import org.urna.server.store.Sql;
import org.urna.server.store.Store;

/**
 * One-time links, and what their holders do: choose a password, connect an authenticator, note recovery codes. The first administrator's link
 * is printed by the program and good only while there is no administrator; all others are made by an administrator.
 */
public final class Enrolment {

    static final Duration FIRST_LIFE = Duration.ofHours(1);
    static final Duration LINK_LIFE = Duration.ofDays(3);
    private static final String ISSUER = "Urna";

    private final Vertx vertx;
    private final Store store;
    private final AccountStore accounts;
    private final Passwords passwords;
    private final PasswordRules rules = new PasswordRules();
    private final SignIn signIn;
    private final Sessions sessions;
    private final Trail trail;
    private final Entropy entropy;

    Enrolment(
            Vertx vertx,
            Store store,
            AccountStore accounts,
            Passwords passwords,
            SignIn signIn,
            Sessions sessions,
            Trail trail,
            Entropy entropy) {
        this.vertx = vertx;
        this.store = store;
        this.accounts = accounts;
        this.passwords = passwords;
        this.signIn = signIn;
        this.sessions = sessions;
        this.trail = trail;
        this.entropy = entropy;
    }

    /**
     * What a link is for, and the key to give to an authenticator.
     *
     * @param kind {@code first}, {@code invitation} or {@code renewal}
     * @param account null for the first administrator
     * @param key base32
     * @param uri for a QR code
     */
    public record Opened(String kind, @Nullable Account account, String key, String uri) {

        @Override
        public String toString() {
            return "Opened[" + kind + "]";
        }
    }

    /**
     * What its holder fills in.
     *
     * @param email only for the first administrator, as is {@code name}, and {@code runsElections}: to be returning officer as well
     */
    public record Answers(
            @Nullable String email, @Nullable String name, boolean runsElections, String password, String code) {

        @Override
        public String toString() {
            return "Answers[hidden]";
        }
    }

    /** Enrolled, and signed in. */
    public record Enrolled(SignIn.Welcome welcome, List<String> recoveryCodes) {

        @Override
        public String toString() {
            return "Enrolled[hidden]";
        }
    }

    /**
     * A new link for the first administrator, in place of earlier ones.
     *
     * @return its secret; null if there is an administrator
     */
    public Future<@Nullable String> first() {
        return store.transaction(connection -> accounts.hasAdministrator(connection)
                .compose(any -> any
                        ? Future.succeededFuture()
                        : Sql.update(connection, "DELETE FROM staff_link WHERE kind = 'first'", Map.of())
                                .compose(deleted -> link(connection, "first", null, FIRST_LIFE))));
    }

    /** A new link for an account, in place of its earlier ones, and its secret. */
    Future<String> link(SqlConnection connection, String kind, @Nullable String account, Duration life) {
        String secret = OneTimeSecret.link(entropy);
        String hash = OneTimeSecret.hash(secret);
        return store.now(connection)
                .compose(now -> {
                    Map<String, Object> row = new HashMap<>();
                    row.put("hash", hash);
                    row.put("kind", kind);
                    row.put("account", account);
                    row.put("totp", accounts.seal(place(hash), entropy.bytes(TimeCodes.KEY_BYTES)));
                    row.put("expires", now.plus(life).toString());
                    return drop(connection, account)
                            .compose(dropped -> Sql.update(
                                    connection,
                                    "INSERT INTO staff_link (hash, kind, account, totp, expires) VALUES (#{hash}, #{kind}, #{account},"
                                            + " #{totp}, #{expires})",
                                    row));
                })
                .map(secret);
    }

    /** Forgets the links of an account. */
    Future<Void> drop(SqlConnection connection, @Nullable String account) {
        return account == null
                ? Future.succeededFuture()
                : Sql.update(
                                connection,
                                "DELETE FROM staff_link WHERE account = #{account}",
                                Map.of("account", account))
                        .mapEmpty();
    }

    /** What a link is for; the same each time until it is used. Fails with {@code link-invalid}. */
    public Future<Opened> open(String secret) {
        return find(store.reader(), secret).compose(link -> {
            String account = link.getString("account");
            byte[] key = key(link);
            return account == null
                    ? Future.succeededFuture(opened(link, null, key))
                    : accounts.find(store.reader(), account)
                            .map(row -> opened(link, Account.of(row.orElseThrow()), key));
        });
    }

    private static Opened opened(Row link, @Nullable Account account, byte[] key) {
        String label = account == null ? "administrator" : account.email();
        return new Opened(link.getString("kind"), account, TimeCodes.base32(key), TimeCodes.uri(key, ISSUER, label));
    }

    /**
     * Follows a link to its end, and signs in. The link is used up only if everything is right.
     *
     * @return fails with {@code link-invalid}, {@code password-weak}, {@code code-wrong} or {@code account-invalid}
     */
    public Future<Enrolled> finish(String secret, Answers answers) {
        return find(store.reader(), secret)
                .compose(link -> person(link, answers))
                .compose(person -> vertx.<Void>executeBlocking(() -> {
                            rules.check(answers.password(), person.email(), person.name());
                            return null;
                        })
                        .compose(strong -> passwords.hash(answers.password()))
                        .compose(hash -> store.transaction(connection -> find(connection, secret)
                                .compose(link -> enrol(connection, link, person, answers, hash)))));
    }

    /** Whom a link is for. */
    private record Person(String email, String name) {}

    private Future<Person> person(Row link, Answers answers) {
        String account = link.getString("account");
        if (account == null) {
            return Future.succeededFuture(new Person(
                    AccountRules.email(String.valueOf(answers.email())),
                    AccountRules.name(String.valueOf(answers.name()))));
        }
        return accounts.find(store.reader(), account)
                .map(row -> Account.of(row.orElseThrow()))
                .map(found -> new Person(found.email(), found.name()));
    }

    private Future<Enrolled> enrol(SqlConnection connection, Row link, Person person, Answers answers, String hash) {
        byte[] key = key(link);
        List<String> codes = OneTimeSecret.recoveryCodes(entropy);
        return store.now(connection).compose(now -> {
            OptionalLong step = TimeCodes.step(key, answers.code().replace(" ", ""), now);
            if (step.isEmpty()) {
                return Future.failedFuture(codeWrong());
            }
            return account(connection, link, person, answers.runsElections(), now)
                    .compose(account -> accounts.enrol(connection, account, hash, key, step.getAsLong())
                            .compose(done -> Sql.update(
                                    connection,
                                    "DELETE FROM staff_link WHERE hash = #{hash}",
                                    Map.of("hash", link.getString("hash"))))
                            .compose(deleted ->
                                    deleted == 1 ? Future.succeededFuture() : Future.<Void>failedFuture(invalid()))
                            .compose(done -> accounts.replaceRecoveryCodes(connection, account, codes))
                            .compose(done -> sessions.endAll(connection, account, ""))
                            .compose(done -> accounts.find(connection, account))
                            .compose(row -> enrolled(connection, link, row.orElseThrow())))
                    .map(signedIn -> new Enrolled(
                            new SignIn.Welcome(
                                    signedIn, signIn.device(signedIn.account().id())),
                            codes));
        });
    }

    private Future<Sessions.SignedIn> enrolled(SqlConnection connection, Row link, Row row) {
        return trail.append(
                        connection,
                        Trail.Entry.of(
                                Trail.Actor.of(Account.of(row)),
                                "enrol",
                                Trail.Outcome.DONE,
                                Map.of("link", link.getString("kind"))))
                .compose(written -> signIn.welcome(connection, row));
    }

    /** The account that a link is for; the first administrator's is made here. */
    private Future<String> account(
            SqlConnection connection, Row link, Person person, boolean runsElections, Instant now) {
        String existing = link.getString("account");
        if (existing != null) {
            return Future.succeededFuture(existing);
        }
        Set<Role> roles = EnumSet.of(Role.ADMINISTRATOR);
        if (runsElections) {
            roles.add(Role.RETURNING_OFFICER);
        }
        String id = Hex.encode(entropy.bytes(16));
        return accounts.hasAdministrator(connection)
                .compose(any -> any
                        ? Future.failedFuture(invalid())
                        : AccountRules.insert(connection, id, person.email(), person.name(), roles, List.of(), now))
                .map(id);
    }

    /** The row of a link that is still good; fails with {@code link-invalid}. */
    Future<Row> find(SqlClient client, String secret) {
        return Sql.query(
                        client,
                        "SELECT l.*, " + store.nowColumn() + " AS now FROM staff_link l WHERE hash = #{hash}",
                        Map.of("hash", OneTimeSecret.hash(secret)))
                .map(rows -> Store.first(rows)
                        .filter(row ->
                                Instant.parse(row.getString("now")).isBefore(Instant.parse(row.getString("expires"))))
                        .orElseThrow(Enrolment::invalid));
    }

    /** The key that a link shows, from its row. */
    byte[] key(Row link) {
        return accounts.open(place(link.getString("hash")), link);
    }

    static Refusal invalid() {
        return new Refusal(
                ProblemCode.LINK_INVALID,
                "this link was used, has run out, or was replaced by a newer one; ask for another");
    }

    static Refusal codeWrong() {
        return new Refusal(
                ProblemCode.CODE_WRONG, "that is not what the authenticator shows now; check the clock of its device");
    }

    private static String place(String hash) {
        return "staff_link " + hash;
    }
}
