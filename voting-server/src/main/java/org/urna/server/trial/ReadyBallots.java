// SPDX-License-Identifier: Apache-2.0
package org.urna.server.trial;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.urna.crypto.MalformedException;
import org.urna.crypto.ballot.Answer;
import org.urna.crypto.ballot.BallotSignature;
import org.urna.crypto.ballot.SealedBallot;
import org.urna.crypto.credential.Credential;
import org.urna.crypto.credential.VotingCode;
import org.urna.crypto.group.Entropy;
import org.urna.server.demo.Demo;
import org.urna.server.demo.Poll;
import org.urna.server.demo.VoterBoard;

/** Ballots made before the time is taken: what voters' devices are about to send. Each is under a credential of its own. */
public final class ReadyBallots {

    private ReadyBallots() {}

    /** Encrypts and signs the ballots of all who vote, on all cores, with real secrets. */
    public static List<byte[]> make(Demo.Opened opened, Poll poll) throws IOException, InterruptedException {
        Map<String, List<Answer>> answers = poll.answers();
        ExecutorService devices =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        try {
            List<Callable<byte[]>> tasks = new ArrayList<>();
            answers.forEach((member, answer) -> tasks.add(
                    () -> ballot(opened.board(), answer, opened.codes().getOrDefault(member, ""))));
            List<byte[]> ballots = new ArrayList<>();
            for (Future<byte[]> each : devices.invokeAll(tasks)) {
                ballots.add(each.get());
            }
            return ballots;
        } catch (ExecutionException e) {
            throw new IOException("a ballot could not be made: " + e.getCause(), e);
        } finally {
            devices.shutdownNow();
        }
    }

    private static byte[] ballot(VoterBoard board, List<Answer> answers, String code) throws MalformedException {
        Entropy entropy = Entropy.secure();
        Credential credential = Credential.derive(board.manifest().election().bytes(), VotingCode.parse(code));
        SealedBallot sealed = board.encryption()
                .encrypt(board.paper(credential.publicKey()), credential.publicKey(), answers, entropy);
        return BallotSignature.sign(sealed.ballot(), credential, entropy).write();
    }

    /** Writes ballots, or anything else in numbers, into a file: each after its length in four bytes. */
    public static void write(Path file, List<byte[]> ballots) throws IOException {
        try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
            for (byte[] ballot : ballots) {
                out.writeInt(ballot.length);
                out.write(ballot);
            }
        }
    }

    /** Reads what {@link #write} wrote. */
    public static List<byte[]> read(Path file) throws IOException {
        List<byte[]> ballots = new ArrayList<>();
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            while (true) {
                int length;
                try {
                    length = in.readInt();
                } catch (EOFException e) {
                    return ballots;
                }
                ballots.add(in.readNBytes(length));
            }
        }
    }
}
