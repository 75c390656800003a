// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.verify;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.urna.crypto.record.DecisionEntry;
import org.urna.crypto.record.Entry;
import org.urna.crypto.record.EntryType;
import org.urna.crypto.record.RankedContest;
import org.urna.crypto.verify.report.Check;
import org.urna.crypto.verify.report.Findings;

/** What there is to check, counted by the types of entries alone and apart from the checks themselves. */
final class Expectations {

    private static final Map<EntryType, List<Check>> BY_TYPE = new EnumMap<>(EntryType.class);

    static {
        put(EntryType.MANIFEST, Check.MANIFEST);
        put(EntryType.TRUSTEE, Check.TRUSTEE_IDENTITY);
        put(EntryType.KEY_COMMITMENT, Check.TRUSTEE_IDENTITY);
        put(EntryType.KEY_SHARE, Check.TRUSTEE_IDENTITY, Check.KEY_COMMITMENT, Check.KEY_SHARE);
        put(EntryType.KEY_CONFIRMATION, Check.TRUSTEE_IDENTITY, Check.KEY_CONFIRMATION);
        put(EntryType.KEY_CHECK, Check.TRUSTEE_IDENTITY, Check.KEY_CHECK);
        put(EntryType.COMPLAINT, Check.TRUSTEE_IDENTITY, Check.COMPLAINT);
        put(EntryType.SETUP, Check.OFFICERS, Check.SETUP);
        put(EntryType.CEREMONY_ABANDONED, Check.OFFICERS);
        put(EntryType.CREDENTIAL_REPLACED, Check.OFFICERS, Check.CREDENTIAL_CHANGES);
        put(EntryType.CREDENTIAL_REVOKED, Check.OFFICERS, Check.CREDENTIAL_CHANGES);
        put(EntryType.CANDIDATE_WITHDRAWN, Check.OFFICERS);
        put(EntryType.DEADLINE_EXTENDED, Check.OFFICERS, Check.SCHEDULE);
        put(EntryType.BOOTH_CHANGED, Check.OFFICERS);
        put(EntryType.OFFICER_CHANGED, Check.OFFICERS);
        put(EntryType.NOTICE, Check.OFFICERS);
        put(EntryType.PUBLISH, Check.OFFICERS);
        put(EntryType.VOID, Check.OFFICERS);
        put(EntryType.MAP_DESTROYED, Check.OFFICERS);
        put(EntryType.OPEN, Check.SCHEDULE);
        put(EntryType.CLOSE, Check.SCHEDULE);
        put(
                EntryType.BALLOT,
                Check.SCHEDULE,
                Check.BALLOT_FORM,
                Check.BALLOT_CREDENTIAL,
                Check.BALLOT_SIGNATURE,
                Check.BALLOT_PROOFS,
                Check.BALLOT_UNIQUE);
        put(EntryType.TALLY, Check.TALLY);
        put(EntryType.TALLY_AGREEMENT, Check.TRUSTEE_IDENTITY, Check.TALLY_AGREEMENT);
        put(EntryType.LOT, Check.TRUSTEE_IDENTITY, Check.LOT);
        put(EntryType.SHUFFLE, Check.TRUSTEE_IDENTITY, Check.SHUFFLE);
        put(EntryType.DECRYPTION, Check.TRUSTEE_IDENTITY, Check.DECRYPTION);
        put(EntryType.RESULT, Check.RESULT);
        put(EntryType.FINAL, Check.FINAL);
    }

    private static void put(EntryType type, Check... checks) {
        BY_TYPE.put(type, List.of(checks));
    }

    private Expectations() {}

    static void on(@Nullable EntryType type, @Nullable Entry entry, Findings findings) {
        if (type != null) {
            BY_TYPE.getOrDefault(type, List.of()).forEach(check -> findings.expect(check, 1));
        }
        if (type == EntryType.CLOSE && entry instanceof DecisionEntry) {
            findings.expect(Check.OFFICERS, 1);
        }
    }

    /** Says of checks that had nothing to do whether that is as it must be where the election stands. */
    static void finish(ElectionState state, Phase phase, Findings findings) {
        for (Check check : Check.values()) {
            if (findings.expected(check) == 0) {
                absent(check, state, phase, findings);
            }
        }
    }

    private static void absent(Check check, ElectionState state, Phase phase, Findings findings) {
        switch (check) {
            case COMPLAINT -> findings.notApplicable(check, "no trustee complained");
            case CREDENTIAL_CHANGES -> findings.notApplicable(check, "no credential was replaced or revoked");
            case SHUFFLE -> shuffles(state, phase, findings);
            case BALLOT_FORM, BALLOT_CREDENTIAL, BALLOT_SIGNATURE, BALLOT_PROOFS, BALLOT_UNIQUE ->
                pending(check, phase, Phase.TALLYING, true, findings);
            case DECRYPTION ->
                pending(check, phase, Phase.RESULTS, state.tallies().isEmpty(), findings);
            default -> pending(check, phase, neededBy(check), false, findings);
        }
    }

    private static void shuffles(ElectionState state, Phase phase, Findings findings) {
        if (!state.hasManifest() || state.manifest().contests().stream().noneMatch(RankedContest.class::isInstance)) {
            findings.notApplicable(Check.SHUFFLE, "no contest is ranked");
        } else {
            pending(Check.SHUFFLE, phase, Phase.DECRYPTING, state.mixes().isEmpty(), findings);
        }
    }

    /** @param mayBeEmpty whether there need not be any item even at the end */
    private static void pending(Check check, Phase phase, Phase needed, boolean mayBeEmpty, Findings findings) {
        if (phase == Phase.VOID && check != Check.MANIFEST) {
            findings.notApplicable(check, "the election was abandoned before");
        } else if (phase.compareTo(needed) < 0) {
            findings.notChecked(check, "the election is not that far");
        } else if (mayBeEmpty) {
            findings.notApplicable(check, "there is none");
        }
    }

    private static Phase neededBy(Check check) {
        return switch (check) {
            case TRUSTEE_IDENTITY, KEY_COMMITMENT, KEY_SHARE, KEY_CONFIRMATION, KEY_CHECK, CREDENTIALS, ARTIFACTS ->
                Phase.ELIGIBLE;
            case OFFICERS, SETUP -> Phase.SEALED;
            case SCHEDULE -> Phase.OPEN;
            case LOG_HISTORY -> Phase.TALLYING;
            case TALLY -> Phase.AGREEING;
            case TALLY_AGREEMENT -> Phase.DRAWING;
            case LOT -> Phase.DECRYPTING;
            case RESULT, FINAL -> Phase.FINAL;
            default -> Phase.START;
        };
    }
}
