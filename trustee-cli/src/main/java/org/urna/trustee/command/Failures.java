// SPDX-License-Identifier: Apache-2.0
package org.urna.trustee.command;

import java.io.IOException;
import java.util.Objects;
import org.urna.crypto.MalformedException;
import org.urna.trustee.RefusedException;
import org.urna.trustee.terminal.Terminal;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns what went wrong into a line and a status. */
final class Failures {

    private final Terminal terminal;

    Failures(Terminal terminal) {
        this.terminal = terminal;
    }

    int inCommandLine(ParameterException wrong, String[] args) {
        CommandLine command = wrong.getCommandLine();
        terminal.progress("error: " + wrong.getMessage());
        if (wrong instanceof UnmatchedArgumentException unmatched) {
            unmatched.getSuggestions().stream()
                    .findFirst()
                    .ifPresent(near -> terminal.progress("did you mean " + near + "?"));
        }
        terminal.progress("try: " + command.getCommandSpec().qualifiedName() + " --help");
        return ExitStatus.USAGE;
    }

    int inExecution(Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
        if (failure instanceof RefusedException) {
            terminal.progress("error: " + message(failure));
            return ExitStatus.REFUSED;
        }
        if (failure instanceof MalformedException) {
            terminal.progress("error: the board or an answer of the server does not read: " + message(failure)
                    + "; check --server, and tell the returning officer if it stays so");
            return ExitStatus.REFUSED;
        }
        if (failure instanceof IOException) {
            terminal.progress("error: " + message(failure) + "; nothing is lost: run the same command again");
            return ExitStatus.REFUSED;
        }
        if (failure instanceof InterruptedException) {
            terminal.progress("stopped; nothing is lost: run the same command again");
            return ExitStatus.REFUSED;
        }
        terminal.progress("internal error: " + failure.getClass().getName() + " at " + where(failure)
                + "; nothing is lost; report it with this line");
        return ExitStatus.INTERNAL;
    }

    private static String message(Exception failure) {
        return Objects.requireNonNullElse(
                failure.getMessage(), failure.getClass().getSimpleName());
    }

    /** Places in the code only: a message of an unexpected failure might hold anything. */
    private static String where(Exception failure) {
        StringBuilder where = new StringBuilder();
        StackTraceElement[] trace = failure.getStackTrace();
        for (int i = 0; i < Math.min(trace.length, 5); i++) {
            where.append(i == 0 ? "" : " < ")
                    .append(trace[i].getFileName())
                    .append(':')
                    .append(trace[i].getLineNumber());
        }
        return where.toString();
    }
}
