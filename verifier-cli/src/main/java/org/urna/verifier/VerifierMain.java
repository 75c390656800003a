// SPDX-License-Identifier: Apache-2.0
package org.urna.verifier;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.urna.crypto.verify.Board;
import org.urna.verifier.archive.ArchiveBoard;
import org.urna.verifier.archive.RefusedArchiveException;
import org.urna.verifier.http.HttpBoard;
import org.urna.verifier.place.Places;
import org.urna.verifier.show.SafeText;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Entry point of the program. */
@Command(
        name = "verifier",
        mixinStandardHelpOptions = true,
        version = VerifierMain.PROGRAM,
        header = "Checks elections without trusting anyone.",
        subcommands = {
            VerifyCommand.class,
            ReportCommand.class,
            ReceiptCommand.class,
            ChallengeCommand.class,
            CountCommand.class,
            MirrorCommand.class,
            WatchCommand.class,
            WitnessKeyCommand.class,
            BenchCommand.class
        },
        exitCodeListHeading = "%nExit statuses:%n",
        exitCodeList = {
            "0:every check ran and held",
            "1:a check failed",
            "2:the command line was wrong",
            "3:nothing failed, but something could not be checked",
            "70:the program itself failed"
        })
public final class VerifierMain implements Callable<Integer> {

    /** Name and version. */
    static final String PROGRAM = "verifier 0.1.0";

    private final CommandLine commands;

    private VerifierMain() {
        commands = new CommandLine(this).setExecutionExceptionHandler((exception, command, result) -> {
            if (exception instanceof RefusedArchiveException) {
                command.getErr().println("archive refused: " + SafeText.of(String.valueOf(exception.getMessage())));
                return Status.FAILED;
            }
            command.getErr()
                    .println("verifier failed: " + exception.getClass().getSimpleName() + ": "
                            + SafeText.of(String.valueOf(exception.getMessage())));
            return Status.INTERNAL;
        });
    }

    /** Runs the program with other streams; returns its exit status. */
    static int run(PrintWriter out, PrintWriter err, String... arguments) {
        CommandLine commands = new VerifierMain().commands;
        commands.setOut(out).setErr(err);
        return commands.execute(arguments);
    }

    /** Runs the program and ends the process with its exit status. */
    public static void main(String[] arguments) {
        System.exit(new VerifierMain().commands.execute(arguments));
    }

    /** Without a command there is nothing to do. */
    @Override
    public Integer call() {
        throw new ParameterException(commands, "a command is needed");
    }

    /** The user's command line is wrong. */
    static ParameterException wrong(CommandSpec spec, String reason) {
        return new ParameterException(spec.commandLine(), SafeText.of(reason));
    }

    static Board open(CommandSpec spec, String place) throws Exception {
        return usage(spec, () -> Places.open(place, HttpBoard::open, ArchiveBoard::open));
    }

    /** Makes a folder, or takes one that has nothing in it. */
    static void requireEmpty(CommandSpec spec, Path folder) throws IOException {
        Files.createDirectories(folder);
        try (Stream<Path> files = Files.list(folder)) {
            if (files.findAny().isPresent()) {
                throw wrong(spec, "the folder for the copy is not empty");
            }
        }
    }

    /** A file that is written at the end has its place before the work begins. */
    static void requireWritable(CommandSpec spec, @Nullable Path file) {
        Path folder = file == null ? null : file.toAbsolutePath().getParent();
        if (file != null && (folder == null || !Files.isWritable(folder) || Files.isDirectory(file))) {
            throw wrong(spec, "no file can be written there: " + file);
        }
    }

    /** Does what depends on the user's input, where an illegal argument is the user's. */
    static <T> T usage(CommandSpec spec, Callable<T> step) throws Exception {
        try {
            return step.call();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), SafeText.of(String.valueOf(e.getMessage())));
        }
    }
}
