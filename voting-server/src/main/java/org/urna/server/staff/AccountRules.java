// SPDX-License-Identifier: Apache-2.0
package org.urna.server.staff;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.urna.server.mail.MailAddress;
import org.urna.server.problem.ProblemCode;
import org.urna.server.problem.Refusal;
import org.urna.server.store.Sql;
import org.urna.server.store.Store;

/** What an account must be like. */
final class AccountRules {

    private static final int LONGEST = 200;
    private static final Pattern ELECTION = Pattern.compile("[0-9a-f]{32}");

    private AccountRules() {}

    /** The address as it is stored; fails with {@code account-invalid}. */
    static String email(String email) {
        String normal = SignIn.normal(email);
        if (normal.length() > LONGEST || !MailAddress.isWellFormed(normal)) {
            throw invalid("email", "one e-mail address");
        }
        return normal;
    }

    /** The name as it is stored; fails with {@code account-invalid}. */
    static String name(String name) {
        String stripped = name.strip();
        if (stripped.isEmpty()
                || stripped.length() > LONGEST
                || stripped.chars().anyMatch(Character::isISOControl)) {
            throw invalid("name", "a name of 1 to " + LONGEST + " characters");
        }
        return stripped;
    }

    /** Roles that somebody can have; fails with {@code account-invalid}. */
    static Set<Role> roles(Set<Role> roles) {
        if (roles.isEmpty()) {
            throw invalid("roles", "at least one role");
        }
        return roles;
    }

    /** Elections as they are stored; fails with {@code account-invalid}. */
    static String elections(List<String> elections) {
        if (!elections.stream().allMatch(each -> ELECTION.matcher(each).matches())) {
            throw invalid("elections", "ids of elections");
        }
        return String.join(",", elections.stream().distinct().sorted().toList());
    }

    /** Writes a new account that nobody can use yet; fails with {@code account-exists}. */
    static Future<Void> insert(
            SqlConnection connection,
            String id,
            String email,
            String name,
            Set<Role> roles,
            List<String> elections,
            Instant now) {
        return Sql.update(
                        connection,
                        "INSERT INTO staff_account (id, email, name, roles, elections, state, created) VALUES (#{id}, #{email},"
                                + " #{name}, #{roles}, #{elections}, 'invited', #{now})",
                        Map.of(
                                "id",
                                id,
                                "email",
                                email,
                                "name",
                                name,
                                "roles",
                                Role.join(roles(roles)),
                                "elections",
                                elections(elections),
                                "now",
                                now.toString()))
                .recover(e -> Future.failedFuture(
                        Store.isUniqueViolation(e)
                                ? new Refusal(ProblemCode.ACCOUNT_EXISTS, "there is an account with this address")
                                : e))
                .mapEmpty();
    }

    private static Refusal invalid(String member, String rule) {
        return new Refusal(ProblemCode.ACCOUNT_INVALID, member + ": " + rule, Map.of("member", member));
    }
}
