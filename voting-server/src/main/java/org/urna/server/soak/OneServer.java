// SPDX-License-Identifier: Apache-2.0
package org.urna.server.soak;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.urna.server.demo.Demo;
import org.urna.server.demo.TrialPoll;
import org.urna.server.trial.ReadyBallots;

/** One server on SQLite: its disk is full for a while, and thousands of connections want nothing or take their time. */
final class OneServer {

    private static final int DISK_BALLOTS = 60;
    private static final int HELD_BALLOTS = 200;
    private static final int DEVICES = 4;
    private static final long FULL_MILLIS = 4_000;
    private static final int BLOCK = 65_536;

    /** A voter among thousands of connections must not wait longer than one without them might. */
    private static final long LONGEST_MILLIS = 5_000;

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

    void run(List<Finding> findings, List<String> notDone) throws IOException, InterruptedException {
        Path disk = Files.createDirectories(folder.resolve("disk"));
        boolean small = SmallDisk.mount(disk);
        Servers servers = new Servers(
                folder.resolve("log"), Map.of("URNA_DATA", disk.resolve("data").toString()));
        try {
            URI server = servers.add().uri();
            Demo demo = Demo.on(server, servers.get(0).firstLink(), tools, disk.resolve("data"), progress);
            TrialPoll poll = TrialPoll.of(DISK_BALLOTS + HELD_BALLOTS);
            Demo.Opened opened = demo.open(poll);
            List<byte[]> ballots = ReadyBallots.make(opened, poll);
            Voters voters = new Voters(servers.addresses(), opened.election(), ballots);
            if (small) {
                findings.add(fillDisk(disk, server, opened.election(), voters));
            } else {
                notDone.add("disk full, for which a small file system must be mounted");
            }
            findings.add(hold(server, voters, ballots.size()));
            Demo.Outcome outcome =
                    demo.finish(opened, poll, List.copyOf(voters.receipts().values()));
            findings.add(new Finding(
                    "verifier",
                    1,
                    voters.answered(),
                    0,
                    outcome.status() == 0
                            ? List.of()
                            : List.of("status " + outcome.status() + "\n" + outcome.report())));
        } finally {
            servers.stop();
            if (small) {
                SmallDisk.unmount(disk);
            }
        }
    }

    /** While the disk is full nobody is told "refused", reading goes on; once there is room, casting does. */
    private Finding fillDisk(Path disk, URI server, String election, Voters voters)
            throws IOException, InterruptedException {
        voters.restartWatch();
        voters.begin(DEVICES, DISK_BALLOTS, 100);
        Thread.sleep(500);
        Path ballast = disk.resolve("ballast");
        fill(ballast);
        int before = voters.answered();
        Thread.sleep(FULL_MILLIS);
        List<String> faults = new ArrayList<>();
        if (voters.answered() > before + 2 * DEVICES) {
            faults.add("the disk was not full: ballots were taken all the time");
        }
        HttpResponse<Void> read = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(server + "/e/" + election + "/board/checkpoint"))
                                .build(),
                        HttpResponse.BodyHandlers.discarding());
        if (read.statusCode() != 200) {
            faults.add("the board cannot be read while the disk is full: " + read.statusCode());
        }
        Files.delete(ballast);
        voters.join();
        faults.addAll(voters.wrong());
        voters.refused().forEach((ballot, answer) -> faults.add("ballot " + ballot + " was refused: " + answer));
        return new Finding("disk full", 1, voters.answered(), voters.longest().toMillis(), faults);
    }

    private static void fill(Path ballast) throws IOException {
        byte[] block = new byte[BLOCK];
        try (OutputStream out = Files.newOutputStream(ballast)) {
            while (true) {
                out.write(block);
            }
        } catch (IOException full) {
            if (Files.size(ballast) == 0) {
                throw full;
            }
        }
    }

    private Finding hold(URI server, Voters voters, int last) throws IOException, InterruptedException {
        List<String> faults = new ArrayList<>();
        int before = voters.answered();
        try (HeldConnections held = new HeldConnections(server)) {
            held.idle(idle);
            held.slow(
                    slow, "POST /api/v1/elections HTTP/1.1\r\nHost: localhost\r\n".getBytes(StandardCharsets.US_ASCII));
            progress.println("  " + held.count() + " connections are held");
            progress.flush();
            if (held.count() < idle + slow) {
                faults.add("only " + held.count() + " connections could be opened");
            }
            voters.restartWatch();
            voters.begin(DEVICES, last, 20);
            voters.join();
        }
        faults.addAll(voters.wrong());
        if (voters.longest().toMillis() > LONGEST_MILLIS) {
            faults.add("a voter waited " + voters.longest().toMillis() + " ms");
        }
        return new Finding(
                "connections",
                idle + slow,
                voters.answered() - before,
                voters.longest().toMillis(),
                faults);
    }
}
