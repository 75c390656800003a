// SPDX-License-Identifier: Apache-2.0
package org.urna.server;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.Map;
import java.util.Optional;
import org.slf4j.LoggerFactory;
import org.urna.server.config.ConfigReader;
import org.urna.server.demo.DemoCommand;

/** The server that the demo starts in its own process. */
final class DemoServer {

    private DemoServer() {}

    static DemoCommand.Started start(Map<String, String> settings) throws Exception {
        // The demo tells its own story; a line per request would drown it.
        level(Logger.ROOT_LOGGER_NAME, Level.WARN);
        level("io.micrometer", Level.ERROR);
        Server server = Server.start(ConfigReader.read(Optional.empty(), settings))
                .toCompletionStage()
                .toCompletableFuture()
                .get();
        return new DemoCommand.Started(
                server.firstLink().orElse(""),
                () -> server.close().toCompletionStage().toCompletableFuture().get());
    }

    private static void level(String logger, Level level) {
        ((Logger) LoggerFactory.getLogger(logger)).setLevel(level);
    }
}
