// SPDX-License-Identifier: Apache-2.0
package org.urna.server.cast;

import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.urna.server.election.ElectionState;
import org.urna.server.problem.ProblemCode;
import org.urna.server.problem.Refusal;

/** The questions that a ballot's credential and its election answer, asked before the proofs and again under the lock. */
final class Standing {

    private Standing() {}

    /**
     * A ballot that stands in the log.
     *
     * @param hash of the ballot
     */
    record Cast(String hash, String tracker, long position) {

        /** Reads the columns {@code hash}, {@code tracker} and {@code position}; empty where an outer join found none. */
        static Optional<Cast> of(Row row) {
            String hash = row.getString("hash");
            return hash == null
                    ? Optional.empty()
                    : Optional.of(new Cast(hash, row.getString("tracker"), row.getLong("position")));
        }

        boolean isOf(Submission submission) {
            return hash.equals(submission.hash().hex());
        }

        /** Refuses another ballot under the same credential. Only for whoever has shown to hold the credential. */
        Refusal used() {
            return new Refusal(
                    ProblemCode.CREDENTIAL_USED,
                    "a ballot was cast with this credential already",
                    Map.of("tracker", tracker));
        }
    }

    /** Why no ballot may be taken now; empty if one may. */
    static Optional<Refusal> notOpen(ElectionState state, String closes, @Nullable String halted, Instant now) {
        return switch (state) {
            case DRAFT, KEY_CEREMONY, CREDENTIALS, SEALED ->
                Optional.of(new Refusal(ProblemCode.NOT_OPEN, "the election is not open yet"));
            case OPEN -> now.isBefore(Instant.parse(closes)) ? halted(halted) : Optional.of(closed());
            case CLOSED, TALLIED, FINAL, VOID -> Optional.of(closed());
        };
    }

    private static Optional<Refusal> halted(@Nullable String since) {
        return Optional.ofNullable(since)
                .map(time -> new Refusal(ProblemCode.HALTED, "no ballots are taken for now", Map.of("since", time)));
    }

    static Refusal closed() {
        return new Refusal(ProblemCode.CLOSED, "the election is closed");
    }

    /**
     * Why a credential with this gate may not vote; empty if it may. Only for whoever has shown to hold the credential: when a slip was activated is
     * nobody else's business.
     */
    static Optional<Refusal> gated(@Nullable String gate) {
        return gate == null || gate.isEmpty() || gate.equals("open")
                ? Optional.empty()
                : Optional.of(new Refusal(
                        ProblemCode.CREDENTIAL_INACTIVE, "the slip with this code is not activated for a member"));
    }

    /** Why a credential of this status may not vote; empty if it may. */
    static Optional<Refusal> notLive(@Nullable String status) {
        if (status == null || status.equals("reserve")) {
            return Optional.of(new Refusal(ProblemCode.CREDENTIAL_UNKNOWN, "this election has no such credential"));
        }
        return status.equals("live")
                ? Optional.empty()
                : Optional.of(new Refusal(ProblemCode.CREDENTIAL_RETIRED, "the credential was replaced or revoked"));
    }
}
