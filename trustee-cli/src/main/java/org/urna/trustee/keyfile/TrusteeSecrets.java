// SPDX-License-Identifier: Apache-2.0
package org.urna.trustee.keyfile;

import java.util.ArrayList;
import java.util.List;
import org.urna.crypto.jose.SigningKey;
import org.urna.crypto.record.ElectionId;

/**
 * The content of a trustee's key file.
 *
 * @param name of the trustee, 1 to 200 characters
 * @param signingKey whose thumbprint others know
 * @param elections in the order in which they were begun
 */
public record TrusteeSecrets(String name, SigningKey signingKey, List<ElectionSecrets> elections) {

    public TrusteeSecrets {
        elections = List.copyOf(elections);
    }

    /** What is kept of one election; empty where nothing was begun. */
    public ElectionSecrets election(ElectionId election) {
        return elections.stream()
                .filter(each -> each.election().equals(election))
                .findFirst()
                .orElseGet(() -> ElectionSecrets.of(election));
    }

    /** The same with one election's content replaced. */
    public TrusteeSecrets with(ElectionSecrets changed) {
        List<ElectionSecrets> all = new ArrayList<>();
        boolean found = false;
        for (ElectionSecrets each : elections) {
            boolean same = each.election().equals(changed.election());
            found |= same;
            all.add(same ? changed : each);
        }
        if (!found) {
            all.add(changed);
        }
        return new TrusteeSecrets(name, signingKey, all);
    }

    @Override
    public String toString() {
        return "TrusteeSecrets[hidden]";
    }
}
