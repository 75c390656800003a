// SPDX-License-Identifier: Apache-2.0
package org.urna.server.registrar;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.urna.crypto.record.Action;
import org.urna.crypto.record.CredentialList;
import org.urna.crypto.record.DecisionEntry;
import org.urna.crypto.record.Hash;
import org.urna.crypto.record.Manifest;
import org.urna.crypto.record.ManifestEntry;
import org.urna.crypto.record.MessageEntry;
import org.urna.crypto.verify.Phase;
import org.urna.server.election.ElectionState;

/**
 * A board that was read and checked.
 *
 * @param note its checkpoint
 * @param size entries
 * @param root of their tree
 * @param closes the deadline in force
 * @param entries all but ballots
 * @param cast when each credential cast, by {@code K} as base64url
 */
record BoardNow(
        String note,
        long size,
        Hash root,
        Manifest manifest,
        Phase phase,
        Instant closes,
        List<Tapped.Placed> entries,
        Map<String, Instant> cast) {

    BoardNow {
        entries = List.copyOf(entries);
        cast = Map.copyOf(cast);
    }

    /** {@code M}. */
    Hash anchor() {
        return entries.stream()
                .map(Tapped.Placed::entry)
                .filter(ManifestEntry.class::isInstance)
                .reduce((first, second) -> second)
                .orElseThrow()
                .hash();
    }

    /** {@code E}; empty before the seal. */
    Optional<Hash> sealed() {
        return entries.stream()
                .map(Tapped.Placed::entry)
                .filter(entry -> entry instanceof DecisionEntry decided
                        && decided.decision().action() instanceof Action.Setup)
                .findFirst()
                .map(entry -> entry.hash());
    }

    /** The list of credentials, once it stands there. */
    Optional<CredentialList> list() {
        return entries.stream()
                .map(Tapped.Placed::entry)
                .filter(entry -> entry instanceof MessageEntry said && said.message() instanceof CredentialList)
                .findFirst()
                .map(entry -> (CredentialList) ((MessageEntry) entry).message());
    }

    /** As a server calls it. */
    ElectionState state() {
        return switch (phase) {
            case START, TRUSTEES, COMMITMENTS, SHARES, CONFIRMATIONS, KEY_CHECKS, ENDED, KEYED ->
                ElectionState.KEY_CEREMONY;
            case ELIGIBLE -> ElectionState.CREDENTIALS;
            case SEALED -> ElectionState.SEALED;
            case OPEN -> ElectionState.OPEN;
            case TALLYING, AGREEING, DRAWING -> ElectionState.CLOSED;
            case DECRYPTING, RESULTS -> ElectionState.TALLIED;
            case FINAL -> ElectionState.FINAL;
            case VOID -> ElectionState.VOID;
        };
    }
}
