// SPDX-License-Identifier: Apache-2.0
package org.urna.server.http;

import io.vertx.core.http.HttpServerOptions;
import java.time.Duration;

/**
 * What one connection may cost us. Set, not defaulted.
 *
 * @param idle a connection is closed on which nothing is asked this long after it was opened, or no byte of an answer is taken
 * @param receive a request must have arrived as a whole this long after its head or the last answer
 */
public record ServerLimits(Duration idle, Duration receive) {

    /** What {@code serve} uses. */
    public static final ServerLimits STANDARD = new ServerLimits(Duration.ofSeconds(30), Duration.ofSeconds(60));

    private static final int LINE_BYTES = 2_048;
    private static final int HEADER_BYTES = 8_192;
    private static final int CHUNK_BYTES = 8_192;
    private static final int BACKLOG = 4_096;

    HttpServerOptions options(String host, int port) {
        return new HttpServerOptions()
                .setHost(host)
                .setPort(port)
                .setAcceptBacklog(BACKLOG)
                .setMaxInitialLineLength(LINE_BYTES)
                .setMaxHeaderSize(HEADER_BYTES)
                .setMaxChunkSize(CHUNK_BYTES)
                .setMaxFormFields(0)
                .setMaxFormAttributeSize(0)
                .setMaxFormBufferedBytes(0)
                .setDecompressionSupported(false)
                .setCompressionSupported(false)
                .setHttp2ClearTextEnabled(false)
                .setUseAlpn(false)
                .setHandle100ContinueAutomatically(false)
                .setPerFrameWebSocketCompressionSupported(false)
                .setPerMessageWebSocketCompressionSupported(false);
    }
}
