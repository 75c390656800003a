// SPDX-License-Identifier: Apache-2.0
package org.urna.server;

import java.util.Map;
import java.util.Optional;
import org.urna.server.config.ConfigReader;

/** The server that the demo starts in its own process. */
final class DemoServer {

    private DemoServer() {}

    static AutoCloseable start(Map<String, String> settings) throws Exception {
        Server server = Server.start(ConfigReader.read(Optional.empty(), settings))
                .toCompletionStage()
                .toCompletableFuture()
                .get();
        return () -> server.close().toCompletionStage().toCompletableFuture().get();
    }
}
