// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.record;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.urna.crypto.MalformedException;

/**
 * An entry that holds a decision of two officers; a {@code close} before the deadline is one too.
 *
 * @param signatures two detached JWS over {@link #signedBytes}
 * @param registrar the registrar's, where one is needed; otherwise null
 */
public record DecisionEntry(
        Instant time, List<String> signatures, @Nullable String registrar, Decision decision) implements Entry {

    public DecisionEntry {
        signatures = List.copyOf(signatures);
    }

    static DecisionEntry rest(EntryType type, Instant time, Members<DecisionEntry> o) throws MalformedException {
        List<String> signatures =
                o.member("signatures", Form.list(KeyForms.OFFICER_JWS, 2, 2), DecisionEntry::signatures);
        String registrar = switch (type) {
            case CREDENTIAL_REPLACED -> o.member("registrar", KeyForms.REGISTRAR_JWS, DecisionEntry::registrarOrEmpty);
            case MAP_DESTROYED -> o.optional("registrar", KeyForms.REGISTRAR_JWS, DecisionEntry::registrar);
            default -> null;
        };
        Decision decision = o.member("decision", Decision.FORM, DecisionEntry::decision);
        o.require(decision.type() == type, "decision is not of the entry's type");
        return new DecisionEntry(time, signatures, registrar, decision);
    }

    private String registrarOrEmpty() {
        return registrar == null ? "" : registrar;
    }

    @Override
    public EntryType type() {
        return decision.type();
    }

    @Override
    public byte[] signedBytes() {
        return decision.write();
    }
}
