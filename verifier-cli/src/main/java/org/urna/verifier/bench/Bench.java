// SPDX-License-Identifier: Apache-2.0
package org.urna.verifier.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.urna.crypto.verify.Resources;

/** Runs what was asked for, one after another, and checks that all of it does its work. */
public final class Bench {

    /**
     * What to measure.
     *
     * @param tasks in the order of {@link Task}
     * @param ballots of the whole election, at least 10
     * @param ciphertexts of the shuffle, at least 10
     * @param growth numbers of ballots, each at least 10, for which the work after the close is measured; nothing else is then
     * @param seed the same gives the same ballots
     * @param keep empty folder for the board, which is then left there; null for one that is deleted afterwards
     */
    public record Plan(
            Set<Task> tasks,
            int ballots,
            int ciphertexts,
            List<Integer> growth,
            long seed,
            @Nullable Path keep) {

        private static final int LEAST = 10;

        public Plan {
            if (ballots < LEAST || ciphertexts < LEAST || growth.stream().anyMatch(size -> size < LEAST)) {
                throw new IllegalArgumentException("less than " + LEAST + " is not worth measuring");
            }
            tasks = Set.copyOf(tasks);
            growth = List.copyOf(growth);
        }
    }

    /**
     * What came of it.
     *
     * @param unitMicros one ECDSA P-256 verification by OpenSSL, or nothing where that is not installed
     * @param referenceMicros one by Bouncy Castle
     */
    public record Measured(OptionalDouble unitMicros, double referenceMicros, List<Row> rows) {
        public Measured {
            rows = List.copyOf(rows);
        }
    }

    /** Ballots that a row of the growth is measured with at least. */
    private static final int GROWTH_LEAST = 20_000;

    private final Plan plan;
    private final Resources resources;
    private final Consumer<String> progress;
    private OptionalDouble unit = OptionalDouble.empty();

    private Bench(Plan plan, Resources resources, Consumer<String> progress) {
        this.plan = plan;
        this.resources = resources;
        this.progress = progress;
    }

    /**
     * Measures.
     *
     * @param progress told in words what is being measured
     * @throws Overlooked if something did not do its work
     */
    public static Measured run(Plan plan, Resources resources, Consumer<String> progress) throws Exception {
        return new Bench(plan, resources, progress).run();
    }

    private Measured run() throws Exception {
        unit();
        double reference = Reference.micros();
        List<Row> rows = plan.growth().isEmpty() ? tasks() : growth();
        unit();
        return new Measured(unit, reference, rows);
    }

    private List<Row> growth() throws Exception {
        List<Row> rows = new ArrayList<>();
        progress.accept("a round to warm up");
        List<Row> unused = growth(plan.growth().get(0));
        for (int ballots : plan.growth()) {
            progress.accept(ballots + " ballots after the close");
            rows.addAll(growth(ballots));
        }
        // Each work with all its sizes, in the order in which they are done.
        return rows.stream()
                .collect(Collectors.groupingBy(
                        row -> row.name().substring(0, row.name().lastIndexOf('-')),
                        LinkedHashMap::new,
                        Collectors.toList()))
                .values()
                .stream()
                .flatMap(List::stream)
                .toList();
    }

    private List<Row> growth(int ballots) throws Exception {
        return new GrowthRows(plan.seed(), ballots, GROWTH_LEAST, resources.work()).rows();
    }

    private List<Row> tasks() throws Exception {
        Path folder = plan.keep() == null ? Files.createTempDirectory("urna-bench") : plan.keep();
        try {
            ElectionRows elections = new ElectionRows(plan.seed(), plan.ballots(), folder, resources);
            BallotRows ballots = new BallotRows(plan.seed());
            ShuffleRows shuffles = new ShuffleRows(plan.seed(), plan.ciphertexts());
            List<Row> rows = new ArrayList<>();
            for (Task task : Task.values()) {
                if (plan.tasks().contains(task)) {
                    progress.accept(task.id());
                    rows.add(measure(task, ballots, shuffles, elections));
                }
            }
            return rows;
        } finally {
            if (plan.keep() == null) {
                delete(folder);
            }
        }
    }

    private static Row measure(Task task, BallotRows ballots, ShuffleRows shuffles, ElectionRows elections)
            throws Exception {
        return switch (task) {
            case VERIFY_BALLOT_5 -> ballots.verify(task, new Poll(5));
            case VERIFY_BALLOT_40 -> ballots.verify(task, new Poll(40));
            case CHECK_BALLOT_5 -> ballots.checkAlone(task, new Poll(5));
            case ENCRYPT_BALLOT_5 -> ballots.encrypt(task, new Poll(5));
            case SHUFFLE_PROVE -> shuffles.prove(task);
            case SHUFFLE_VERIFY -> shuffles.verify(task);
            case MAKE_ELECTION -> elections.make(task);
            case VERIFY_ELECTION -> elections.verify(task);
        };
    }

    /** The best of several tries, as the rows are: before and after them. */
    private void unit() throws InterruptedException {
        progress.accept("openssl speed");
        OptionalDouble now = OpenSsl.micros();
        if (now.isPresent() && (unit.isEmpty() || now.getAsDouble() < unit.getAsDouble())) {
            unit = now;
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
