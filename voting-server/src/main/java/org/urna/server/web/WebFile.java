// SPDX-License-Identifier: Apache-2.0
package org.urna.server.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.urna.crypto.record.Hash;

/**
 * One file that browsers may load.
 *
 * @param path below {@code web/}, as in {@code /assets/<path>}
 * @param mediaType by the name's ending
 * @param content as it is
 * @param gzipped the same, compressed: it is public and the same for everybody, so its length tells nothing
 * @param sha256 of the content
 */
@SuppressWarnings("ArrayRecordComponent") // sent, never compared
public record WebFile(String path, String mediaType, byte[] content, byte[] gzipped, Hash sha256) {

    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("html", "text/html; charset=utf-8"),
            Map.entry("js", "text/javascript; charset=utf-8"),
            Map.entry("css", "text/css; charset=utf-8"),
            Map.entry("json", "application/json"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("png", "image/png"),
            Map.entry("webp", "image/webp"),
            Map.entry("woff2", "font/woff2"),
            Map.entry("webmanifest", "application/manifest+json"));

    static WebFile of(String path, byte[] content) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return new WebFile(
                path,
                TYPES.getOrDefault(ending, "text/plain; charset=utf-8"),
                content,
                gzip(content),
                Hash.sha256(content));
    }

    /** The strong entity tag (RFC 9110 §8.8.3) of the content, or of its compressed form. */
    public String tag(boolean compressed) {
        return '"' + sha256.hex() + (compressed ? "-gzip\"" : "\"");
    }

    private static byte[] gzip(byte[] content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
