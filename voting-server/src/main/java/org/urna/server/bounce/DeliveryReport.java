// SPDX-License-Identifier: Apache-2.0
package org.urna.server.bounce;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimePart;
import jakarta.mail.internet.MimePartDataSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.urna.server.mail.Sender;

/**
 * A report that a mail system gave up delivering one of our messages (RFC 3464, within {@code multipart/report}, RFC 6522).
 *
 * <p>Which message it is about is told by the address that it came back to, whose token only the mail system and the recipient have seen; what
 * the report says of recipients is not believed, and neither is any mail that is not such a report.
 *
 * @param envelope token of the return address
 * @param status enhanced status code (RFC 3463)
 */
public record DeliveryReport(String envelope, String status) {

    /** Longer mails are not read. */
    public static final int MAX_BYTES = 1_048_576;

    private static final int MAX_DEPTH = 4;
    private static final int MAX_PARTS = 20;
    private static final int MAX_STATUS_BYTES = 65_536;
    private static final Pattern STATUS = Pattern.compile("\\s*([45]\\.\\d{1,3}\\.\\d{1,3})\\b.*", Pattern.DOTALL);

    /** Where the address stands to which a mail was delivered; what a mail system adds on the way in comes first. */
    private static final List<String> RECIPIENT_HEADERS =
            List.of("Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To", "To");

    /** Reads a mail; empty if it is anything but a report that one of our messages could not be delivered. */
    public static Optional<DeliveryReport> read(byte[] mail, Sender sender) {
        if (mail.length > MAX_BYTES) {
            return Optional.empty();
        }
        try {
            MimeMessage message =
                    new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(mail));
            Optional<String> envelope = envelope(message, sender);
            return envelope.isEmpty()
                    ? Optional.empty()
                    : failure(message).map(status -> new DeliveryReport(envelope.get(), status));
        } catch (MessagingException | IOException e) {
            // Whatever cannot be read says nothing of anybody.
            return Optional.empty();
        }
    }

    private static Optional<String> envelope(MimeMessage message, Sender sender) throws MessagingException {
        Set<String> tokens = new TreeSet<>();
        for (String name : RECIPIENT_HEADERS) {
            String[] values = message.getHeader(name);
            for (String value : values == null ? new String[0] : values) {
                for (String address : addresses(value)) {
                    sender.envelope(address).ifPresent(tokens::add);
                }
            }
        }
        return tokens.size() == 1 ? Optional.of(tokens.iterator().next()) : Optional.empty();
    }

    private static List<String> addresses(String header) {
        List<String> addresses = new ArrayList<>();
        try {
            for (InternetAddress address : InternetAddress.parseHeader(header, false)) {
                addresses.add(address.getAddress());
            }
        } catch (AddressException e) {
            addresses.clear();
        }
        return addresses;
    }

    private static Optional<String> failure(MimePart message) throws MessagingException, IOException {
        ContentType type = type(message);
        if (!type.match("multipart/report") || !"delivery-status".equalsIgnoreCase(type.getParameter("report-type"))) {
            return Optional.empty();
        }
        Optional<MimePart> status = find(message, 0);
        return status.isEmpty() ? Optional.empty() : status(status.get());
    }

    private static ContentType type(MimePart part) throws MessagingException {
        String type = part.getContentType();
        return new ContentType(type == null ? "text/plain" : type);
    }

    /** The machine-readable part; never one within a mail that is enclosed. */
    private static Optional<MimePart> find(MimePart part, int depth) throws MessagingException, IOException {
        ContentType type = type(part);
        if (type.match("message/delivery-status") || type.match("message/global-delivery-status")) {
            return Optional.of(part);
        }
        if (depth == MAX_DEPTH || !type.match("multipart/*")) {
            return Optional.empty();
        }
        MimeMultipart parts = new MimeMultipart(new MimePartDataSource(part));
        for (int i = 0; i < Math.min(parts.getCount(), MAX_PARTS); i++) {
            Optional<MimePart> found =
                    parts.getBodyPart(i) instanceof MimePart each ? find(each, depth + 1) : Optional.empty();
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** Groups of fields, the first about the message, the others about one recipient each; ours have one recipient. */
    private static Optional<String> status(MimePart part) throws MessagingException, IOException {
        byte[] content;
        try (InputStream in = part.getInputStream()) {
            content = in.readNBytes(MAX_STATUS_BYTES);
        }
        InputStream in = new ByteArrayInputStream(content);
        Optional<String> failed = Optional.empty();
        while (in.available() > 0) {
            InternetHeaders fields = new InternetHeaders(in, true);
            String action = fields.getHeader("Action", null);
            String status = fields.getHeader("Status", null);
            if (action == null || status == null) {
                continue;
            }
            if (!word(action).equals("failed")) {
                return Optional.empty();
            }
            Matcher form = STATUS.matcher(status);
            if (form.matches()) {
                failed = Optional.of(form.group(1));
            }
        }
        return failed;
    }

    /** The first word, without a comment behind it. */
    private static String word(String value) {
        return value.strip().split("[\\s(;]", 2)[0].toLowerCase(Locale.ROOT);
    }
}
