// SPDX-License-Identifier: Apache-2.0
package org.urna.server.bench;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vertx.core.Future;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.urna.server.trial.ReadyBallots;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code load}: the generator that {@code bench} starts as a process of its own. */
@Command(name = "load", hidden = true, header = "Sends ballots that are ready; bench starts it.")
public final class LoadCommand implements Callable<Integer> {

    static final String WARM_UP = "warm-up";
    static final String HALF = "half of the peak";
    static final String OVERLOAD = "three times the peak";

    /** Voters at once while the machine warms up. */
    private static final int WARMING = 64;

    /** Shares of what the warm-up reached that are then offered, to find the peak. */
    private static final double[] STEPS = {0.9, 1.0, 1.15};

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(names = "--server", required = true)
    @SuppressWarnings("NullAway.Init") // set by picocli
    private URI server;

    @Option(names = "--pid", required = true)
    private long pid;

    @Option(names = "--election", required = true)
    @SuppressWarnings("NullAway.Init") // set by picocli
    private String election;

    @Option(names = "--ballots", required = true)
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path ballots;

    @Option(names = "--receipts", required = true)
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path receipts;

    @Option(names = "--figures", required = true)
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path figures;

    @Option(names = "--seconds", required = true)
    private double seconds;

    @Option(names = "--seed", required = true)
    private long seed;

    @Override
    public Integer call() throws Exception {
        ProcessHandle process = ProcessHandle.of(pid).orElseThrow(() -> new IOException("no such process"));
        Load load = new Load(server, election, ReadyBallots.read(ballots), process, seed);
        List<Phase> phases = new ArrayList<>();
        Phase warm = tell(load.closed(WARM_UP, WARMING, 2 * seconds));
        phases.add(warm);
        double peak = 0;
        for (double step : STEPS) {
            Phase phase = tell(load.open("rising", step * warm.perSecond(), seconds));
            phases.add(phase);
            peak = Math.max(peak, phase.perSecond());
        }
        phases.add(tell(load.open(HALF, peak / 2, seconds)));
        phases.add(tell(load.open(OVERLOAD, 3 * peak, seconds)));
        ReadyBallots.write(receipts, load.receipts());
        load.close().toCompletionStage().toCompletableFuture().get();
        new JsonMapper().writeValue(figures.toFile(), phases);
        return 0;
    }

    private Phase tell(Future<Phase> running) throws ExecutionException, InterruptedException {
        Phase phase = running.toCompletionStage().toCompletableFuture().get();
        spec.commandLine().getErr().println(phase);
        return phase;
    }
}
