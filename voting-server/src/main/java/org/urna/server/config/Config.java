// SPDX-License-Identifier: Apache-2.0
package org.urna.server.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.urna.server.mail.Sender;

/**
 * The settings of one server, complete and checked. The README lists them.
 *
 * @param httpHost address to listen on ({@code URNA_HTTP_HOST})
 * @param httpPort port to listen on, 0 for any free one ({@code URNA_HTTP_PORT})
 * @param publicUrl what stands before {@code /e/…} in links sent to electors, without a slash at the end ({@code URNA_PUBLIC_URL})
 * @param data folder of the database and the outbox ({@code URNA_DATA})
 * @param database where the database is ({@code URNA_DB_URL})
 * @param keys folder of the secret keys ({@code URNA_KEYS})
 * @param mail how electors are written to
 * @param openId where staff may also sign in ({@code URNA_OIDC_ISSUER}, {@code URNA_OIDC_CLIENT_ID}, {@code URNA_OIDC_CLIENT_SECRET},
 *     {@code URNA_OIDC_NAME})
 * @param witnesses addresses of witnesses ({@code URNA_WITNESSES}, separated by commas)
 */
public record Config(
        String httpHost,
        int httpPort,
        URI publicUrl,
        Path data,
        DatabaseUrl database,
        Path keys,
        Mail mail,
        Optional<OpenIdProvider> openId,
        List<URI> witnesses) {

    /**
     * An OpenID provider at which this server is known as a client.
     *
     * @param issuer as the provider calls itself; its settings are found below it
     * @param name shown on the button that leads there
     */
    public record OpenIdProvider(URI issuer, String clientId, String clientSecret, String name) {

        @Override
        public String toString() {
            return "OpenIdProvider[" + issuer + "]";
        }
    }

    /**
     * How electors are written to, and where mail comes back.
     *
     * @param smtp mail server ({@code URNA_SMTP_URL}); without one, messages are left in the outbox
     * @param from sender of messages to electors ({@code URNA_MAIL_FROM})
     * @param bounces address to which mail systems return what they cannot deliver ({@code URNA_BOUNCE_ADDRESS}); its mailbox must take
     *     {@code local+anything@domain} too
     * @param mailbox where what is returned is read ({@code URNA_BOUNCE_URL})
     * @param token of whoever hands returned mail in over HTTP instead ({@code URNA_BOUNCE_TOKEN})
     */
    public record Mail(Optional<URI> smtp, String from, String bounces, Optional<URI> mailbox, Optional<String> token) {

        /** The addresses that messages bear. */
        public Sender sender() {
            return new Sender(from, bounces);
        }

        /** Leaves out what may hold a password. */
        @Override
        public String toString() {
            return "Mail[from " + from + "]";
        }
    }

    public Config {
        witnesses = List.copyOf(witnesses);
    }

    /** The folder in which messages to electors are left. */
    public Path outbox() {
        return data.resolve("outbox");
    }

    /** The folder in which uploaded rolls lie until they are imported. */
    public Path rolls() {
        return data.resolve("rolls");
    }

    /** Leaves out what may hold a password. */
    @Override
    public String toString() {
        return "Config[" + httpHost + ":" + httpPort + ", " + publicUrl + ", data " + data + ", " + database + "]";
    }
}
