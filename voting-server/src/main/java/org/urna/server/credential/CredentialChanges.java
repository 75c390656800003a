// SPDX-License-Identifier: Apache-2.0
package org.urna.server.credential;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.urna.crypto.jose.DetachedJws;
import org.urna.crypto.record.Action;
import org.urna.crypto.record.Manifest;
import org.urna.server.keys.KeyRing;
import org.urna.server.problem.ProblemCode;
import org.urna.server.problem.Refusal;
import org.urna.server.store.Sql;

/** Carries out what officers decided about credentials: none that has cast is touched, and no reserve is used twice. */
public final class CredentialChanges {

    private final KeyRing keys;
    private final CodeExchange exchange;

    public CredentialChanges(KeyRing keys, CodeExchange exchange) {
        this.keys = keys;
        this.exchange = exchange;
    }

    /** Retires credentials; fails with {@code decision-invalid} if one is not live or has cast. */
    public Future<Void> revoke(SqlConnection connection, String election, Action.CredentialRevoked revoked) {
        return exchange.revoke(connection, election, revoked);
    }

    /**
     * Replaces credentials; in mode server it queues the new codes for their electors.
     *
     * @param text what the officers signed
     * @param registrar the registrar's signature over it in mode separate, otherwise null
     * @return the registrar's signature over it; fails with {@code decision-invalid}
     */
    public Future<String> replace(
            SqlConnection connection,
            Row election,
            Manifest manifest,
            Action.CredentialReplaced replaced,
            byte[] text,
            @Nullable String registrar) {
        String id = election.getString("id");
        return replacedSoFar(connection, id).compose(before -> {
            if (before + replaced.pairs().size() > manifest.roll().replacements()) {
                throw new Refusal(ProblemCode.DECISION_INVALID, "more replacements than the manifest allows");
            }
            if (manifest.registrar().isSeparate()) {
                String signature = RegistrarSignature.require(manifest, registrar, text);
                return each(replaced, pair -> exchange.replace(connection, id, pair))
                        .map(signature);
            }
            return keys.of(id, manifest.origin())
                    .compose(held -> each(replaced, pair -> exchange.replace(connection, id, pair, held.sealing()))
                            .map(done -> DetachedJws.sign(held.registrar(), RegistrarSignature.TYPE, text)));
        });
    }

    private interface Exchanging {
        Future<Void> exchange(Action.Pair pair);
    }

    private static Future<Void> each(Action.CredentialReplaced replaced, Exchanging exchanging) {
        Future<Void> chain = Future.succeededFuture();
        for (Action.Pair pair : replaced.pairs()) {
            chain = chain.compose(done -> exchanging.exchange(pair));
        }
        return chain;
    }

    private static Future<Long> replacedSoFar(SqlConnection connection, String election) {
        return Sql.query(
                        connection,
                        "SELECT COUNT(*) AS replaced FROM credential WHERE election = #{election} AND status = 'replaced'",
                        Map.of("election", election))
                .map(rows -> rows.iterator().next().getLong("replaced"));
    }
}
