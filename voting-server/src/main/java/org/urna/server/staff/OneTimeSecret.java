// SPDX-License-Identifier: Apache-2.0
package org.urna.server.staff;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.urna.crypto.group.Base64Url;
import org.urna.crypto.group.Entropy;
import org.urna.crypto.group.Hex;
import org.urna.crypto.hash.Sha256;

/** Secrets that work once: of links, and codes for who has lost the authenticator. Random enough that a plain hash hides them. */
final class OneTimeSecret {

    private static final int LINK_BYTES = 24;
    private static final int CODES = 10;
    private static final int CODE_LENGTH = 16;

    /** Crockford's alphabet: no letter looks like a digit. 32 characters, so a byte's lowest five bits choose one evenly. */
    private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

    private OneTimeSecret() {}

    /** The secret of a link, 192 bits in base64url. */
    static String link(Entropy entropy) {
        return Base64Url.encode(entropy.bytes(LINK_BYTES));
    }

    /** Recovery codes of 80 bits, {@code xxxx-xxxx-xxxx-xxxx}. */
    static List<String> recoveryCodes(Entropy entropy) {
        List<String> codes = new ArrayList<>();
        for (int i = 0; i < CODES; i++) {
            StringBuilder code = new StringBuilder();
            for (byte each : entropy.bytes(CODE_LENGTH)) {
                if (code.length() % 5 == 4) {
                    code.append('-');
                }
                code.append(ALPHABET.charAt(each & 31));
            }
            codes.add(code.toString());
        }
        return codes;
    }

    /** What is stored of a secret. */
    static String hash(String secret) {
        return Hex.encode(Sha256.hash(secret.getBytes(StandardCharsets.UTF_8)));
    }

    /** What is stored of a recovery code, however it was typed. */
    static String recoveryHash(String typed) {
        String plain = typed.toLowerCase(Locale.ROOT)
                .replaceAll("[^0-9a-z]", "")
                .replace('o', '0')
                .replace('i', '1')
                .replace('l', '1');
        return hash("recovery " + plain);
    }
}
