// SPDX-License-Identifier: Apache-2.0
package org.urna.server.soak;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.urna.crypto.MalformedException;
import org.urna.server.demo.Demo;
import org.urna.server.demo.TrialPoll;
import org.urna.server.trial.OwnProgram;
import org.urna.server.trial.ReadyBallots;

/** One server on SQLite: its disk is full for a while, and thousands of connections want nothing or take their time. */
final class OneServer {

    private final Path folder;
    private final @Nullable Path tools;
    private final int idle;
    private final int slow;
    private final PrintWriter progress;

    OneServer(Path folder, @Nullable Path tools, int idle, int slow, PrintWriter progress) {
        this.folder = folder;
        this.tools = tools;
        this.idle = idle;
        this.slow = slow;
        this.progress = progress;
    }

    /** Everything once; what is found is added as it is found. */
    void run(List<Finding> findings, List<String> notDone)
            throws IOException, InterruptedException, MalformedException {
        SmallDisk disk = SmallDisk.at(Files.createDirectories(folder.resolve("disk")));
        Path data = disk.folder().resolve("data");
        Servers servers = new Servers(folder.resolve("log"), Map.of("URNA_DATA", data.toString()));
        try {
            vote(disk, data, servers, findings, notDone);
        } finally {
            servers.stop();
            if (!disk.unmount()) {
                progress.println(disk.folder() + " cannot be unmounted");
            }
        }
    }

    private void vote(SmallDisk disk, Path data, Servers servers, List<Finding> findings, List<String> notDone)
            throws IOException, InterruptedException, MalformedException {
        URI server = servers.add().uri();
        BallotOffice office = BallotOffice.enrol(server, servers.get(0).firstLink(), tools, data, progress);
        TrialPoll poll = TrialPoll.of(FullDisk.BALLOTS + Crowd.BALLOTS);
        Demo.Opened opened = office.open(poll);
        List<byte[]> ballots = ReadyBallots.make(opened, poll);
        Voters voters = new Voters(servers.addresses(), opened.election(), ballots);
        BoardReader board = new BoardReader(opened);
        BoardWatch watch = new BoardWatch(servers.addresses(), board);
        if (disk.isMounted()) {
            findings.add(new FullDisk(disk, server, board, voters).run());
        } else {
            notDone.add("disk full, for which a small file system must be mounted");
        }
        findings.add(new Crowd(server, voters, idle, slow).run());
        List<String> faults = new ArrayList<>(office.finish(opened, poll, voters));
        PublishedLog log = PublishedLog.read(board, server);
        faults.addAll(Reckoning.faults(opened.board(), board, log, ballots, voters));
        faults.addAll(watch.faults(log));
        servers.stop();
        faults.addAll(torn(data));
        findings.add(new Finding(
                "count",
                1,
                1,
                voters.answered(),
                0,
                List.of(log.ballots().size() + " ballots in the log; " + watch.count()
                        + " checkpoints seen, all of it"),
                faults));
    }

    /** What the server has left unfinished on its disk. */
    private List<String> torn(Path data) throws IOException, InterruptedException {
        List<String> faults = new ArrayList<>();
        try (Stream<Path> files = Files.walk(data)) {
            files.filter(file -> file.toString().endsWith(".part"))
                    .forEach(file -> faults.add("a file was left half written: " + data.relativize(file)));
        }
        Path log = folder.resolve("log");
        int status = OwnProgram.start(log, "fsck", List.of("fsck"), Map.of("URNA_DATA", data.toString()))
                .waitFor();
        if (status != 0) {
            faults.add("fsck, status " + status + ":\n" + Files.readString(OwnProgram.output(log, "fsck"))
                    + Files.readString(OwnProgram.errors(log, "fsck")));
        }
        return faults;
    }
}
