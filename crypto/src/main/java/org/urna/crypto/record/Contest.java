// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.record;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A question of the election: an office to fill or a motion to decide. */
public sealed interface Contest permits AdditiveContest, RankedContest {

    /** What contests of both kinds have. */
    Terms terms();

    /** {@code additive} or {@code ranked}. */
    String kind();

    /** The options or candidates in manifest order; they are numbered from 1. */
    List<Candidate> candidates();

    /** Its name in the manifest. */
    default String id() {
        return terms().id();
    }

    /** Its counting rule, named and versioned. */
    default String rule() {
        return terms().rule();
    }

    /** Whether it is tallied, or mixed, per section. */
    default boolean bySection() {
        return terms().bySection();
    }

    /**
     * What contests of both kinds have.
     *
     * @param description may hold line feeds
     * @param rule named and versioned, such as {@code plurality-1}
     * @param seats to fill
     * @param sectionWeights for rules that weigh sections against each other; null for others
     * @param order in which the booth shows the candidates; encryption is always in manifest order
     * @param bySection whether it is tallied, or mixed, per section
     */
    record Terms(
            String id,
            Texts title,
            @Nullable Texts description,
            String rule,
            int seats,
            @Nullable List<SectionWeight> sectionWeights,
            Order order,
            boolean bySection) {
        public Terms {
            sectionWeights = sectionWeights == null ? null : List.copyOf(sectionWeights);
        }

        /**
         * How much a section counts.
         *
         * @throws IllegalArgumentException if it has no weight
         */
        public int weightOf(String section) {
            return Objects.requireNonNullElse(sectionWeights, List.<SectionWeight>of()).stream()
                    .filter(each -> each.section().equals(section))
                    .mapToInt(SectionWeight::weight)
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("a section has no weight"));
        }
    }

    /**
     * How much a section counts.
     *
     * @param section its id
     */
    record SectionWeight(String section, int weight) {

        static final Form<SectionWeight> FORM = Form.object(o -> new SectionWeight(
                o.member("section", Forms.ID, SectionWeight::section),
                o.member("weight", Forms.INT, SectionWeight::weight)));
    }

    /** How the booth orders candidates. */
    enum Order {
        /** As in the manifest. */
        FIXED("fixed"),
        /** Drawn anew for every voter. */
        PER_VOTER("per-voter");

        static final Form<Order> FORM = Forms.word(List.of(values()), Order::code);

        private final String code;

        Order(String code) {
            this.code = code;
        }

        /** The published word. */
        public String code() {
            return code;
        }
    }
}
