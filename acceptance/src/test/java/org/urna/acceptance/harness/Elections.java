// SPDX-License-Identifier: Apache-2.0
package org.urna.acceptance.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Elections that several tests start from, made once. Nobody changes them: a test that would takes a copy. */
public final class Elections {

    /** Members on the roll. */
    public static final int MEMBERS = 72;

    /** Members who voted in the finished election. */
    public static final int VOTERS = 24;

    private static @Nullable Election open;
    private static @Nullable Election everyKind;
    private static @Nullable Finished finished;

    private Elections() {}

    /**
     * A finished election.
     *
     * @param election with its server stopped
     * @param folder its board, copied
     * @param boardKey the key that signs it
     * @param fingerprint {@code E}, in hexadecimal
     * @param voters who voted, in any order
     * @param receipts of each of them, in the same order
     * @param challenged a ballot that was made and not cast
     * @param verified the verifier's run over HTTP
     */
    public record Finished(
            Election election,
            Path folder,
            String boardKey,
            String fingerprint,
            List<Voter> voters,
            List<String> receipts,
            Voter challenged,
            Ended verified) {

        public BoardCopy board() {
            return BoardCopy.of(folder);
        }
    }

    /**
     * An open election in which nobody has voted; its server is stopped. {@code -Durna.election.open=DIR} takes one that an earlier run left
     * under {@code target/elections}.
     */
    public static synchronized Election open() {
        String kept = System.getProperty("urna.election.open");
        if (open == null && kept != null) {
            open = kept(new Home(Path.of(kept)));
        }
        if (open == null) {
            Home home = Home.create("open");
            try (ServerProcess server = ServerProcess.start(home, Map.of())) {
                open = Election.open(home, server, MEMBERS);
            }
        }
        return open;
    }

    /**
     * An open election in two languages with a contest of every kind, in which nobody has voted; its server is stopped. Every other member
     * (0, 2, …) has all contests, the others the first only. {@code -Durna.election.every=DIR} takes one that an earlier run left.
     */
    public static synchronized Election everyKind() {
        String kept = System.getProperty("urna.election.every");
        if (everyKind == null && kept != null) {
            everyKind = kept(new Home(Path.of(kept)));
        }
        if (everyKind == null) {
            Home home = Home.create("every");
            try (ServerProcess server = ServerProcess.start(home, Map.of())) {
                everyKind = Election.open(home, server, MEMBERS, EveryKind::of, EveryKind.UPLOADS);
            }
        }
        return everyKind;
    }

    /**
     * A new open election by rankings (see {@link RankedDraft}) on a running server.
     *
     * @param members on the roll; every other one (0, 2, …) has both contests on the paper
     */
    public static Election ranked(Home home, ServerProcess server, int members) {
        return Election.open(home, server, members, RankedDraft::of, List.of());
    }

    private static Election kept(Home home) {
        String[] elections =
                Objects.requireNonNull(home.data().resolve("outbox").toFile().list());
        return new Election(home, elections[0]);
    }

    /** A finished election. */
    public static synchronized Finished finished() {
        if (finished == null) {
            Election election = open().in(open().home().copy("finished"));
            try (ServerProcess server = ServerProcess.start(election.home(), Map.of())) {
                finished = finish(election, server.http());
            }
        }
        return finished;
    }

    private static Finished finish(Election election, Http http) {
        PollingBooth booth = election.booth(http);
        List<String> codes = election.codes();
        List<Voter> voters = new ArrayList<>();
        List<String> receipts = new ArrayList<>();
        for (int member = 0; member < VOTERS; member++) {
            Voter voter = booth.encrypt(member, codes.get(member));
            voters.add(voter);
            receipts.add(booth.cast(http, voter));
        }
        election.close(http);
        election.tally(http);
        Path folder = election.home().folder().resolve("board");
        write(election.board(http), folder);
        return new Finished(
                election,
                folder,
                election.boardKey(http),
                booth.fingerprint().hex(),
                List.copyOf(voters),
                List.copyOf(receipts),
                booth.encrypt(VOTERS, codes.get(VOTERS)),
                election.verify(http));
    }

    /** Writes a board's files into a folder. */
    public static void write(BoardCopy board, Path folder) {
        board.files().forEach((path, bytes) -> {
            try {
                Path file = folder.resolve(path);
                Files.createDirectories(file.getParent());
                Files.write(file, bytes);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
    }
}
