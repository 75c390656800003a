// SPDX-License-Identifier: Apache-2.0
package org.urna.verifier;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.urna.crypto.log.NoteSigningKey;
import org.urna.crypto.verify.Anchors;
import org.urna.crypto.verify.Board;
import org.urna.crypto.verify.Following;
import org.urna.crypto.verify.Phase;
import org.urna.crypto.verify.Progress;
import org.urna.crypto.verify.Verified;
import org.urna.verifier.http.ServedBooth;
import org.urna.verifier.http.Webhook;
import org.urna.verifier.http.WitnessServer;
import org.urna.verifier.show.ReportText;
import org.urna.verifier.watch.Alarms;
import org.urna.verifier.watch.Booth;
import org.urna.verifier.watch.Memory;
import org.urna.verifier.watch.Watcher;
import org.urna.verifier.watch.WitnessKey;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code watch PLACE}: follows an election until it is over or something is wrong. */
@Command(
        name = "watch",
        mixinStandardHelpOptions = true,
        header = "Follows an election: checks every ballot as it comes, and raises the alarm.",
        description = {
            "What was seen last is kept in the folder of --state, so that nothing can be taken back while the watcher"
                    + " is away.",
            "It ends with status 1 when the board forked, was rewound, failed a check, or the voters' program was"
                    + " changed;",
            "what passes (a board out of reach, a late opening or close, silent witnesses) is told and watched on.",
            "When the election is over everything is verified once more, and the status is that of the verification."
        })
final class WatchCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    CommandSpec spec;

    @Parameters(paramLabel = "PLACE", description = "Address or folder of the board.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    String place;

    @Option(names = "--state", required = true, paramLabel = "DIR", description = "Folder for what is remembered.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    Path state;

    @Option(
            names = "--interval",
            paramLabel = "SECONDS",
            defaultValue = "30",
            description = "Time from one look to the next (standard: ${DEFAULT-VALUE}).")
    int interval;

    @Option(
            names = "--once",
            description = "Look once, and end: for a scheduler. Status 3 where something passing is wrong.")
    boolean once;

    @Option(
            names = "--listen",
            paramLabel = "HOST:PORT",
            description = "Co-sign as a witness: POST /add-checkpoint here. Needs a key made with witness-key.")
    @Nullable
    String listen;

    @Option(names = "--webhook", paramLabel = "URL", description = "Post each alarm there, as JSON.")
    @Nullable
    URI webhook;

    @Mixin
    @SuppressWarnings("NullAway.Init") // set by picocli
    AnchorOptions anchorOptions;

    @Override
    public Integer call() throws Exception {
        Anchors anchors = VerifierMain.usage(spec, anchorOptions::read);
        Board board = VerifierMain.open(spec, place);
        if (interval < 1) {
            throw VerifierMain.wrong(spec, "an interval has at least a second");
        }
        PrintWriter err = spec.commandLine().getErr();
        Consumer<String> hook =
                VerifierMain.usage(spec, () -> webhook == null ? line -> {} : new Webhook(webhook, err::println));
        try (Memory memory = VerifierMain.usage(spec, () -> Memory.open(state))) {
            Alarms alarms = new Alarms(place, state.resolve("alarms.jsonl"), err, hook, Clock.systemUTC());
            return Run.with(Progress.NONE, resources -> {
                Following following = new Following(board, anchors, resources);
                Booth booth = place.contains("://") ? new ServedBooth(URI.create(place)) : Booth.NONE;
                Watcher watcher = new Watcher(board, following, memory, alarms, booth, Clock.systemUTC());
                Optional<WitnessServer> witness = listen(watcher, err);
                try {
                    return watch(watcher, alarms, board, anchors);
                } finally {
                    witness.ifPresent(WitnessServer::close);
                }
            });
        }
    }

    private Optional<WitnessServer> listen(Watcher watcher, PrintWriter err) throws IOException {
        if (listen == null) {
            return Optional.empty();
        }
        NoteSigningKey key = WitnessKey.read(state)
                .orElseThrow(
                        () -> VerifierMain.wrong(spec, "there is no witness key in " + state + ": run witness-key"));
        int colon = listen.lastIndexOf(':');
        if (colon < 1 || !listen.substring(colon + 1).matches("[0-9]{1,5}")) {
            throw VerifierMain.wrong(spec, "--listen takes HOST:PORT");
        }
        InetSocketAddress address =
                new InetSocketAddress(listen.substring(0, colon), Integer.parseInt(listen.substring(colon + 1)));
        WitnessServer server = WitnessServer.start(address, watcher.witness(key, Clock.systemUTC()));
        err.println("witness " + key.publicKey());
        err.println("listening on http://" + listen.substring(0, colon) + ":" + server.port() + "/add-checkpoint");
        err.flush();
        return Optional.of(server);
    }

    private int watch(Watcher watcher, Alarms alarms, Board board, Anchors anchors) throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        long told = -1;
        while (true) {
            watcher.pass();
            if (watcher.size() != told) {
                told = watcher.size();
                out.println(told + " entries checked, phase "
                        + watcher.phase().name().toLowerCase(Locale.ROOT).replace('_', ' '));
                out.flush();
            }
            if (alarms.isLasting()) {
                return Status.FAILED;
            }
            if (watcher.phase() == Phase.FINAL || watcher.phase() == Phase.VOID) {
                return end(board, anchors, alarms);
            }
            if (once) {
                return alarms.isAny() ? Status.NOT_CHECKED : Status.PASSED;
            }
            alarms.rest(interval);
        }
    }

    private int end(Board board, Anchors anchors, Alarms alarms) throws Exception {
        PrintWriter err = spec.commandLine().getErr();
        err.println("the election is over: everything is verified once more");
        err.flush();
        Verified verified = Run.verify(board, anchors, err);
        new ReportText(spec.commandLine().getOut()).print(verified);
        int status = Status.of(verified.report().overall());
        return status == Status.PASSED && alarms.isAny() ? Status.NOT_CHECKED : status;
    }
}
