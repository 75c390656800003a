// SPDX-License-Identifier: Apache-2.0
package org.urna.server.election;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** Tells images by how they begin: what a file is called by whoever sends it proves nothing. */
final class ImageType {

    private static final byte[] JPEG = HexFormat.of().parseHex("ffd8ff");
    private static final byte[] PNG = HexFormat.of().parseHex("89504e470d0a1a0a");
    private static final byte[] RIFF = "RIFF".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] WEBP = "WEBP".getBytes(StandardCharsets.US_ASCII);
    private static final int WEBP_AT = 8;

    private ImageType() {}

    /** {@code image/jpeg}, {@code image/png} or {@code image/webp}; empty for anything else. */
    static Optional<String> of(byte[] content) {
        if (has(content, 0, JPEG)) {
            return Optional.of("image/jpeg");
        } else if (has(content, 0, PNG)) {
            return Optional.of("image/png");
        }
        return has(content, 0, RIFF) && has(content, WEBP_AT, WEBP) ? Optional.of("image/webp") : Optional.empty();
    }

    private static boolean has(byte[] content, int at, byte[] mark) {
        return content.length > at + mark.length && Arrays.equals(content, at, at + mark.length, mark, 0, mark.length);
    }
}
