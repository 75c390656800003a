// SPDX-License-Identifier: Apache-2.0
package org.urna.trustee.keyfile;

import org.urna.crypto.jose.SigningKey;

/**
 * The content of an officer's key file.
 *
 * @param name of the officer, 1 to 200 characters
 * @param signingKey whose thumbprint others know
 */
public record OfficerSecrets(String name, SigningKey signingKey) {
    @Override
    public String toString() {
        return "OfficerSecrets[hidden]";
    }
}
