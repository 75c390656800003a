// SPDX-License-Identifier: Apache-2.0
package org.urna.server.bounce;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.UIDFolder;
import jakarta.mail.search.FlagTerm;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.urna.server.work.Loop;

/**
 * Reads what is returned from a mailbox over IMAP. A report about a message of ours is deleted once it is written down, because it encloses the
 * message and with it a voting code; everything else is marked as seen and left to people.
 */
public final class BounceMailbox {

    private static final Logger LOG = LoggerFactory.getLogger(BounceMailbox.class);
    private static final long EVERY_NANOS = 60_000_000_000L;
    private static final int PAGE = 200;
    private static final String TIMEOUT_MILLIS = "20000";
    private static final Set<String> HERE = Set.of("localhost", "127.0.0.1", "[::1]");

    private final Vertx vertx;
    private final Returned returned;
    private final URI url;
    private Future<Void> last = Future.succeededFuture();
    private long next = System.nanoTime();

    /** @param url {@code imap://} or {@code imaps://} with user and password; the path names the folder, INBOX without one */
    public BounceMailbox(Vertx vertx, Returned returned, URI url) {
        this.vertx = vertx;
        this.returned = returned;
        this.url = url;
    }

    private record Mail(long uid, Optional<DeliveryReport> report) {}

    private record Page(long validity, List<Mail> mails) {}

    /** Begins to look into the mailbox, once a minute and not while it is being looked into; does not wait for the end. */
    public synchronized void tick() {
        if (last.isComplete() && System.nanoTime() - next >= 0) {
            next = System.nanoTime() + EVERY_NANOS;
            last = read().onFailure(e ->
                    LOG.warn("returned mail cannot be read: {}", e.getClass().getSimpleName()));
        }
    }

    /** Reads everything that is new. */
    public Future<Void> read() {
        return Loop.whilst(() -> vertx.executeBlocking(this::fetch).compose(page -> {
            List<Mail> ours = new ArrayList<>();
            Future<Void> chain = Future.succeededFuture();
            for (Mail mail : page.mails()) {
                if (mail.report().isPresent()) {
                    chain = chain.compose(done -> returned.mark(mail.report().get()))
                            .map(known -> {
                                if (known) {
                                    ours.add(mail);
                                }
                                return null;
                            });
                }
            }
            return chain.compose(done -> vertx.<Void>executeBlocking(() -> {
                        tidy(page, ours);
                        return null;
                    }))
                    .map(done -> page.mails().size() == PAGE);
        }));
    }

    private Page fetch() throws MessagingException, IOException {
        try (Store store = connect();
                Folder folder = open(store)) {
            Message[] unseen = folder.search(new FlagTerm(new Flags(Flags.Flag.SEEN), false));
            List<Mail> mails = new ArrayList<>();
            for (int i = 0; i < Math.min(unseen.length, PAGE); i++) {
                mails.add(new Mail(((UIDFolder) folder).getUID(unseen[i]), report(unseen[i])));
            }
            return new Page(((UIDFolder) folder).getUIDValidity(), mails);
        }
    }

    private Optional<DeliveryReport> report(Message message) throws MessagingException, IOException {
        if (message.getSize() > DeliveryReport.MAX_BYTES) {
            return Optional.empty();
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        message.writeTo(bytes);
        return DeliveryReport.read(bytes.toByteArray(), returned.sender());
    }

    private void tidy(Page page, List<Mail> ours) throws MessagingException {
        if (page.mails().isEmpty()) {
            return;
        }
        try (Store store = connect();
                Folder folder = open(store)) {
            UIDFolder uids = (UIDFolder) folder;
            if (uids.getUIDValidity() != page.validity()) {
                return;
            }
            for (Mail mail : page.mails()) {
                Message message = uids.getMessageByUID(mail.uid());
                if (message != null) {
                    message.setFlag(ours.contains(mail) ? Flags.Flag.DELETED : Flags.Flag.SEEN, true);
                }
            }
            folder.expunge();
        }
    }

    private Folder open(Store store) throws MessagingException {
        String path = url.getPath() == null ? "" : url.getPath().replaceFirst("^/", "");
        Folder folder = store.getFolder(path.isEmpty() ? "INBOX" : path);
        folder.open(Folder.READ_WRITE);
        return folder;
    }

    private Store connect() throws MessagingException {
        String protocol = url.getScheme();
        String prefix = "mail." + protocol + ".";
        Properties settings = new Properties();
        settings.setProperty(prefix + "connectiontimeout", TIMEOUT_MILLIS);
        settings.setProperty(prefix + "timeout", TIMEOUT_MILLIS);
        settings.setProperty(prefix + "writetimeout", TIMEOUT_MILLIS);
        settings.setProperty(prefix + "ssl.checkserveridentity", "true");
        settings.setProperty(prefix + "starttls.enable", "true");
        settings.setProperty(
                prefix + "starttls.required", String.valueOf(protocol.equals("imap") && !HERE.contains(url.getHost())));
        // Reading must not mark as seen what is not written down yet.
        settings.setProperty(prefix + "peek", "true");
        Store store = Session.getInstance(settings).getStore(protocol);
        String user = url.getRawUserInfo() == null ? "" : url.getRawUserInfo();
        int colon = user.indexOf(':');
        store.connect(
                url.getHost(),
                url.getPort(),
                decoded(colon < 0 ? user : user.substring(0, colon)),
                colon < 0 ? "" : decoded(user.substring(colon + 1)));
        return store;
    }

    private static String decoded(String part) {
        return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
