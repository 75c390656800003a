// SPDX-License-Identifier: Apache-2.0
package org.urna.server.mail;

import io.vertx.ext.mail.MailMessage;
import io.vertx.ext.mail.mailencoder.MailEncoder;
import java.nio.charset.StandardCharsets;

/** Writes a message as an {@code .eml} file: MIME, a text and an HTML part, UTF-8, CRLF. */
public final class EmailFile {

    private final String from;

    /**
     * Writes messages of one sender.
     *
     * @param from a well-formed address
     */
    public EmailFile(String from) {
        this.from = requireAddress(from);
    }

    /**
     * The file's bytes.
     *
     * @throws IllegalArgumentException if the recipient is not a plain address; a roll's import lets no other through
     */
    public byte[] write(BallotMessage message) {
        MailMessage mail = new MailMessage()
                .setFrom(from)
                .setTo(requireAddress(message.to()))
                .setSubject(message.subject())
                .setText(message.text())
                .setHtml(message.html());
        String domain = from.substring(from.indexOf('@') + 1);
        String encoded = new MailEncoder(mail, domain, "urna").encode();
        // The encoder leaves bare line feeds to its own SMTP client.
        return encoded.replace("\r\n", "\n").replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
    }

    private static String requireAddress(String address) {
        if (!MailAddress.isWellFormed(address)) {
            throw new IllegalArgumentException("not a plain e-mail address");
        }
        return address;
    }
}
