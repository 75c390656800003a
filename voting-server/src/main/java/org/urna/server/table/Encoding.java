// SPDX-License-Identifier: Apache-2.0
package org.urna.server.table;

import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The encodings in which CSV is read. None is guessed while reading: a byte that does not belong is an error. */
public enum Encoding {
    UTF_8(StandardCharsets.UTF_8),
    /** With a byte order mark, as spreadsheets write "Unicode text". */
    UTF_16(StandardCharsets.UTF_16),
    WINDOWS_1252(Charset.forName("windows-1252"));

    private final Charset charset;

    Encoding(Charset charset) {
        this.charset = charset;
    }

    /** As the API names it, such as {@code windows-1252}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The encoding of this {@link #code}. */
    public static Encoding of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    CharsetDecoder decoder() {
        return charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }
}
