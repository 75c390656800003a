// SPDX-License-Identifier: Apache-2.0
package org.urna.server.decision;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.urna.crypto.MalformedException;
import org.urna.crypto.Verdict;
import org.urna.crypto.jose.DetachedJws;
import org.urna.crypto.jose.VerificationKey;
import org.urna.crypto.record.Action;
import org.urna.crypto.record.DecisionEntry;
import org.urna.crypto.record.Entry;
import org.urna.crypto.record.EntryType;
import org.urna.crypto.record.Manifest;
import org.urna.server.board.BoardEntries;

/**
 * Who is in office: the officers of the manifest, as changed by the log since.
 *
 * @param keys by thumbprint
 */
record Officers(Map<String, VerificationKey> keys) {

    /** No single person can do anything: a decision needs this many. */
    static final int NEEDED = 2;

    private static final String SIGNATURE_TYPE = "urna-decision";

    Officers {
        keys = Map.copyOf(keys);
    }

    static Future<Officers> inOffice(SqlClient client, String election, Manifest manifest) {
        return BoardEntries.ofTypes(client, election, EntryType.OFFICER_CHANGED).map(changes -> of(manifest, changes));
    }

    private static Officers of(Manifest manifest, List<Entry> changes) {
        Map<String, VerificationKey> keys = new LinkedHashMap<>();
        manifest.officers().forEach(officer -> keys.put(officer.key().thumbprint(), officer.key()));
        for (Entry change : changes) {
            apply(keys, (Action.OfficerChanged)
                    ((DecisionEntry) change).decision().action());
        }
        return new Officers(keys);
    }

    private static void apply(Map<String, VerificationKey> keys, Action.OfficerChanged changed) {
        if (changed.removed() != null) {
            keys.remove(changed.removed());
        }
        Manifest.Officer added = changed.added();
        if (added != null) {
            keys.put(added.key().thumbprint(), added.key());
        }
    }

    /** Why a change may not be made; nothing if it may. */
    Optional<String> problem(Action.OfficerChanged changed) {
        Map<String, VerificationKey> after = new LinkedHashMap<>(keys);
        Manifest.Officer added = changed.added();
        if (changed.removed() != null && !keys.containsKey(changed.removed())) {
            return Optional.of("the officer removed is not in office");
        }
        if (added != null && keys.containsKey(added.key().thumbprint())) {
            return Optional.of("the officer added is in office already");
        }
        apply(after, changed);
        return after.size() < NEEDED ? Optional.of("two officers must remain") : Optional.empty();
    }

    /** Whether the signature is one of an officer in office over exactly this text. */
    Verdict verify(String jws, byte[] text) {
        try {
            VerificationKey key = keys.get(DetachedJws.keyId(jws));
            return key == null
                    ? Verdict.reject("officers", "the signer is not an officer in office")
                    : DetachedJws.verify(jws, key, SIGNATURE_TYPE, text).as("officers");
        } catch (MalformedException e) {
            return Verdict.reject("officers", String.valueOf(e.getMessage()));
        }
    }
}
