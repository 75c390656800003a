// SPDX-License-Identifier: Apache-2.0
package org.urna.server.decision;

import io.vertx.sqlclient.Row;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.urna.crypto.record.EntryType;
import org.urna.crypto.record.Hash;
import org.urna.server.election.ElectionState;
import org.urna.server.election.Elections;
import org.urna.server.election.Manifests;
import org.urna.server.problem.ProblemCode;
import org.urna.server.problem.Refusal;

/** In which states officers decide what (docs/protocol.md §3). */
final class ActionRules {

    private static final Map<EntryType, Set<ElectionState>> STATES = new EnumMap<>(EntryType.class);

    static {
        STATES.put(EntryType.SETUP, EnumSet.of(ElectionState.CREDENTIALS));
        STATES.put(EntryType.CEREMONY_ABANDONED, EnumSet.of(ElectionState.KEY_CEREMONY));
        for (EntryType voting : EnumSet.of(
                EntryType.CREDENTIAL_REPLACED,
                EntryType.CREDENTIAL_REVOKED,
                EntryType.CANDIDATE_WITHDRAWN,
                EntryType.DEADLINE_EXTENDED,
                EntryType.BOOTH_CHANGED)) {
            STATES.put(voting, EnumSet.of(ElectionState.SEALED, ElectionState.OPEN));
        }
        STATES.put(EntryType.OFFICER_CHANGED, EnumSet.range(ElectionState.SEALED, ElectionState.TALLIED));
        STATES.put(EntryType.NOTICE, EnumSet.range(ElectionState.SEALED, ElectionState.FINAL));
        STATES.put(EntryType.CLOSE, EnumSet.of(ElectionState.OPEN));
        STATES.put(EntryType.PUBLISH, EnumSet.of(ElectionState.TALLIED));
        STATES.put(EntryType.MAP_DESTROYED, EnumSet.of(ElectionState.FINAL, ElectionState.VOID));
        STATES.put(EntryType.VOID, EnumSet.range(ElectionState.KEY_CEREMONY, ElectionState.TALLIED));
    }

    private ActionRules() {}

    /** Refuses with {@code wrong-state} what is not decided in this state, and with {@code decision-invalid} what this server does not do. */
    static void require(EntryType action, ElectionState state) {
        Set<ElectionState> states = STATES.get(action);
        if (states == null) {
            throw new Refusal(ProblemCode.DECISION_INVALID, "this version does not carry out " + action.code());
        }
        if (!states.contains(state)) {
            throw new Refusal(ProblemCode.WRONG_STATE, "no " + action.code() + " while the election is " + state);
        }
    }

    /** Refuses with {@code decision-invalid} what staff cannot ask for, because a registrar apart from this server has to sign it too. */
    static void requireOfStaff(EntryType action, Row election) {
        boolean registrars = action == EntryType.CREDENTIAL_REPLACED || action == EntryType.MAP_DESTROYED;
        if (registrars && Elections.hasSeparateRegistrar(election)) {
            throw new Refusal(
                    ProblemCode.DECISION_INVALID,
                    "the registrar works apart from this server, and has to ask for this and sign it");
        }
    }

    /** Whether a decision refers to the manifest, because nothing is sealed: not yet, or not ever. */
    static boolean isUnsealed(Row election) {
        return election.getString("setup_hash") == null;
    }

    /** What a decision refers to: {@code E}, or {@code M} where nothing is sealed. */
    static Hash anchor(Row election) {
        return isUnsealed(election) ? Manifests.anchor(election) : Manifests.sealed(election);
    }
}
