// SPDX-License-Identifier: Apache-2.0
package org.urna.server;

import org.urna.server.bench.BenchCommand;
import org.urna.server.bench.LoadCommand;
import org.urna.server.demo.DemoCommand;
import org.urna.server.soak.SoakCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The program {@code voting-server}: picks the command. */
@Command(
        name = "voting-server",
        mixinStandardHelpOptions = true,
        version = "voting-server 0.1.0",
        header = "A ballot box that anyone can check.",
        subcommands = {
            ServeCommand.class,
            FsckCommand.class,
            ExportCommand.class,
            StaffLinkCommand.class,
            RegistrarCommand.class,
            BenchCommand.class,
            LoadCommand.class,
            SoakCommand.class
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all well",
            "1:a check failed, or the server refused",
            "2:the command line or the settings were wrong",
            "3:nothing failed, but something could not be checked",
            "70:the program itself failed"
        })
public final class ServerMain {

    static final int REFUSED = 1;
    static final int USAGE = 2;
    static final int INTERNAL = 70;

    private ServerMain() {}

    /** The commands, for {@link #main} and for tests. */
    static CommandLine commandLine() {
        CommandLine commands = new CommandLine(new ServerMain());
        commands.addSubcommand(new DemoCommand(DemoServer::start));
        commands.setExecutionExceptionHandler((exception, command, result) -> {
            command.getErr().println("voting-server failed: " + exception);
            exception.printStackTrace(command.getErr());
            return INTERNAL;
        });
        return commands;
    }

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }
}
