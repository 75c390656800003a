// SPDX-License-Identifier: Apache-2.0
package org.urna.server.http;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who calls, as far as it can be told, to count failed sign-ins; never logged or stored. A proxy on this machine is believed about the caller
 * that it names last; others are not asked. An IPv6 caller is its network, since one caller has many addresses.
 */
final class CallerAddress {

    private static final Pattern ADDRESS = Pattern.compile("[0-9a-fA-F.:]{2,45}");
    private static final int NETWORK_BYTES = 8;

    private CallerAddress() {}

    static String of(HttpServerRequest request) {
        SocketAddress remote = request.remoteAddress();
        @Nullable InetAddress peer = remote == null ? null : parse(String.valueOf(remote.hostAddress()));
        if (peer == null) {
            return "unknown";
        }
        String forwarded = request.getHeader("X-Forwarded-For");
        if (peer.isLoopbackAddress() && forwarded != null) {
            @Nullable
            InetAddress named =
                    parse(forwarded.substring(forwarded.lastIndexOf(',') + 1).strip());
            return name(named == null ? peer : named);
        }
        return name(peer);
    }

    private static String name(InetAddress address) {
        byte[] bytes = address.getAddress();
        return address instanceof Inet6Address
                ? Arrays.toString(Arrays.copyOf(bytes, NETWORK_BYTES))
                : address.getHostAddress();
    }

    /** Literal addresses only: nothing is looked up. */
    private static @Nullable InetAddress parse(String text) {
        if (!ADDRESS.matcher(text).matches() || !(text.contains(".") || text.contains(":"))) {
            return null;
        }
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            return null;
        }
    }
}
