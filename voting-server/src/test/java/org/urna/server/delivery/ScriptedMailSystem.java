// SPDX-License-Identifier: Apache-2.0
package org.urna.server.delivery;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A mail system on a loopback port that answers recipients as told: GreenMail refuses none. */
final class ScriptedMailSystem implements AutoCloseable {

    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final ServerSocket socket;

    ScriptedMailSystem() throws IOException {
        socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread accepting = new Thread(this::accept);
        accepting.setDaemon(true);
        accepting.start();
    }

    URI url() {
        return URI.create("smtp://127.0.0.1:" + socket.getLocalPort());
    }

    void onRecipient(String start, String answer) {
        answers.put(start, answer);
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket peer = socket.accept();
                Thread talking = new Thread(() -> talk(peer));
                talking.setDaemon(true);
                talking.start();
            } catch (IOException e) {
                return;
            }
        }
    }

    private void talk(Socket peer) {
        try (peer;
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(peer.getInputStream(), StandardCharsets.US_ASCII))) {
            say(peer, "220 scripted ESMTP");
            boolean data = false;
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (data) {
                    data = !line.equals(".");
                    if (!data) {
                        say(peer, "250 2.0.0 taken");
                    }
                } else if (line.startsWith("DATA")) {
                    data = true;
                    say(peer, "354 go on");
                } else {
                    say(
                            peer,
                            line.startsWith("RCPT") ? recipient(line) : line.startsWith("QUIT") ? "221 bye" : "250 ok");
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String recipient(String line) {
        return answers.entrySet().stream()
                .filter(each -> line.contains("<" + each.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("250 2.1.5 ok");
    }

    private static void say(Socket peer, String line) throws IOException {
        peer.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
