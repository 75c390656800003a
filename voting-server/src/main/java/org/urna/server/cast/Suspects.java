// SPDX-License-Identifier: Apache-2.0
package org.urna.server.cast;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Credentials under which a ballot with a false proof was signed. Finding it among others takes several times the work that these take, so the next
 * ballot under such a credential is checked alone: its holder can waste no more than its own share. The newest ones are kept. Safe for concurrent
 * use.
 */
final class Suspects {

    private static final int MOST = 10_000;

    private final Set<EncodedPoint> credentials = new LinkedHashSet<>();

    synchronized void add(EncodedPoint credential) {
        credentials.add(credential);
        if (credentials.size() > MOST) {
            credentials.remove(credentials.iterator().next());
        }
    }

    synchronized boolean has(EncodedPoint credential) {
        return credentials.contains(credential);
    }
}
