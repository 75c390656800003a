// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.ballot;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.urna.crypto.proof.Batch;
import org.urna.crypto.record.Ballot;
import org.urna.crypto.record.CastRequest;
import org.urna.crypto.record.Hash;

/**
 * Prints what reading and checking a ballot costs, in microseconds of one thread's processor time and in verifications of ECDSA P-256 by
 * {@code openssl speed} on the same machine, where that is installed. Arguments: number of ballots in a batch (256).
 */
public final class BallotBenchmark {

    private static final int ROUNDS = 9;

    private final BallotFixture fixture = new BallotFixture();
    private final double unit = unit();

    private BallotBenchmark() {}

    public static void main(String[] args) throws Exception {
        int ballots = args.length > 0 ? Integer.parseInt(args[0]) : 256;
        BallotBenchmark benchmark = new BallotBenchmark();
        System.out.printf("unit v = %.1f us%n", benchmark.unit);
        benchmark.run("5 options", new AdditiveForm("five", 5, 0, 1, 1, false), ballots);
        benchmark.run("40 options", new AdditiveForm("forty", 40, 0, 1, 1, false), Math.max(1, ballots / 8));
    }

    private void run(String name, AdditiveForm form, int count) throws Exception {
        List<ContestForm> style = List.of(form);
        List<CastRequest> requests = new ArrayList<>();
        List<byte[]> written = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            requests.add(fixture.sign(fixture.ballot(style, Choices.of(form.options(), 2))));
            written.add(requests.get(i).ballot().write());
        }
        List<Ballot> read = new ArrayList<>();
        row(name + ", read", count, () -> {
            read.clear();
            for (byte[] bytes : written) {
                read.add(Ballot.read(bytes));
            }
            return !read.isEmpty();
        });
        row(name + ", check in a batch of " + count, count, () -> {
            Batch<BallotClaim<Integer>> batch = new Batch<>();
            for (int i = 0; i < count; i++) {
                Hash hash = Hash.sha256(written.get(i));
                fixture.check.addTo(batch, i, read.get(i), hash, requests.get(i).signature(), style);
            }
            return batch.check(fixture.entropy).culprits().isEmpty();
        });
        row(
                name + ", check alone",
                1,
                () -> fixture.check(requests.get(0), style).isAccepted());
    }

    private void row(String name, int count, Callable<Boolean> work) throws Exception {
        double best = Double.MAX_VALUE;
        int rounds = count == 1 ? 100 * ROUNDS : ROUNDS;
        for (int i = 0; i < rounds; i++) {
            long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            if (!work.call()) {
                throw new AssertionError(name);
            }
            long end = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            best = Math.min(best, (end - start) / 1e3 / count);
        }
        System.out.printf("%-40s %10.1f us %8.2f v%n", name, best, best / unit);
    }

    /** Microseconds of one verification; NaN without OpenSSL. */
    private static double unit() {
        try {
            Process process = new ProcessBuilder("openssl", "speed", "-seconds", "2", "ecdsap256")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try (BufferedReader out =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                String last = out.lines().reduce("", (before, line) -> line);
                return 1e6 / Double.parseDouble(last.substring(last.lastIndexOf(' ') + 1));
            }
        } catch (IOException | NumberFormatException e) {
            return Double.NaN;
        }
    }
}
