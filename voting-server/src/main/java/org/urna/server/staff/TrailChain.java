// SPDX-License-Identifier: Apache-2.0
package org.urna.server.staff;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import javax.crypto.SecretKey;
import org.urna.crypto.group.Hex;
import org.urna.crypto.hash.Sha256;
import org.urna.server.json.StrictJson;
import org.urna.server.keys.StaffKeys;

/**
 * How the rows of the audit trail hold together: {@code hash = SHA-256(JSON list of previous hash, position, time, account, name, roles,
 * operation, election, outcome, detail, regards)}, numbers as numbers, everything else as strings, without white space; {@code mac =
 * HMAC-SHA-256(key, hash as 64 digits)}.
 */
public final class TrailChain {

    /** The hash before the first row. */
    public static final String START = "0".repeat(64);

    /** The columns that are hashed, in this order, after the hash of the row before. */
    public static final List<String> COLUMNS = List.of(
            "position", "time", "account", "name", "roles", "operation", "election", "outcome", "detail", "regards");

    private TrailChain() {}

    /**
     * The hash of a row.
     *
     * @param row its columns by name: {@link Long} or {@link String}
     * @param previous the hash of the row before
     */
    public static String hash(Map<String, ?> row, String previous) {
        ArrayNode list = StrictJson.array().add(previous);
        for (String column : COLUMNS) {
            Object value = row.get(column);
            if (value instanceof Long number) {
                list.add(number);
            } else {
                list.add((String) value);
            }
        }
        return Hex.encode(Sha256.hash(StrictJson.write(list)));
    }

    /** What only the server can make for a hash. */
    public static String mac(SecretKey key, String hash) {
        return Hex.encode(StaffKeys.hmac(key, hash.getBytes(StandardCharsets.US_ASCII)));
    }
}
