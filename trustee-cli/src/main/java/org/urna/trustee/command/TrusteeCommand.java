// SPDX-License-Identifier: Apache-2.0
package org.urna.trustee.command;

import org.jspecify.annotations.Nullable;
import org.urna.trustee.terminal.Terminal;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The program as a whole: a list of commands. */
@Command(
        name = "trustee",
        mixinStandardHelpOptions = true,
        versionProvider = TrusteeCommand.Version.class,
        description = "The program of an election's trustees and officers. One person, one key file.",
        footer = {
            "",
            "A trustee: guide leads through everything, and is what happens in a terminal without a command.",
            "The same in single steps, in order: identity, ceremony, check, agree, mix (where contests are ranked), decrypt.",
            "An officer: officer new, officer sign.",
            "Without a network: --in DIR --out DIR in place of --server, and carry on a machine that has one.",
            "Every command can be run again after a crash; it goes on where it stopped.",
            "",
            "Exit status: 0 done, 1 a check failed or the server refused, 2 wrong command line, 3 to be continued when"
                    + " the stick",
            "was elsewhere, 70 internal error."
        })
public final class TrusteeCommand implements Runnable {

    @Spec
    @Nullable
    CommandSpec spec;

    /** Runs one command line and returns the status with which the process ends. */
    public static int run(Terminal terminal, String... args) {
        Failures failures = new Failures(terminal);
        CommandLine officer = new CommandLine(new OfficerCommand())
                .addSubcommand(new OfficerNewCommand(terminal))
                .addSubcommand(new OfficerSignCommand(terminal));
        String[] meant = args.length == 0 && terminal.prompt().isPresent() ? new String[] {"guide"} : args;
        return new CommandLine(new TrusteeCommand())
                .addSubcommand(new GuideCommand(terminal))
                .addSubcommand(new IdentityCommand(terminal))
                .addSubcommand(new CeremonyCommand(terminal))
                .addSubcommand(new CheckCommand(terminal))
                .addSubcommand(new AgreeCommand(terminal))
                .addSubcommand(new MixCommand(terminal))
                .addSubcommand(new DecryptCommand(terminal))
                .addSubcommand(new CarryCommand(terminal))
                .addSubcommand(officer)
                .setOut(terminal.resultWriter())
                .setErr(terminal.progressWriter())
                .setParameterExceptionHandler(failures::inCommandLine)
                .setExecutionExceptionHandler(failures::inExecution)
                .setUsageHelpAutoWidth(true)
                .execute(meant);
    }

    @Override
    public void run() {
        throw new ParameterException(require(spec).commandLine(), "a command is missing");
    }

    static CommandSpec require(@Nullable CommandSpec spec) {
        if (spec == null) {
            throw new IllegalStateException("not run by a command line");
        }
        return spec;
    }

    /** The version of the jar. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = TrusteeCommand.class.getPackage().getImplementationVersion();
            return new String[] {"trustee " + (version == null ? "(not from a jar)" : version)};
        }
    }
}
