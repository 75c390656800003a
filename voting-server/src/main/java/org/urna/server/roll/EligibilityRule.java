// SPDX-License-Identifier: Apache-2.0
package org.urna.server.roll;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.urna.server.json.StrictJson;

/**
 * A rule over the columns {@code joined} and {@code arrears_months} that decides who is an elector.
 *
 * @param classes to which it applies; empty for all
 */
record EligibilityRule(Kind kind, LocalDate date, int months, List<String> classes) {

    /** What is asked for. */
    enum Kind {
        /** Joined on the date or before. */
        JOINED_BY("joined-by"),
        /** A member without a break for so many months at the date: the date of joining stands for the last one. */
        MEMBER_FOR("member-for"),
        /** Fewer months of arrears than so many, as the column has them; an empty cell means none. */
        ARREARS_BELOW("arrears-below");

        private final String code;

        Kind(String code) {
            this.code = code;
        }

        static Kind of(String code) {
            for (Kind each : values()) {
                if (each.code.equals(code)) {
                    return each;
                }
            }
            throw new IllegalArgumentException(code);
        }
    }

    /** Why a row fails: the name of the rule and its words. */
    record Failure(String rule, String reason) {}

    EligibilityRule {
        classes = List.copyOf(classes);
    }

    static EligibilityRule of(JsonNode json) {
        List<String> classes = new ArrayList<>();
        json.path("classes").forEach(each -> classes.add(each.asText()));
        return new EligibilityRule(
                Kind.of(json.path("rule").asText()),
                LocalDate.parse(json.path("date").asText(LocalDate.EPOCH.toString())),
                json.path("months").asInt(),
                classes);
    }

    ObjectNode json() {
        ObjectNode json = StrictJson.object();
        json.put("rule", kind.code);
        if (kind != Kind.ARREARS_BELOW) {
            json.put("date", date.toString());
        }
        if (kind != Kind.JOINED_BY) {
            json.put("months", months);
        }
        if (!classes.isEmpty()) {
            classes.forEach(json.putArray("classes")::add);
        }
        return json;
    }

    /**
     * Judges one elector.
     *
     * @param joined {@code YYYY-MM-DD} or empty
     * @param arrears decimal digits or empty
     */
    Optional<Failure> judge(String memberClass, String joined, String arrears) {
        if (!classes.isEmpty() && !classes.contains(memberClass)) {
            return Optional.empty();
        }
        if (kind == Kind.ARREARS_BELOW) {
            int owed = arrears.isEmpty() ? 0 : Integer.parseInt(arrears);
            return owed < months
                    ? Optional.empty()
                    : failure("in-arrears", owed + " months of arrears, and there must be fewer than " + months);
        }
        if (joined.isEmpty()) {
            return failure("joined-missing", "there is no date of joining, and a rule asks for one");
        }
        LocalDate since = LocalDate.parse(joined);
        if (kind == Kind.JOINED_BY) {
            return since.isAfter(date)
                    ? failure("joined-late", "joined on " + since + ", and the last day is " + date)
                    : Optional.empty();
        }
        return since.plusMonths(months).isAfter(date)
                ? failure(
                        "membership-too-short",
                        "joined on " + since + ", which is less than " + months + " months before " + date)
                : Optional.empty();
    }

    private static Optional<Failure> failure(String rule, String reason) {
        return Optional.of(new Failure(rule, reason));
    }
}
