// SPDX-License-Identifier: Apache-2.0
package org.urna.server.soak;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Connections that only cost: idle ones send nothing, slow ones a request byte by byte, never all of it. The server closes each after its time;
 * they are not opened again.
 */
final class HeldConnections implements Closeable {

    private static final long BYTE_MILLIS = 2_000;

    private final InetSocketAddress server;
    private final List<SocketChannel> idle = new ArrayList<>();
    private final List<SocketChannel> slow = new ArrayList<>();
    private volatile boolean open = true;

    HeldConnections(URI server) {
        this.server = new InetSocketAddress(server.getHost(), server.getPort());
    }

    /** @throws IOException if no more can be opened; those that are stay so */
    void idle(int count) throws IOException {
        connect(count, idle);
    }

    /**
     * As {@link #idle}.
     *
     * @param request begins one; each gets a byte of it now and then
     */
    void slow(int count, byte[] request) throws IOException {
        connect(count, slow);
        Thread thread = new Thread(() -> drip(request), "slow connections");
        thread.setDaemon(true);
        thread.start();
    }

    private void connect(int count, List<SocketChannel> held) throws IOException {
        for (int i = 0; i < count; i++) {
            SocketChannel channel = SocketChannel.open(server);
            held.add(channel);
            channel.configureBlocking(false);
        }
    }

    private void drip(byte[] request) {
        try {
            for (int at = 0; open && at < request.length; at++) {
                for (SocketChannel each : slow) {
                    send(each, request[at]);
                }
                Thread.sleep(BYTE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void send(SocketChannel channel, byte one) {
        try {
            channel.write(ByteBuffer.wrap(new byte[] {one}));
        } catch (IOException e) {
            // The server has closed it, as it should.
        }
    }

    /** How many were opened. */
    int opened() {
        return idle.size() + slow.size();
    }

    /** How many the server has not closed yet. */
    int held() {
        return (int) Stream.concat(idle.stream(), slow.stream())
                .filter(HeldConnections::isHeld)
                .count();
    }

    private static boolean isHeld(SocketChannel channel) {
        try {
            return channel.read(ByteBuffer.allocate(1)) >= 0;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        open = false;
        for (SocketChannel each : idle) {
            each.close();
        }
        for (SocketChannel each : slow) {
            each.close();
        }
    }
}
