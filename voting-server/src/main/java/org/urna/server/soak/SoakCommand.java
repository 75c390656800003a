// SPDX-License-Identifier: Apache-2.0
package org.urna.server.soak;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.urna.crypto.MalformedException;
import org.urna.server.trial.PostgreSqlCluster;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code soak}: torments servers of its own and says whether anything was lost. */
@Command(
        name = "soak",
        mixinStandardHelpOptions = true,
        header =
                "Kills, freezes and starves servers of its own while ballots are cast, and checks that nothing is lost.",
        description = {
            "Two servers on one PostgreSQL take the ballots of a whole election while servers and database are killed, frozen, stopped"
                    + " between two steps of a cast, and the clock jumps; then it is closed with voters on both servers, counted, and"
                    + " verified by the verifier. Every voter must have a receipt that holds, every ballot a voter, every checkpoint that"
                    + " was ever published must be of the one log.",
            "Then a server on SQLite has its disk filled and freed (as root, on a file system of 64 MB in memory), and is held by thousands"
                    + " of idle and slow connections while voters cast.",
            "Where it is asked for, another server takes ten ballots a second for long, beside all that, and its memory must not become"
                    + " more.",
            "A fault that no voter met counts as not survived. Where the time is over before a fault was done as often as is asked, it"
                    + " says how often it was done.",
            "Status 1 if anything is wrong, 3 if a part could not be done here."
        })
public final class SoakCommand implements Callable<Integer> {

    private static final int INCOMPLETE = 3;
    private static final int MOST_STEADY = 24 * 60;
    private static final int FULL_STEADY = 120;
    private static final int MINUTES = 120;
    private static final int FULL_MINUTES = 240;
    private static final String LINE = "%-12s %14s %9s %16s   %s%n";

    /** Parts of the soak, as they are written on the command line. */
    enum Part {
        /** Two servers on PostgreSQL. */
        servers,
        /** One server on SQLite. */
        one,
        /** One server, for long. */
        steady
    }

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(
            names = "--each",
            paramLabel = "N",
            description = "How often each fault is done, a crash at least once at each of the five steps of a cast"
                    + " (default: ${DEFAULT-VALUE}).",
            defaultValue = "100")
    private int each;

    @Option(
            names = "--full",
            description =
                    "The full figures instead: 1000 kills, 100 crashes at each of the five steps of a cast, 100 times"
                            + " every other fault, two hours of --steady. Takes somewhat longer than two hours on two cores.")
    private boolean full;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Decides when and how (default: the time; it is printed).")
    private @Nullable Long seed;

    @Option(
            names = "--minutes",
            paramLabel = "N",
            description = "No fault begins later than that after the first; each has its share of the time (default:"
                    + " 120; with --full, 240, which is enough).")
    private @Nullable Integer minutes;

    @Option(
            names = "--idle",
            paramLabel = "N",
            description = "Idle connections to hold (default: ${DEFAULT-VALUE}).",
            defaultValue = "10000")
    private int idle;

    @Option(
            names = "--slow",
            paramLabel = "N",
            description = "Slow connections to hold (default: ${DEFAULT-VALUE}).",
            defaultValue = "5000")
    private int slow;

    @Option(
            names = "--steady",
            paramLabel = "MINUTES",
            description =
                    "Minutes of casting at ten ballots a second with a look at the heap (default: none; with --full,"
                            + " 120).")
    private @Nullable Integer steady;

    @Option(
            names = "--only",
            paramLabel = "PART",
            description = "Do only this part; may be given several times. One of: ${COMPLETION-CANDIDATES}.")
    private Set<Part> only = EnumSet.noneOf(Part.class);

    @Option(
            names = "--postgresql-programs",
            paramLabel = "DIR",
            description = "Folder of initdb and postgres, if they are not where they usually are.")
    private @Nullable Path programs;

    @Option(names = "--tools", paramLabel = "DIR", description = "Folder of trustee.jar and verifier.jar.")
    private @Nullable Path tools;

    @Option(names = "--data", paramLabel = "DIR", description = "Keep everything there instead of deleting it.")
    private @Nullable Path data;

