// SPDX-License-Identifier: Apache-2.0
package org.urna.verifier;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.urna.crypto.verify.Progress;
import org.urna.verifier.bench.Bench;
import org.urna.verifier.bench.BenchJson;
import org.urna.verifier.bench.BenchTable;
import org.urna.verifier.bench.Overlooked;
import org.urna.verifier.bench.Task;
import org.urna.verifier.show.SafeText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bench}: how fast this machine does the work of an election. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        header = "Measures how fast this machine does the work of an election.",
        description = {
            "Times are processor time of one thread for one item, the best of several rounds and their median; in v,"
                    + " they are divided by what openssl speed needs for an ECDSA P-256 verification in the same run,"
                    + " in b by what Bouncy Castle needs for one. Those of whole elections are the processor time of"
                    + " all threads for one ballot, collector and compiler included.",
            "Whatever verifies begins with published bytes, and must find a fault planted in them; if it does not, the"
                    + " status is 1. Ballots are made from a seed and are secret to nobody."
        })
final class BenchCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    CommandSpec spec;

    @Option(
            names = "--only",
            paramLabel = "NAME",
            description = "Measure only this row; may be given several times. One of: verify-ballot-5,"
                    + " verify-ballot-40, check-ballot-5, encrypt-ballot-5, shuffle-prove, shuffle-verify,"
                    + " make-election, verify-election.")
    List<String> only = List.of();

    @Option(
            names = "--ballots",
            paramLabel = "N",
            defaultValue = "10000",
            description = "Ballots of the whole election (default: ${DEFAULT-VALUE}).")
    int ballots;

    @Option(
            names = "--ciphertexts",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Ciphertexts of the shuffle (default: ${DEFAULT-VALUE}).")
    int ciphertexts;

    @Option(
            names = "--growth",
            paramLabel = "N",
            split = ",",
            description = "Measure the work after the close instead, at each of these numbers of ballots, such as"
                    + " 1000,10000,100000,490731: sums, logarithms, shuffle, decryption. Needs about 6 KB of heap for a"
                    + " ballot.")
    List<Integer> growth = List.of();

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "The same number gives the same ballots (default: ${DEFAULT-VALUE}).")
    long seed;

    @Option(
            names = "--keep",
            paramLabel = "DIR",
            description = "Make the board of the whole election in this empty folder and leave it there.")
    @Nullable
    Path keep;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the figures as JSON to FILE, too.")
    @Nullable
    Path json;

    @Override
    public Integer call() throws Exception {
        Bench.Plan plan =
                VerifierMain.usage(spec, () -> new Bench.Plan(tasks(), ballots, ciphertexts, growth, seed, keep));
        if (keep != null) {
            VerifierMain.requireEmpty(spec, keep);
        }
        PrintWriter err = spec.commandLine().getErr();
        VerifierMain.requireWritable(spec, json);
        Bench.Measured measured;
        try {
            measured = Run.with(
                    Progress.NONE,
                    resources -> Bench.run(plan, resources, what -> {
                        err.println("measuring: " + what);
                        err.flush();
                    }));
        } catch (Overlooked e) {
            err.println(SafeText.of(String.valueOf(e.getMessage())));
            err.flush();
            return Status.FAILED;
        }
        new BenchTable(spec.commandLine().getOut(), measured).print();
        if (json != null) {
            try (var file = Files.newBufferedWriter(json, StandardCharsets.US_ASCII)) {
                BenchJson.write(measured, file);
            }
        }
        return Status.PASSED;
    }

    private Set<Task> tasks() {
        return only.isEmpty()
                ? EnumSet.allOf(Task.class)
                : only.stream().map(Task::named).collect(Collectors.toSet());
    }
}
