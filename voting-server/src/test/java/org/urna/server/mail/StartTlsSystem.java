// SPDX-License-Identifier: Apache-2.0
package org.urna.server.mail;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * A mail system that begins in clear and goes on under TLS where it is asked to, which GreenMail cannot; and one that does not offer it, as after somebody
 * on the way took the offer out. Writes down what it is told in clear, and what under TLS.
 */
final class StartTlsSystem implements AutoCloseable {

    private static final int END = -1;

    final List<String> inClear = new CopyOnWriteArrayList<>();
    final List<String> underTls = new CopyOnWriteArrayList<>();

    private final ServerSocket socket;
    private final SSLContext tls;
    private final String greeting;
    private final BiFunction<String, Boolean, String> answers;

    private StartTlsSystem(String host, SSLContext tls, String greeting, BiFunction<String, Boolean, String> answers)
            throws IOException {
        this.socket = new ServerSocket(0, 50, loopback(host));
        this.tls = tls;
        this.greeting = greeting;
        this.answers = answers;
        start(this::accept);
    }

    /** One that takes mails. */
    static StartTlsSystem smtp(String host, SSLContext tls, boolean offers) throws IOException {
        return new StartTlsSystem(host, tls, "220 scripted ESMTP", (line, secure) -> {
            String verb = line.toUpperCase(Locale.ROOT).split(" ", 2)[0];
            return switch (verb) {
                case "EHLO" ->
                    "250-scripted\r\n" + (secure ? "250-AUTH PLAIN\r\n" : offers ? "250-STARTTLS\r\n" : "")
                            + "250 8BITMIME";
                case "STARTTLS" -> offers ? "220 go on" : "502 no";
                case "AUTH" -> "235 2.7.0 welcome";
                case "DATA" -> "354 go on";
                case "." -> "250 2.0.0 taken";
                case "QUIT" -> "221 bye";
                default -> "250 ok";
            };
        });
    }

    /** A mailbox that lets nobody in: what counts is how it is asked. */
    static StartTlsSystem imap(String host, SSLContext tls, boolean offers) throws IOException {
        return new StartTlsSystem(host, tls, "* OK ready", (line, secure) -> {
            String[] words = line.split(" ", -1);
            return switch (words.length > 1 ? words[1] : "") {
                case "CAPABILITY" ->
                    "* CAPABILITY IMAP4rev1" + (offers && !secure ? " STARTTLS" : "") + "\r\n" + words[0] + " OK done";
                case "STARTTLS" -> words[0] + (offers ? " OK go on" : " BAD what");
                case "LOGOUT" -> "* BYE\r\n" + words[0] + " OK done";
                default -> words[0] + " NO nobody comes in";
            };
        });
    }

    /** Of {@code 127.0.0.2} and the like: every one of them is this machine. */
    private static InetAddress loopback(String host) throws IOException {
        byte last = (byte) Character.digit(host.charAt(host.length() - 1), 10);
        return InetAddress.getByAddress(new byte[] {127, 0, 0, last});
    }

    int port() {
        return socket.getLocalPort();
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work);
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket peer = socket.accept();
                start(() -> talk(peer));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void talk(Socket accepted) {
        Socket peer = accepted;
        try {
            say(peer, greeting);
            boolean secure = false;
            boolean data = false;
            for (String line = line(peer.getInputStream()); line != null; line = line(peer.getInputStream())) {
                (secure ? underTls : inClear).add(line);
                if (data && !line.equals(".")) {
                    continue;
                }
                String answer = answers.apply(line, secure);
                data = answer.startsWith("354");
                say(peer, answer);
                if (answer.endsWith("go on") && !data) {
                    SSLSocket upgraded =
                            (SSLSocket) tls.getSocketFactory().createSocket(peer, null, peer.getPort(), true);
                    upgraded.setUseClientMode(false);
                    upgraded.startHandshake();
                    peer = upgraded;
                    secure = true;
                }
            }
        } catch (IOException e) {
            // Who was refused by the other side has nothing more to write down.
        } finally {
            close(peer);
        }
    }

    private static void close(Socket peer) {
        try {
            peer.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Byte by byte: what follows the line may be TLS. Null at the end. */
    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b != END; b = in.read()) {
            if (b == '\n') {
                return line.toString(StandardCharsets.US_ASCII).stripTrailing();
            }
            line.write(b);
        }
        return null;
    }

    private static void say(Socket peer, String answer) throws IOException {
        peer.getOutputStream().write((answer + "\r\n").getBytes(StandardCharsets.US_ASCII));
        peer.getOutputStream().flush();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
