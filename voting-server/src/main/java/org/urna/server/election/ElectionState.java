// SPDX-License-Identifier: Apache-2.0
package org.urna.server.election;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.urna.server.problem.ProblemCode;
import org.urna.server.problem.Refusal;

/** The life of an election: every state, and every step that there is between two of them. */
public enum ElectionState {
    /** Being set up; nothing is public yet. */
    DRAFT,
    /** The manifest is frozen; trustees make the key. An abandoned attempt begins this state anew. */
    KEY_CEREMONY,
    /** Credentials are published; officers have yet to seal. */
    CREDENTIALS,
    /** Everything is fixed; the opening is awaited. */
    SEALED,
    /** Ballots are taken. */
    OPEN,
    /** No more ballots; trustees agree, draw lots and decrypt. */
    CLOSED,
    /** Enough decryptions are held; officers have yet to publish. */
    TALLIED,
    /** The result stands on the board. */
    FINAL,
    /** Abandoned by two officers before a result. */
    VOID;

    private Set<ElectionState> next() {
        return switch (this) {
            case DRAFT -> EnumSet.of(KEY_CEREMONY);
            case KEY_CEREMONY -> EnumSet.of(KEY_CEREMONY, CREDENTIALS, VOID);
            case CREDENTIALS -> EnumSet.of(SEALED, VOID);
            case SEALED -> EnumSet.of(OPEN, VOID);
            case OPEN -> EnumSet.of(CLOSED, VOID);
            case CLOSED -> EnumSet.of(TALLIED, VOID);
            case TALLIED -> EnumSet.of(FINAL, VOID);
            case FINAL, VOID -> EnumSet.noneOf(ElectionState.class);
        };
    }

    /** Whether there is a step from this state to {@code target}. */
    public boolean leadsTo(ElectionState target) {
        return next().contains(target);
    }

    /** Refuses with {@code wrong-state} unless there is a step from this state to {@code target}. */
    public void requireStepTo(ElectionState target) {
        if (!leadsTo(target)) {
            throw new Refusal(ProblemCode.WRONG_STATE, "an election that is " + this + " does not become " + target);
        }
    }

    /** Refuses with {@code wrong-state} unless this is one of the given states. */
    public void require(ElectionState... allowed) {
        if (!Set.of(allowed).contains(this)) {
            throw new Refusal(ProblemCode.WRONG_STATE, "the election is " + this);
        }
    }

    /** The state of this name, as stored and as the API writes it. */
    public static ElectionState of(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /** The name, lower case, words joined by hyphens. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
