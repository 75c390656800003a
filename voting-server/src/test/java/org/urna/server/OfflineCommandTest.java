// SPDX-License-Identifier: Apache-2.0
package org.urna.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.urna.crypto.ballot.Choices;
import org.urna.server.cast.OpenElection;
import org.urna.server.cast.PollingPlace;
import picocli.CommandLine;

/** The commands fsck and export, beside a server that runs. */
class OfflineCommandTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    private int run(String... arguments) throws Exception {
        Path settings = folder.resolve("urna.json");
        Files.writeString(settings, "{\"URNA_DATA\":\"" + folder + "\"}");
        out.getBuffer().setLength(0);
        CommandLine commands = ServerMain.commandLine();
        commands.setOut(new PrintWriter(out));
        commands.setErr(new PrintWriter(err));
        String[] all = new String[arguments.length + 2];
        System.arraycopy(arguments, 0, all, 0, arguments.length);
        all[arguments.length] = "--config";
        all[arguments.length + 1] = settings.toString();
        return commands.execute(all);
    }

    /** What was not looked at is not well. */
    @Test
    void whereThereIsNoDatabaseNothingIsWellAndNoneIsMade() throws Exception {
        for (List<String> command : List.of(
                List.of("fsck"),
                List.of("export", folder.resolve("boards").toString()),
                List.of("staff-link", "ann@example.org", "--reason", "a test"))) {
            assertThat(run(command.toArray(String[]::new))).as(command.get(0)).isEqualTo(ServerMain.REFUSED);

            assertThat(err.toString()).contains("there is no database at " + folder.resolve("urna.db"));
            assertThat(out.toString()).isEmpty();
            assertThat(folder.resolve("urna.db")).doesNotExist();
        }
    }

    @Test
    void anEmptyDatabaseIsWell() throws Exception {
        PollingPlace.sqlite(folder).close();

        assertThat(run("fsck")).as(err.toString()).isZero();
        assertThat(out.toString()).contains("all well: 0 elections");
    }

    @Test
    void exportWritesEachBoardAndFsckNamesTheRowThatWasChanged() throws Exception {
        PollingPlace place = PollingPlace.sqlite(folder);
        try {
            OpenElection election = place.open(OpenElection.contest("c", 2, 0, 1, 1, true));
            byte[] request = election.request(place.voter(election, "all"), "all", Choices.of(2, 1));
            assertThat(place.cast(election, request).statusCode()).isEqualTo(201);

            int exported = run("export", folder.resolve("boards").toString(), "--election", election.id());

            assertThat(exported).as(err.toString()).isZero();
            assertThat(out.toString()).contains(election.id() + " 4 entries");
            assertThat(folder.resolve("boards").resolve(election.id()).resolve("board/checkpoint"))
                    .isRegularFile();

            assertThat(run("export", folder.resolve("boards").toString(), "--archive"))
                    .isZero();
            try (ZipFile archive = new ZipFile(
                    folder.resolve("boards").resolve(election.id() + ".zip").toFile())) {
                Path written = folder.resolve("boards").resolve(election.id());
                try (Stream<Path> files = Files.walk(written)) {
                    for (Path file : files.filter(Files::isRegularFile).toList()) {
                        ZipEntry packed =
                                archive.getEntry(written.relativize(file).toString());
                        assertThat(packed).as(file.toString()).isNotNull();
                        assertThat(archive.getInputStream(packed).readAllBytes())
                                .isEqualTo(Files.readAllBytes(file));
                    }
                }
            }

            place.change("UPDATE ballot SET tracker = 'x' WHERE election = #{id}", Map.of("id", election.id()));
            assertThat(run("fsck")).as(err.toString()).isEqualTo(ServerMain.REFUSED);
            assertThat(out.toString())
                    .contains("the ballot of entry 3 is not that of the log")
                    .contains("NOT WELL");
        } finally {
            place.close();
        }
    }

    @Test
    void anElectionThatIsNotThereIsAWrongCommandLine() throws Exception {
        PollingPlace.sqlite(folder).close();

        assertThat(run("fsck", "--election", "00112233445566778899aabbccddeeff"))
                .isEqualTo(ServerMain.USAGE);
    }
}