    @Override
    public Integer call() throws Exception {
        if (each < 1) {
            throw new ParameterException(spec.commandLine(), "--each: at least 1");
        }
        if (minutes() < 1 || idle < 0 || slow < 0) {
            throw new ParameterException(
                    spec.commandLine(), "--minutes: at least 1; --idle and --slow: not less than none");
        }
        if (steadyMinutes() < 0 || steadyMinutes() > MOST_STEADY) {
            throw new ParameterException(
                    spec.commandLine(), "--steady: 0 to " + MOST_STEADY + " minutes, which is a day");
        }
        if (only.contains(Part.steady) && steadyMinutes() == 0) {
            throw new ParameterException(spec.commandLine(), "--only steady: say how long, with --steady");
        }
        long seeds = seed == null ? System.nanoTime() : seed;
        out().println("seed " + seeds);
        out().flush();
        Path folder = data == null ? Files.createTempDirectory("urna-soak") : Files.createDirectories(data);
        // PostgreSQL, which may be another user, has its folder below.
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        boolean well = false;
        try {
            List<Finding> findings = Collections.synchronizedList(new ArrayList<>());
            List<String> notDone = Collections.synchronizedList(new ArrayList<>());
            run(folder, seeds, findings, notDone);
            print(findings, notDone);
            well = findings.stream().allMatch(Finding::isWell);
            return !well ? 1 : notDone.isEmpty() ? 0 : INCOMPLETE;
        } finally {
            if (data == null && well) {
                delete(folder);
            } else {
                spec.commandLine().getErr().println("what the programs printed is in " + folder);
            }
        }
    }

    /** Casting for long needs little of the machine but its time, so it is done beside the other parts. */
    private void run(Path folder, long seeds, List<Finding> findings, List<String> notDone)
            throws IOException, InterruptedException, ExecutionException {
        FutureTask<Void> casting = new FutureTask<>(() -> castSteadily(folder, findings, notDone), null);
        Thread beside = new Thread(casting, "steady casting");
        beside.setDaemon(true);
        beside.start();
        torment(folder, seeds, findings, notDone);
        casting.get();
    }

    private void torment(Path folder, long seeds, List<Finding> findings, List<String> notDone) throws IOException {
        Optional<Path> postgresql = PostgreSqlCluster.programs(programs);
        if (isAsked(Part.servers) && postgresql.isEmpty()) {
            notDone.add("two servers on PostgreSQL, which is not installed here");
        } else if (isAsked(Part.servers)) {
            ManyServers many = new ManyServers(
                    folder(folder, Part.servers),
                    postgresql.orElseThrow(),
                    tools,
                    often(),
                    seeds,
                    Duration.ofMinutes(minutes()),
                    progress());
            part("two servers", findings, () -> many.run(findings, notDone));
        }
        if (isAsked(Part.one)) {
            OneServer one = new OneServer(folder(folder, Part.one), tools, idle, slow, progress());
            part("one server", findings, () -> one.run(findings, notDone));
        }
    }

    private void castSteadily(Path folder, List<Finding> findings, List<String> notDone) {
        if (isAsked(Part.steady) && steadyMinutes() > 0) {
            part(
                    "steady",
                    findings,
                    () -> new SteadyCasting(
                                    folder(folder, Part.steady), tools, Duration.ofMinutes(steadyMinutes()), progress())
                            .run(findings, notDone));
        }
    }

    private boolean isAsked(Part part) {
        return only.isEmpty() || only.contains(part);
    }

    private static Path folder(Path folder, Part part) throws IOException {
        return Files.createDirectories(folder.resolve(part.name()));
    }

    private int minutes() {
        return minutes != null ? minutes : full ? FULL_MINUTES : MINUTES;
    }

    private int steadyMinutes() {
        return steady != null ? steady : full ? FULL_STEADY : 0;
    }

    private ToIntFunction<Fault> often() {
        return full ? Fault::full : fault -> fault.times(each);
    }

    /** What is done in a part, which may break off. */
    private interface Work {
        void run() throws IOException, InterruptedException, SQLException, MalformedException;
    }

    /** What was found before it broke off is not lost by that. */
    private static void part(String name, List<Finding> findings, Work work) {
        try {
            work.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            findings.add(new Finding(name, 0, 1, 0, 0, List.of(), List.of("broken off")));
        } catch (IOException | SQLException | MalformedException | RuntimeException e) {
            findings.add(new Finding(name, 0, 1, 0, 0, List.of(), List.of("broke off: " + e)));
        }
    }

    private void print(List<Finding> findings, List<String> notDone) {
        out().printf(Locale.ROOT, LINE, "fault", "times", "receipts", "longest wait ms", "");
        for (Finding finding : findings) {
            out().printf(
                            Locale.ROOT,
                            LINE,
                            finding.name(),
                            finding.times() + " of " + finding.asked(),
                            finding.ballots(),
                            finding.longestMillis(),
                            finding.isWell() ? "nothing lost" : "NOT WELL");
            finding.faults().forEach(fault -> out().println("  WRONG: " + fault));
            if (finding.isWell() && finding.times() < finding.asked()) {
                out().println("  the time was over (--minutes " + minutes() + "): " + finding.times()
                        + " times instead of " + finding.asked());
            }
            finding.notes().forEach(note -> out().println("  " + note));
        }
        notDone.forEach(each -> out().println("not done: " + each));
        out().flush();
    }

    private PrintWriter progress() {
        return spec.commandLine().getErr();
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
