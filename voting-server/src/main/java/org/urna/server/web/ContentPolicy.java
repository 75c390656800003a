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

    private static final Pattern SCRIPT = inline("script");
    private static final Pattern STYLE = inline("style");

    private ContentPolicy() {}

    /**
     * For a page that is a single file: exactly the scripts and styles that stand in it, and nothing from anywhere.
     *
     * @param workers whether it has workers; they run the same script, which the page hands them as a blob
     */
    static String selfContained(byte[] page, boolean workers) {
        String html = new String(page, StandardCharsets.UTF_8);
        return "default-src 'none'; script-src" + sources(SCRIPT, html) + "; style-src" + sources(STYLE, html)
                + "; img-src data: blob:; connect-src 'self'; base-uri 'none'; form-action 'none';"
                + " frame-ancestors 'none'; require-trusted-types-for 'script'; "
                + (workers ? "worker-src blob:; trusted-types urna-worker" : "trusted-types 'none'");
    }

    private static Pattern inline(String element) {
        return Pattern.compile(
                "<" + element + "(?:\\s[^>]*)?>(.*?)</" + element + ">", Pattern.DOTALL | Pattern.CASE_INSENSITIVE);
    }

    private static String sources(Pattern element, String html) {
        StringBuilder sources = new StringBuilder();
        Matcher found = element.matcher(html);
        while (found.find()) {
            byte[] hash =
                    Hash.sha256(found.group(1).getBytes(StandardCharsets.UTF_8)).bytes();
            sources.append(" 'sha256-")
                    .append(Base64.getEncoder().encodeToString(hash))
                    .append('\'');
        }
        return sources.isEmpty() ? " 'none'" : sources.toString();
    }
}
