// SPDX-License-Identifier: Apache-2.0
package org.urna.server.staff;

import com.nimbusds.jwt.JWTClaimsSet;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.urna.crypto.group.Entropy;
import org.urna.crypto.group.Hex;
import org.urna.server.store.Sql;
import org.urna.server.store.Store;

/**
 * Who is signed in: a row per session, looked up at every request, and a token that is good for half an hour and renewed while it is used.
 * Ending a session deletes its row, and its tokens with it.
 */
public final class Sessions {

    /** After this long everybody signs in again. */
    private static final Duration LONGEST = Duration.ofHours(12);

    /** A session of which nothing was heard for this long is over; its tokens are, too. */
    private static final Duration IDLE = StaffTokens.Purpose.SESSION.life();

    /** Renewing at every request would write at every request. */
    private static final Duration RENEWED_AFTER = Duration.ofMinutes(5);

    private static final String LIVE =
            "SELECT s.id AS session, s.created AS begun, s.seen AS seen, s.expires AS expires, a.*, ";

    private final Store store;
    private final StaffTokens tokens;
    private final Entropy entropy;

    public Sessions(Store store, StaffTokens tokens, Entropy entropy) {
        this.store = store;
        this.tokens = tokens;
        this.entropy = entropy;
    }

    /**
     * Somebody who is signed in.
     *
     * @param session id of the session
     * @param crossSiteToken to be sent with every change
     * @param expires when the session ends, whatever happens
     * @param cookie a new token to keep; empty if the one sent is still young
     */
    public record SignedIn(
            Account account, String session, String crossSiteToken, Instant expires, Optional<String> cookie) {

        @Override
        public String toString() {
            return "SignedIn[" + account.id() + "]";
        }
    }

    /**
     * One of an account's sessions, as its owner sees it.
     *
     * @param seen within five minutes
     */
    public record Listed(String id, Instant begun, Instant seen) {}

    /** Begins a session for an account that has shown who it is. */
    Future<SignedIn> begin(SqlConnection connection, Account account) {
        String id = Hex.encode(entropy.bytes(16));
        return store.now(connection).compose(now -> {
            Instant expires = now.plus(LONGEST);
            return Sql.update(
                            connection,
                            "INSERT INTO staff_session (id, account, created, seen, expires) VALUES (#{id}, #{account}, #{now}, #{now},"
                                    + " #{expires})",
                            Map.of(
                                    "id",
                                    id,
                                    "account",
                                    account.id(),
                                    "now",
                                    now.toString(),
                                    "expires",
                                    expires.toString()))
                    .compose(done -> Sql.update(
                            connection,
                            "UPDATE staff_account SET signed_in = #{now} WHERE id = #{account}",
                            Map.of("now", now.toString(), "account", account.id())))
                    .map(done -> new SignedIn(
                            account,
                            id,
                            tokens.crossSiteToken(id),
                            expires,
                            Optional.of(token(account.id(), id, Instant.now()))));
        });
    }

    /** Who holds this token; empty if nobody does any more. */
    public Future<Optional<SignedIn>> find(String token) {
        Optional<JWTClaimsSet> claims = tokens.read(StaffTokens.Purpose.SESSION, token);
        if (claims.isEmpty()) {
            return Future.succeededFuture(Optional.empty());
        }
        String session = claims.get().getJWTID();
        return store.first(
                        LIVE + store.nowColumn()
                                + " AS now FROM staff_session s JOIN staff_account a ON a.id = s.account"
                                + " WHERE s.id = #{session} AND a.id = #{account} AND a.state = 'active'",
                        Map.of("session", session, "account", claims.get().getSubject()))
                .compose(row -> row.isEmpty() || isOver(row.get())
                        ? Future.succeededFuture(Optional.empty())
                        : renewed(row.get()).map(Optional::of));
    }

    /** Whether a change comes from a page that can read what this server told this session. */
    public boolean isFromOwnPage(SignedIn signedIn, String crossSiteToken) {
        return tokens.isCrossSiteToken(signedIn.session(), crossSiteToken);
    }

    /** The sessions of an account, the newest first. */
    public Future<List<Listed>> of(Account account) {
        return store.query(
                        LIVE + store.nowColumn()
                                + " AS now FROM staff_session s JOIN staff_account a ON a.id = s.account"
                                + " WHERE a.id = #{account} ORDER BY s.created DESC, s.id",
                        Map.of("account", account.id()))
                .map(rows -> {
                    List<Listed> list = new ArrayList<>();
                    for (Row row : rows) {
                        if (!isOver(row)) {
                            list.add(new Listed(
                                    row.getString("session"),
                                    Instant.parse(row.getString("begun")),
                                    Instant.parse(row.getString("seen"))));
                        }
                    }
                    return list;
                });
    }

    /** Ends one session of an account; one that is over already is as well. */
    public Future<Void> end(Account account, String session) {
        return store.transaction(connection -> Sql.update(
                        connection,
                        "DELETE FROM staff_session WHERE id = #{session} AND account = #{account}",
                        Map.of("session", session, "account", account.id())))
                .mapEmpty();
    }

    /** Ends all sessions of an account but one. */
    Future<Void> endAll(SqlConnection connection, String account, String but) {
        return Sql.update(
                        connection,
                        "DELETE FROM staff_session WHERE account = #{account} AND id <> #{but}",
                        Map.of("account", account, "but", but))
                .mapEmpty();
    }

    /** Deletes sessions that are over. */
    Future<Void> clean() {
        return store.transaction(connection -> store.now(connection)
                        .compose(now -> Sql.update(
                                connection,
                                "DELETE FROM staff_session WHERE expires < #{now} OR seen < #{idle}",
                                Map.of(
                                        "now",
                                        now.toString(),
                                        "idle",
                                        now.minus(IDLE).toString()))))
                .mapEmpty();
    }

    private Future<SignedIn> renewed(Row row) {
        Account account = Account.of(row);
        String session = row.getString("session");
        Instant now = Instant.parse(row.getString("now"));
        Instant expires = Instant.parse(row.getString("expires"));
        String crossSite = tokens.crossSiteToken(session);
        if (now.isBefore(Instant.parse(row.getString("seen")).plus(RENEWED_AFTER))) {
            return Future.succeededFuture(new SignedIn(account, session, crossSite, expires, Optional.empty()));
        }
        return store.transaction(connection -> Sql.update(
                        connection,
                        "UPDATE staff_session SET seen = #{now} WHERE id = #{session}",
                        Map.of("now", now.toString(), "session", session)))
                .map(updated -> new SignedIn(
                        account,
                        session,
                        crossSite,
                        expires,
                        Optional.of(token(account.id(), session, Instant.now()))));
    }

    private String token(String account, String session, Instant now) {
        return tokens.issue(StaffTokens.Purpose.SESSION, account, session, now, Map.of());
    }

    private static boolean isOver(Row row) {
        Instant now = Instant.parse(row.getString("now"));
        return !now.isBefore(Instant.parse(row.getString("expires")))
                || now.isAfter(Instant.parse(row.getString("seen")).plus(IDLE));
    }
}
