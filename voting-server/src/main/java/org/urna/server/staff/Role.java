// SPDX-License-Identifier: Apache-2.0
package org.urna.server.staff;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What a member of staff may be. What each may do stands in {@code openapi.yaml}, at every operation ({@code x-roles}). */
public enum Role {
    /** Accounts and the audit trail. */
    ADMINISTRATOR,
    /** Runs elections. */
    RETURNING_OFFICER,
    /** Prepares elections for the returning officer, and stands in. */
    DEPUTY,
    /** Answers members. */
    HELP_DESK,
    /** Sees what staff see, and changes nothing. */
    OBSERVER;

    /** The role as the API writes it: lower case, words joined by hyphens. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * The role of a code.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Role of(String code) {
        return Arrays.stream(values())
                .filter(role -> role.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no role " + code));
    }

    static String join(Set<Role> roles) {
        return new TreeSet<>(roles).stream().map(Role::code).collect(Collectors.joining(","));
    }

    static Set<Role> split(String joined) {
        EnumSet<Role> roles = EnumSet.noneOf(Role.class);
        for (String each : joined.split(",", -1)) {
            if (!each.isEmpty()) {
                roles.add(of(each));
            }
        }
        return roles;
    }
}
