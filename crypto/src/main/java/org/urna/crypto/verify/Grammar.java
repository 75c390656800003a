// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.verify;

import static org.urna.crypto.record.EntryType.*;

import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.urna.crypto.record.Entry;
import org.urna.crypto.record.EntryType;
import org.urna.crypto.record.MessageEntry;
import org.urna.crypto.verify.report.Check;
import org.urna.crypto.verify.report.Findings;

/**
 * The order of entries ({@code docs/protocol.md} §3) as a table of phases: check {@code entry-order}.
 *
 * <p>After an entry out of order it goes on where the entry would be in order, if that lies ahead, so that one missing entry is one failure.
 */
final class Grammar {

    private static final Map<Phase, Map<EntryType, Phase>> NEXT = new EnumMap<>(Phase.class);

    static {
        on(Phase.START, MANIFEST, Phase.TRUSTEES);
        stay(Phase.TRUSTEES, TRUSTEE);
        stay(Phase.COMMITMENTS, KEY_COMMITMENT);
        stay(Phase.SHARES, KEY_SHARE);
        stay(Phase.CONFIRMATIONS, KEY_CONFIRMATION);
        stay(Phase.KEY_CHECKS, KEY_CHECK);
        for (Phase ceremony : Set.of(
                Phase.TRUSTEES, Phase.COMMITMENTS, Phase.SHARES, Phase.CONFIRMATIONS, Phase.KEY_CHECKS, Phase.KEYED)) {
            on(ceremony, CEREMONY_ABANDONED, Phase.ENDED);
        }
        on(Phase.CONFIRMATIONS, COMPLAINT, Phase.ENDED);
        on(Phase.KEY_CHECKS, COMPLAINT, Phase.ENDED);
        on(Phase.KEYED, COMPLAINT, Phase.ENDED);
        on(Phase.ENDED, MANIFEST, Phase.TRUSTEES);
        on(Phase.KEYED, CREDENTIALS, Phase.ELIGIBLE);
        on(Phase.ELIGIBLE, SETUP, Phase.SEALED);
        for (Phase voting : Set.of(Phase.SEALED, Phase.OPEN)) {
            stay(
                    voting,
                    CREDENTIAL_REPLACED,
                    CREDENTIAL_REVOKED,
                    CANDIDATE_WITHDRAWN,
                    DEADLINE_EXTENDED,
                    BOOTH_CHANGED,
                    OFFICER_CHANGED,
                    NOTICE);
        }
        on(Phase.SEALED, OPEN, Phase.OPEN);
        stay(Phase.OPEN, BALLOT);
        on(Phase.OPEN, CLOSE, Phase.TALLYING);
        stay(Phase.TALLYING, TALLY, OFFICER_CHANGED, NOTICE);
        stay(Phase.AGREEING, TALLY_AGREEMENT, OFFICER_CHANGED, NOTICE);
        stay(Phase.DRAWING, TALLY_AGREEMENT, LOT, SHUFFLE, OFFICER_CHANGED, NOTICE);
        on(Phase.DRAWING, PUBLISH, Phase.DECRYPTING);
        stay(Phase.DECRYPTING, DECRYPTION);
        on(Phase.DECRYPTING, RESULT, Phase.RESULTS);
        stay(Phase.RESULTS, RESULT);
        on(Phase.RESULTS, EntryType.FINAL, Phase.FINAL);
        stay(Phase.FINAL, NOTICE, MAP_DESTROYED);
        stay(Phase.VOID, NOTICE, MAP_DESTROYED);
        for (Phase phase : Phase.values()) {
            if (phase != Phase.START && phase.compareTo(Phase.DRAWING) <= 0) {
                on(phase, EntryType.VOID, Phase.VOID);
            }
        }
    }

    private static void on(Phase phase, EntryType type, Phase next) {
        NEXT.computeIfAbsent(phase, p -> new EnumMap<>(EntryType.class)).put(type, next);
    }

    private static void stay(Phase phase, EntryType... types) {
        for (EntryType type : types) {
            on(phase, type, phase);
        }
    }

    private final ElectionState state;
    private final Findings findings;
    private Phase phase = Phase.START;
    private int inGroup;
    private int lots;
    private final Set<Integer> trusteesInGroup = new HashSet<>();

