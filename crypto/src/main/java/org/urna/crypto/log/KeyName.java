// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.log;

import java.nio.charset.StandardCharsets;
import org.urna.crypto.MalformedException;

/** The rule for names of keys, which is also our rule for origins. */
final class KeyName {

    /** A cosigned message has one byte for the length of a name. */
    static final int MAX_BYTES = 255;

    private KeyName() {}

    static boolean isValid(String name) {
        return !name.isEmpty()
                && name.getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES
                && name.codePoints().noneMatch(KeyName::isForbidden);
    }

    static void require(String name) throws MalformedException {
        if (!isValid(name)) {
            throw new MalformedException(
                    "not the name of a key: 1 to 255 bytes without spaces, plus and control characters");
        }
    }

    // No general category below is a visible character; a lone surrogate has no encoding at all.
    private static boolean isForbidden(int c) {
        return c == '+'
                || Character.isSpaceChar(c)
                || Character.isWhitespace(c)
                || Character.isISOControl(c)
                || Character.getType(c) == Character.SURROGATE;
    }
}
