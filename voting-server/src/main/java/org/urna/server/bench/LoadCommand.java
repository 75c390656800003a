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

    static final String RISING = "rising";

    /** Voters at once while the machine warms up, and how often at most it may do so before it counts as warm. */
    private static final int WARMING = 64;

    private static final int MOST_WARM_UPS = 8;

    /** Who still gains this much from one stretch to the next is not warm. */
    private static final double GAIN = 1.08;

    /** What is offered to find the peak begins at this share of what the warm machine reached, and grows by a step each time. */
    private static final double FIRST = 0.8;

    private static final double STEP = 1.15;
    private static final int MOST_STEPS = 8;

    /** Who answers less than this share of what is offered is at the peak. */
    private static final double BEHIND = 0.93;

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
        double warm = warmUp(load, phases);
        double peak = 0;
        double offered = FIRST * warm;
        for (int step = 0; step < MOST_STEPS; step++) {
            Phase phase = tell(load.open(RISING, offered, seconds));
            phases.add(phase);
            peak = Math.max(peak, phase.perSecond());
            if (phase.shed() > 0 || phase.perSecond() < BEHIND * offered) {
                break;
            }
            offered *= STEP;
        }
        phases.add(tell(load.open(HALF, peak / 2, seconds)));
        phases.add(tell(load.open(OVERLOAD, 3 * peak, seconds)));
        ReadyBallots.write(receipts, load.receipts());
        load.close().toCompletionStage().toCompletableFuture().get();
        new JsonMapper().writeValue(figures.toFile(), phases);
        return 0;
    }

    /** Until two stretches have gained nothing: one alone may have been disturbed. */
    private double warmUp(Load load, List<Phase> phases) throws ExecutionException, InterruptedException {
        double best = 0;
        int idle = 0;
        for (int stretch = 0; stretch < MOST_WARM_UPS && idle < 2; stretch++) {
            Phase phase = tell(load.closed(WARM_UP, WARMING, seconds));
            phases.add(phase);
            idle = phase.perSecond() < GAIN * best ? idle + 1 : 0;
            best = Math.max(best, phase.perSecond());
        }
        return best;
    }

    private Phase tell(Future<Phase> running) throws ExecutionException, InterruptedException {
        Phase phase = running.toCompletionStage().toCompletableFuture().get();
        spec.commandLine().getErr().println(phase);
        return phase;
    }
}
