// SPDX-License-Identifier: Apache-2.0
package org.urna.server.web;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.urna.crypto.record.Hash;

/** What the pages may load and do (Content Security Policy Level 3). */
final class ContentPolicy {

    /** For everything under {@code /assets/} too: a worker has the policy that its own script came with. */
    static final String PAGES = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:;"
            + " connect-src 'self'; font-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none';"
            + " form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script';"
            + " trusted-types urna-worker";

    private ContentPolicy() {}

    /**
     * For a page that is a single file: exactly the scripts and styles that stand in it, and nothing from anywhere.
     *
     * @param workers whether it has workers; they run the same script, which the page hands them as a blob
     */
    static String selfContained(byte[] page, boolean workers) {
        String html = new String(page, StandardCharsets.UTF_8);
        return "default-src 'none'; script-src" + sources("script", html) + "; style-src" + sources("style", html)
                + "; img-src data: blob:; connect-src 'self'; base-uri 'none'; form-action 'none';"
                + " frame-ancestors 'none'; require-trusted-types-for 'script'; "
                + (workers ? "worker-src blob:; trusted-types urna-worker" : "trusted-types 'none'");
    }

    /** The hashes of what stands in the elements of this name. */
    private static String sources(String element, String html) {
        StringBuilder sources = new StringBuilder();
        Matcher begin = Pattern.compile("<" + element + "(?:\\s[^>]*)?>", Pattern.CASE_INSENSITIVE)
                .matcher(html);
        Matcher end =
                Pattern.compile("</" + element + ">", Pattern.CASE_INSENSITIVE).matcher(html);
        for (int at = 0; begin.find(at) && end.find(begin.end()); at = end.end()) {
            byte[] hash = Hash.sha256(html.substring(begin.end(), end.start()).getBytes(StandardCharsets.UTF_8))
                    .bytes();
            sources.append(" 'sha256-")
                    .append(Base64.getEncoder().encodeToString(hash))
                    .append('\'');
        }
        return sources.isEmpty() ? " 'none'" : sources.toString();
    }
}