    Grammar(ElectionState state, Findings findings) {
        this.state = state;
        this.findings = findings;
    }

    Phase phase() {
        return phase;
    }

    /**
     * Looks at the next entry.
     *
     * @param type null if it is unknown
     * @param entry null if it does not read
     */
    void on(long index, @Nullable EntryType type, @Nullable Entry entry) {
        findings.checked(Check.ENTRY_ORDER, 1);
        if (type == null) {
            findings.fail(Check.ENTRY_ORDER, index, "", "an entry of unknown type");
            return;
        }
        Phase next = next(type);
        if (next == null) {
            findings.fail(Check.ENTRY_ORDER, index, "", "a " + type.code() + " entry does not follow here");
            next = ahead(type);
        }
        if (next != null) {
            requireCounts(index, type, entry);
            enter(next, type);
        }
    }

    private @Nullable Phase next(EntryType type) {
        return NEXT.getOrDefault(phase, Map.of()).get(type);
    }

    private @Nullable Phase ahead(EntryType type) {
        for (Phase later : Phase.values()) {
            Phase next = NEXT.getOrDefault(later, Map.of()).get(type);
            if (later.compareTo(phase) > 0 && next != null && later != Phase.VOID) {
                return next;
            }
        }
        return null;
    }

    private void requireCounts(long index, EntryType type, @Nullable Entry entry) {
        if (isCeremonyGroup(type) && entry instanceof MessageEntry message) {
            int trustee = Trustees.indexOf(message.message());
            findings.require(
                    Check.ENTRY_ORDER, index, trusteesInGroup.add(trustee), "a second message of one trustee and kind");
        }
        if (type == PUBLISH) {
            boolean enough = lots >= state.manifest().threshold();
            findings.require(Check.ENTRY_ORDER, index, enough, "fewer lots than the threshold before publish");
        }
        if (type == EntryType.FINAL) {
            boolean all = inGroup == state.manifest().contests().size();
            findings.require(Check.ENTRY_ORDER, index, all, "not one result per contest before final");
        }
    }

    private static boolean isCeremonyGroup(EntryType type) {
        return switch (type) {
            case TRUSTEE, KEY_COMMITMENT, KEY_SHARE, KEY_CONFIRMATION, KEY_CHECK -> true;
            default -> false;
        };
    }

    private void enter(Phase next, EntryType type) {
        if (next != phase) {
            advance(next);
        }
        lots += type == LOT ? 1 : 0;
        inGroup += type == group(phase) ? 1 : 0;
        while (inGroup > 0 && inGroup >= needed(phase)) {
            advance(following(phase));
        }
    }

    private void advance(Phase next) {
        phase = next;
        inGroup = 0;
        trusteesInGroup.clear();
    }

    private static Phase following(Phase phase) {
        return switch (phase) {
            case TRUSTEES -> Phase.COMMITMENTS;
            case COMMITMENTS -> Phase.SHARES;
            case SHARES -> Phase.CONFIRMATIONS;
            case CONFIRMATIONS -> Phase.KEY_CHECKS;
            case KEY_CHECKS -> Phase.KEYED;
            case TALLYING -> Phase.AGREEING;
            case AGREEING -> Phase.DRAWING;
            default -> throw new IllegalArgumentException("no group of entries ends this phase");
        };
    }

    private static @Nullable EntryType group(Phase phase) {
        return switch (phase) {
            case TRUSTEES -> TRUSTEE;
            case COMMITMENTS -> KEY_COMMITMENT;
            case SHARES -> KEY_SHARE;
            case CONFIRMATIONS -> KEY_CONFIRMATION;
            case KEY_CHECKS -> KEY_CHECK;
            case TALLYING -> TALLY;
            case AGREEING -> TALLY_AGREEMENT;
            case RESULTS -> RESULT;
            default -> null;
        };
    }

    /** Entries of the phase's own group after which it is over. */
    private int needed(Phase current) {
        return switch (current) {
            case TRUSTEES, COMMITMENTS, SHARES, CONFIRMATIONS, KEY_CHECKS ->
                state.manifest().trusteeCount();
            case TALLYING -> state.slots().size();
            case AGREEING -> state.manifest().threshold();
            default -> Integer.MAX_VALUE;
        };
    }
}
