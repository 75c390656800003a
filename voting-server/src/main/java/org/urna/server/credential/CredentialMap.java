// SPDX-License-Identifier: Apache-2.0
package org.urna.server.credential;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.urna.crypto.group.Base64Url;
import org.urna.server.keys.SealingKey;
import org.urna.server.store.Sql;
import org.urna.server.store.Store;

/** Reads the whole map from members to credentials, for a registrar who works apart from the server. Nothing of it is ever sent anywhere. */
public final class CredentialMap {

    private CredentialMap() {}

    /**
     * A member's credential; does not print.
     *
     * @param credential {@code K}, base64url
     * @param live whether it can be voted with, or was
     */
    public record Held(String credential, boolean live) {
        @Override
        public String toString() {
            return "Held[hidden]";
        }
    }

    /** Credentials by members' numbers; empty once the map is destroyed. */
    public static Future<Map<String, Held>> read(SqlClient client, String election, SealingKey key) {
        Map<String, Object> place = Map.of("election", election);
        return Sql.query(client, "SELECT k FROM credential WHERE election = #{election} AND status = 'live'", place)
                .compose(rows -> {
                    Set<String> live = new HashSet<>();
                    rows.forEach(row -> live.add(Base64Url.encode(Store.bytes(row, "k"))));
                    return Sql.query(
                                    client,
                                    "SELECT member_number, sealed FROM registrar_map WHERE election = #{election}",
                                    place)
                            .map(mapped -> {
                                Map<String, Held> held = new HashMap<>();
                                mapped.forEach(row -> {
                                    String number = row.getString("member_number");
                                    String k = Base64Url.encode(CredentialStore.credentialOf(
                                            election, number, Store.bytes(row, "sealed"), key));
                                    held.put(number, new Held(k, live.contains(k)));
                                });
                                return held;
                            });
                });
    }
}
