// SPDX-License-Identifier: Apache-2.0

package org.urna.server.mail;

import io.vertx.ext.mail.mailencoder.MailEncoder;
import java.nio.charset.StandardCharsets;

/** Writes a message as an {@code .eml} file: MIME, a text and an HTML part, UTF-8, CRLF. */
public final class EmailFile {

    private final Sender sender;

    public EmailFile(Sender sender) {
        this.sender = sender;
    }

    /**
     * The file's bytes.
     *
     * @param envelope token of its return address
     * @throws IllegalArgumentException if the recipient is not a plain address; a roll's import lets no other through
     */
    public byte[] write(Message message, String envelope) {
        String encoded = new MailEncoder(sender.mail(message, envelope, "file"), sender.domain(), "urna").encode();
        // The encoder leaves bare line feeds to its own SMTP client.
        return encoded.replace("\r\n", "\n").replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
    }
}
