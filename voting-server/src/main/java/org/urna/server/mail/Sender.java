// SPDX-License-Identifier: Apache-2.0

package org.urna.server.mail;

import io.vertx.ext.mail.MailMessage;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.urna.crypto.record.Hash;

/**
 * Who messages come from. The address that members see is always the same; the one to which mail systems return what they cannot deliver names
 * the message by a random token ({@code bounces+b-TOKEN@…}), so that a report can be told from a forgery.
 *
 * @param from a well-formed address
 * @param bounces a well-formed address whose mailbox takes {@code local+anything@domain} too
 */
public record Sender(String from, String bounces) {

    /** Hexadecimal digits of a token. */
    public static final int TOKEN_DIGITS = 32;

    private static final Pattern RETURN = Pattern.compile("b-([0-9a-f]{" + TOKEN_DIGITS + "})");

    public Sender {
        requireAddress(from);
        requireAddress(bounces);
    }

    /** What stands after the {@code @} of the sender. */
    public String domain() {
        return from.substring(from.indexOf('@') + 1);
    }

    /** The address to which a message is returned. */
    public String returnPath(String envelope) {
        int at = bounces.indexOf('@');
        return bounces.substring(0, at) + "+b-" + envelope + bounces.substring(at);
    }

    /** The token in an address to which something was returned; empty if it is not one of ours. */
    public Optional<String> envelope(String address) {
        int at = bounces.indexOf('@');
        String prefix = bounces.substring(0, at) + "+";
        String lower = MailAddress.comparable(address.strip());
        String domain = MailAddress.comparable(bounces.substring(at));
        if (!lower.startsWith(MailAddress.comparable(prefix))
                || !lower.endsWith(domain)
                || lower.length() < prefix.length() + domain.length()) {
            return Optional.empty();
        }
        Matcher token = RETURN.matcher(lower.substring(prefix.length(), lower.length() - domain.length()));
        return token.matches() ? Optional.of(token.group(1)) : Optional.empty();
    }

    /**
     * The mail that carries a message. The same message has the same Message-ID however often it is tried, which says nothing of its token.
     *
     * @param number tells messages to one member apart
     * @throws IllegalArgumentException if the recipient is not one plain address
     */
    MailMessage mail(Message message, String envelope, String number) {
        byte[] name = (envelope + "/" + number).getBytes(StandardCharsets.US_ASCII);
        String id = Hash.sha256(name).hex().substring(0, TOKEN_DIGITS);
        return new MailMessage()
                .setFrom(from)
                .setBounceAddress(returnPath(envelope))
                .setTo(requireAddress(message.to()))
                .setSubject(message.subject())
                .setText(message.text())
                .setHtml(message.html())
                .addHeader("Message-ID", "<" + id + "@" + domain() + ">")
                .addHeader("Auto-Submitted", "auto-generated")
                .addHeader("X-Auto-Response-Suppress", "OOF, AutoReply");
    }

    private static String requireAddress(String address) {
        if (!MailAddress.isWellFormed(address)) {
            throw new IllegalArgumentException("not a plain e-mail address");
        }
        return address;
    }
}
