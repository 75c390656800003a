// SPDX-License-Identifier: Apache-2.0
package org.urna.server;

import java.nio.file.Path;
import org.urna.crypto.verify.Board;
import org.urna.server.audit.BoardArchive;
import org.urna.server.audit.BoardFolder;
import org.urna.server.audit.DatabaseBoard;
import org.urna.server.board.BoardFiles;
import org.urna.server.config.Config;
import org.urna.server.store.Store;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code export}: the boards as folders of files. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        header = "Writes the boards as folders that any web server can publish and any verifier can read.",
        description = {
            "Each board goes to DIR/ELECTION/board. Running it again brings the folders up to date.",
            "With --archive each board goes to one file DIR/ELECTION.zip instead, whole or not at all."
        })
final class ExportCommand extends BoardCommand {

    @Parameters(paramLabel = "DIR", description = "Where the folders go.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path folder;

    @Option(names = "--archive", description = "One zip file for each board, which a verifier reads as it is.")
    private boolean archive;

    @Override
    int run(Config config, Store store, BoardFiles boards) throws Exception {
        for (String election : elections(store)) {
            Board board = new DatabaseBoard(store, boards, election);
            Path target = archive
                    ? folder.resolve(election + ".zip")
                    : folder.resolve(election).resolve("board");
            long entries = archive ? new BoardArchive(board, target).write() : new BoardFolder(board, target).write();
            out().println(election + " " + entries + " entries " + target);
        }
        return 0;
    }
}
