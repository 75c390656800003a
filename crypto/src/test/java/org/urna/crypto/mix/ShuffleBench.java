// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.mix;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.urna.crypto.Verdict;
import org.urna.crypto.group.Entropy;
import org.urna.crypto.work.Work;

/**
 * Prints what shuffling costs, in microseconds of processor time and in units of one {@code openssl} ECDSA P-256 verification on the same
 * machine: {@code ShuffleBench [ballots…]}. No test: nothing depends on how fast a machine is.
 */
public final class ShuffleBench {

    private ShuffleBench() {}

    public static void main(String[] arguments) throws Exception {
        MixFixture fixture = new MixFixture();
        Work work = Work.ofCaller();
        double unit = unit();
        System.out.printf(Locale.ROOT, "one verification by openssl: %.1f µs%n", unit);
        Ciphertexts warm = fixture.ballots(300, 1);
        for (int i = 0; i < 3; i++) {
            Shuffled shuffled = ShuffleProver.shuffle(fixture.place, warm, Entropy.secure(), work);
            Verdict unused = fixture.verify(warm, shuffled);
        }
        for (String argument : arguments.length == 0 ? new String[] {"1000"} : arguments) {
            int n = Integer.parseInt(argument);
            Ciphertexts input = fixture.ballots(n, 1);
            time("generators", n, unit, () -> Generators.upTo(n, work));
            Shuffled shuffled =
                    time("prove", n, unit, () -> ShuffleProver.shuffle(fixture.place, input, Entropy.secure(), work));
            Verdict verdict = time(
                    "verify",
                    n,
                    unit,
                    () -> ShuffleVerifier.verify(
                            fixture.place, input, shuffled.output(), shuffled.proof(), Entropy.secure(), work));
            if (!verdict.isAccepted()) {
                throw new AssertionError(verdict);
            }
        }
    }

    private static <T> T time(String what, int n, double unit, Supplier<T> task) {
        var bean = ManagementFactory.getThreadMXBean();
        long before = bean.getCurrentThreadCpuTime();
        T result = task.get();
        double micros = (bean.getCurrentThreadCpuTime() - before) / 1000.0 / n;
        System.out.printf(Locale.ROOT, "%8d  %-10s %8.1f µs a ciphertext  %6.2f v%n", n, what, micros, micros / unit);
        return result;
    }

    /** Microseconds of one verification. */
    private static double unit() throws Exception {
        Process process = new ProcessBuilder("openssl", "speed", "-seconds", "2", "ecdsap256")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            Pattern line = Pattern.compile("256 bits? ecdsa.*\\s([0-9.]+)s?\\s+[0-9.]+\\s+([0-9.]+)\\s*$");
            for (String text = out.readLine(); text != null; text = out.readLine()) {
                Matcher matcher = line.matcher(text);
                if (matcher.find()) {
                    return 1_000_000 / Double.parseDouble(matcher.group(2));
                }
            }
        }
        throw new IllegalStateException("openssl gives no figure");
    }
}
