// SPDX-License-Identifier: Apache-2.0

package org.urna.server.mail;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.mail.LoginOption;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.SMTPException;
import io.vertx.ext.mail.StartTLSOptions;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Hands mails to a mail system over SMTP. Codes cross no network in clear: a system on another machine must speak TLS. */
public final class SmtpClient {

    /** By then an attempt has ended; whoever counts on it being over waits longer. */
    public static final int TIMEOUT_SECONDS = 60;

    private static final int SMTP = 25;
    private static final int SMTPS = 465;
    private static final int CONNECTIONS = 8;
    private static final int MAILS_PER_CONNECTION = 100;
    private static final int CONNECT_MILLIS = 10_000;
    private static final Set<String> HERE = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final Pattern ENHANCED = Pattern.compile("\\b([245]\\.\\d{1,3}\\.\\d{1,3})\\b");

    /** What vertx-mail-client says when the reply was one to RCPT. */
    private static final String RECIPIENT = "recipient address not accepted";

    private final MailClient client;
    private final Sender sender;

    /** @param url {@code smtp://} or {@code smtps://}, with user, password and port where needed */
    public SmtpClient(Vertx vertx, URI url, Sender sender) {
        this.client = MailClient.create(vertx, config(url, sender));
        this.sender = sender;
    }

    /** Sets no algorithm for names in certificates: the client checks them where none is set, and takes any name where one is. */
    private static MailConfig config(URI url, Sender sender) {
        boolean tls = "smtps".equals(url.getScheme());
        int port = url.getPort() > 0 ? url.getPort() : tls ? SMTPS : SMTP;
        MailConfig config = new MailConfig(url.getHost(), port)
                .setSsl(tls)
                .setStarttls(HERE.contains(url.getHost()) || tls ? StartTLSOptions.OPTIONAL : StartTLSOptions.REQUIRED)
                .setLogin(LoginOption.NONE)
                .setOwnHostname(sender.domain())
                .setMaxPoolSize(CONNECTIONS)
                .setMaxMailsPerConnection(MAILS_PER_CONNECTION);
        config.setConnectTimeout(CONNECT_MILLIS);
        config.setIdleTimeout(TIMEOUT_SECONDS).setIdleTimeoutUnit(TimeUnit.SECONDS);
        String user = url.getRawUserInfo();
        if (user != null) {
            int colon = user.indexOf(':');
            config.setLogin(LoginOption.REQUIRED)
                    .setUsername(decoded(colon < 0 ? user : user.substring(0, colon)))
                    .setPassword(colon < 0 ? "" : decoded(user.substring(colon + 1)));
        }
        return config;
    }

    private static String decoded(String part) {
        return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /**
     * Tries once to hand a message over.
     *
     * @param envelope token of its return address
     * @param number tells messages to one member apart
     * @return never fails
     */
    public Future<Posting> send(Message message, String envelope, String number) {
        return client.sendMail(sender.mail(message, envelope, number))
                .timeout(TIMEOUT_SECONDS, TimeUnit.SECONDS)
                .map(sent -> new Posting(Posting.Kind.ACCEPTED, "2.0.0"))
                .recover(e -> Future.succeededFuture(posting(e)));
    }

    /** Ends when connections are closed. */
    public Future<Void> close() {
        return client.close();
    }

    static Posting posting(Throwable failure) {
        if (!(failure instanceof SMTPException refused)) {
            return new Posting(Posting.Kind.UNAVAILABLE, "no connection");
        }
        String status = status(refused);
        boolean ofRecipient = String.valueOf(refused.getMessage()).startsWith(RECIPIENT);
        if (!ofRecipient) {
            return new Posting(Posting.Kind.UNAVAILABLE, status);
        }
        if (!refused.isPermanent()) {
            return new Posting(Posting.Kind.LATER, status);
        }
        return new Posting(
                BounceStatus.saysUndeliverable(status) ? Posting.Kind.REFUSED : Posting.Kind.UNAVAILABLE, status);
    }

    private static String status(SMTPException refused) {
        Matcher enhanced = ENHANCED.matcher(String.valueOf(refused.getReplyMessage()));
        return enhanced.find() ? enhanced.group(1) : String.valueOf(refused.getReplyCode());
    }
}
