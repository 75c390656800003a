// SPDX-License-Identifier: Apache-2.0
package org.urna.server;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.urna.crypto.group.Entropy;
import org.urna.server.config.Config;
import org.urna.server.config.ConfigException;
import org.urna.server.problem.Refusal;
import org.urna.server.registrar.BoardSource;
import org.urna.server.registrar.CopiedBoard;
import org.urna.server.registrar.Registrar;
import org.urna.server.registrar.ServedElection;
import org.urna.server.roll.RollRemark;
import org.urna.server.roll.RollReport;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A command of the registrar, in the registrar's folder. */
abstract class RegistrarTask implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(
            names = "--home",
            paramLabel = "DIR",
            description = "The registrar's folder; ./registrar without it.",
            defaultValue = "registrar")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path home;

    @Option(names = "--config", paramLabel = "FILE", description = "File of settings instead of urna.json.")
    private @Nullable Path file;

    @Override
    public final Integer call() throws Exception {
        Config config;
        try {
            config = Registrar.settings(
                    OfflineCommand.settings(Optional.ofNullable(file)),
                    home.toAbsolutePath().normalize());
        } catch (ConfigException e) {
            e.faults().forEach(fault -> err().println("setting " + fault));
            return ServerMain.USAGE;
        }
        Vertx vertx = Vertx.vertx();
        try {
            return run(vertx, config, Entropy.secure());
        } catch (Refusal refusal) {
            err().println("refused: " + refusal.detail());
            if (refusal.members().get("report") instanceof RollReport report) {
                for (RollRemark remark : report.rejected()) {
                    err().println("  line " + remark.line() + ": " + remark.rule() + ": " + remark.reason());
                }
            }
            return ServerMain.REFUSED;
        } catch (FileAlreadyExistsException e) {
            err().println("there is a file already, and it is not overwritten: " + e.getMessage());
            return ServerMain.REFUSED;
        } catch (NoSuchFileException e) {
            err().println("there is no file or folder " + e.getMessage());
            return ServerMain.REFUSED;
        } catch (IOException e) {
            err().println("not done: " + e.getMessage());
            return ServerMain.REFUSED;
        } finally {
            out().flush();
            OfflineCommand.await(vertx.close());
        }
    }

    /** Does the work; gives the exit status. */
    abstract int run(Vertx vertx, Config config, Entropy entropy) throws Exception;

    /** The registrar of this folder, which must have been used before. */
    static Registrar existing(Vertx vertx, Config config, Entropy entropy) throws IOException {
        if (!Files.isRegularFile(config.data().resolve("registrar.db"))) {
            throw new IOException("no voting codes were issued in " + config.data() + ": is --home the right one?");
        }
        return Registrar.open(vertx, config, entropy);
    }

    /** The election at a place: an address, or a folder with a copy of its board. */
    final BoardSource source(String place) throws IOException {
        return place.startsWith("http://") || place.startsWith("https://")
                ? served(place)
                : new CopiedBoard(Path.of(place));
    }

    /** The election at an address; a wrong command line if it is none. */
    final ServedElection served(String place) {
        try {
            return ServedElection.at(place);
        } catch (IllegalArgumentException e) {
            throw usage(String.valueOf(e.getMessage()));
        }
    }

    /** What members' links begin with: the server where the board is read, or the public address that is set. */
    static URI publicUrl(BoardSource source, Config config) {
        return source instanceof ServedElection server ? server.server() : config.publicUrl();
    }

    final ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    final PrintWriter out() {
        return spec.commandLine().getOut();
    }

    final PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
