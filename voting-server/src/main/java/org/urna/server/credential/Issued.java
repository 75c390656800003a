// SPDX-License-Identifier: Apache-2.0
package org.urna.server.credential;

import org.urna.crypto.credential.Credential;
import org.urna.crypto.credential.VotingCode;
import org.urna.crypto.group.Entropy;
import org.urna.crypto.group.Point;

/**
 * A voting code and the public credential derived from it. Does not print.
 *
 * @param code a secret of the elector
 * @param credential {@code K}
 */
record Issued(VotingCode code, Point credential) {

    /**
     * Makes a new one; takes some milliseconds.
     *
     * @param election the 16 bytes of its id
     */
    static Issued random(byte[] election, Entropy entropy) {
        VotingCode code = VotingCode.random(entropy);
        return new Issued(code, Credential.derive(election, code).publicKey());
    }

    @Override
    public String toString() {
        return "Issued[hidden]";
    }
}
