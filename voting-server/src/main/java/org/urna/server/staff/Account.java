// SPDX-License-Identifier: Apache-2.0
package org.urna.server.staff;

import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A member of staff.
 *
 * @param id 32 hexadecimal digits
 * @param email lower case
 * @param elections ids of the elections to which the account is confined; empty if it is to none
 * @param created by the database's clock
 * @param signedIn when last; null for never
 */
public record Account(
        String id,
        String email,
        String name,
        Set<Role> roles,
        List<String> elections,
        State state,
        Instant created,
        @Nullable Instant signedIn) {

    /** Whether and how an account can be used. */
    public enum State {
        /** Waits for somebody to follow the link made for it. */
        INVITED,
        ACTIVE,
        DEACTIVATED;

        /** The state as the API writes it. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State of(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT));
        }
    }

    public Account {
        roles = Set.copyOf(roles);
        elections = List.copyOf(elections);
    }

    /** Whether the account may look at or change this election, as far as it is a matter of which. */
    public boolean reaches(String election) {
        return elections.isEmpty() || elections.contains(election);
    }

    static Account of(Row row) {
        String elections = row.getString("elections");
        String signedIn = row.getString("signed_in");
        return new Account(
                row.getString("id"),
                row.getString("email"),
                row.getString("name"),
                Role.split(row.getString("roles")),
                elections.isEmpty() ? List.of() : List.of(elections.split(",", -1)),
                State.of(row.getString("state")),
                Instant.parse(row.getString("created")),
                signedIn == null ? null : Instant.parse(signedIn));
    }
}
