// SPDX-License-Identifier: Apache-2.0
package org.urna.trustee.tally;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.urna.crypto.MalformedException;
import org.urna.crypto.Verdict;
import org.urna.crypto.mix.MixPlace;
import org.urna.crypto.mix.ShuffleProver;
import org.urna.crypto.mix.ShuffleVerifier;
import org.urna.crypto.mix.Shuffled;
import org.urna.crypto.record.Artifact;
import org.urna.crypto.record.Hash;
import org.urna.crypto.record.Shuffle;
import org.urna.crypto.threshold.TrusteeShare;
import org.urna.crypto.verify.ClosedBoard;
import org.urna.crypto.verify.MixState;
import org.urna.crypto.work.Work;
import org.urna.trustee.RefusedException;
import org.urna.trustee.board.ElectionBoard;
import org.urna.trustee.ceremony.Outbox;
import org.urna.trustee.ceremony.Seat;
import org.urna.trustee.keyfile.AgreedRoot;
import org.urna.trustee.terminal.Meter;
import org.urna.trustee.terminal.Terminal;

/**
 * Mixes the ranked contests of the board that enough trustees have agreed on, this one among them, each once and never again: what
 * this program itself put together from the ballots, or what the mixer before proved to be the same ballots. Output and proof are on the
 * disk and the signed message in the key file before the first byte leaves.
 */
public final class Mixing {

    private final Seat seat;
    private final ClosedElection election;
    private final Outbox outbox;
    private final Set<MixPart> displaced = new HashSet<>();
    private final List<Mixed> mixed = new ArrayList<>();

    /** @param terminal where the verdicts are shown */
    public Mixing(Seat seat, Terminal terminal) {
        this.seat = seat;
        this.election = new ClosedElection(seat, terminal);
        this.outbox = new Outbox(seat);
    }

    /** A shuffle that this run handed over. */
    public record Mixed(MixPart part, int ballots, Shuffle message) {}

    /**
     * What came of it.
     *
     * @param election {@code E}
     * @param trustee index, from 1
     * @param mixed what this run handed over
     * @param parts all that is to be mixed in this election
     */
    public record Done(Hash election, int trustee, List<Mixed> mixed, List<MixPart> parts) {
        public Done {
            mixed = List.copyOf(mixed);
            parts = List.copyOf(parts);
        }
    }

    /**
     * Mixes every contest and section in this trustee's turn, and waits for it.
     *
     * @param stepIn whether to mix what is another trustee's turn
     * @throws RefusedException if the board does not verify, or is not the one that this trustee has agreed to
     */
    public Done run(boolean stepIn) throws IOException, RefusedException, MalformedException, InterruptedException {
        AgreedRoot root = election.agreedBefore();
        while (true) {
            ElectionBoard board = election.awaitAgreement(root);
            TrusteeShare share = election.share(board);
            election.requireOwnAgreement(board, root, share.trustee());
            MixTurns turns = MixTurns.of(board, root);
            tidy(turns, share.trustee());
            List<MixPart> open = turns.open(share.trustee()).stream()
                    .filter(part -> !displaced.contains(part) && !isMixedNow(part))
                    .toList();
            if (open.isEmpty()) {
                requireNoneLeft(turns);
                return new Done(root.election(), share.trustee(), mixed, turns.parts());
            }
            Optional<String> awaited = stepIn ? Optional.empty() : awaited(board, turns, share.trustee(), open);
            if (awaited.isPresent()) {
                seat.waiting().pause(awaited.get());
            } else {
                ClosedBoard closed = election.verifiedAs(root, board, share);
                for (MixPart part : open) {
                    mix(closed, root, share.trustee(), part);
                }
            }
        }
    }

    private boolean isMixedNow(MixPart part) {
        return mixed.stream().anyMatch(each -> each.part().equals(part));
    }

    /** What has to happen before this trustee's turn; nothing if it is. All parts at once, since each time the whole board is verified. */
    private static Optional<String> awaited(ElectionBoard board, MixTurns turns, int trustee, List<MixPart> open) {
        return open.stream()
                .filter(part -> turns.next(part).orElse(trustee) != trustee)
                .findFirst()
                .map(part -> board.nameOf(turns.next(part).orElse(trustee)) + " to mix " + part + ", step "
                        + (turns.length(part) + 1) + " of " + board.manifest().mixers());
    }

    private void mix(ClosedBoard closed, AgreedRoot root, int trustee, MixPart part)
            throws IOException, RefusedException, MalformedException, InterruptedException {
        MixState state = state(closed, part);
        if (state.mixers().contains(trustee)
                || state.mixers().size() >= closed.manifest().mixers()) {
            return; // the board that was verified is newer than the one that was looked at
        }
        Optional<Shuffle> kept = kept(root, part);
        if (kept.isPresent()) {
            sendAgain(state, part, kept.get());
        } else {
            make(closed, root, trustee, part, state);
        }
    }

    private static MixState state(ClosedBoard closed, MixPart part) throws RefusedException {
        return closed.mixes().entrySet().stream()
                .filter(each -> each.getKey().contest().equals(part.contest())
                        && each.getKey().section().equals(part.section()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow(() -> new RefusedException("the ballots have nothing to mix of " + part
                        + ", and the server says otherwise: keep the board and tell the other trustees"));
    }

    private Optional<Shuffle> kept(AgreedRoot root, MixPart part) throws RefusedException {
        return outbox.kept(Shuffle.class).stream()
                .filter(each ->
                        each.anchor().equals(root.election()) && part(each).equals(part))
                .findFirst();
    }

    private static MixPart part(Shuffle shuffle) {
        return new MixPart(shuffle.contest(), shuffle.section());
    }

    private void make(ClosedBoard closed, AgreedRoot root, int trustee, MixPart part, MixState state)
            throws IOException, RefusedException, MalformedException, InterruptedException {
        int step = state.nextStep();
        int ballots = state.current().size();
        MixPlace place = new MixPlace(
                root.election(),
                part.contest(),
                part.section(),
                step,
                trustee,
                closed.key().y());
        Meter meter = seat.waiting().meter(part + ", step " + step + ", " + ballots + " ballots");
        Shuffled made = shuffle(place, state, meter);
        ElectionBoard now = election.awaitAgreement(root);
        if (MixTurns.of(now, root).length(part) != state.mixers().size()) {
            seat.waiting().done("another trustee has mixed " + part + " meanwhile: this mix was thrown away");
            return;
        }
        byte[] output = made.output().bytes();
        byte[] proof = made.proof().bytes();
        seat.mixFiles().keep(output);
        seat.mixFiles().keep(proof);
        Shuffle message = new Shuffle(
                root.election(),
                part.contest(),
                part.section(),
                step,
                trustee,
                state.current().hash(),
                Artifact.of(output),
                Artifact.of(proof));
        send(now, part, ballots, message, List.of(output, proof));
    }

    private Shuffled shuffle(MixPlace place, MixState state, Meter meter) throws RefusedException {
        try (Cores cores = new Cores()) {
            Work work = cores.work(meter);
            Shuffled made = ShuffleProver.shuffle(place, state.current(), seat.entropy(), work);
            // A machine that miscalculates would otherwise spoil the whole chain in public.
            Verdict verdict =
                    ShuffleVerifier.verify(place, state.current(), made.output(), made.proof(), seat.entropy(), work);
            if (verdict instanceof Verdict.Rejected rejected) {
                throw new RefusedException("this machine made a proof that does not hold (" + rejected.reason()
                        + "): nothing was sent; use another machine");
            }
            return made;
        }
    }

    private void send(ElectionBoard board, MixPart part, int ballots, Shuffle message, List<byte[]> files)
            throws IOException, RefusedException, MalformedException, InterruptedException {
        outbox.send(board, seat.secrets(), message, files);
        mixed.add(new Mixed(part, ballots, message));
        seat.waiting().done("sent shuffle of " + part + ", step " + message.step());
    }

    /** The same bytes that an earlier run has promised; nothing else can follow them. */
    private void sendAgain(MixState state, MixPart part, Shuffle kept)
            throws IOException, RefusedException, MalformedException, InterruptedException {
        if (kept.step() != state.nextStep()
                || !kept.input().equals(state.current().hash())) {
            displaced.add(part);
            seat.waiting()
                    .done("this trustee has signed a mix of " + part + " as step " + kept.step()
                            + ", and another one stands there: it does not mix " + part + " a second time");
            return;
        }
        Optional<byte[]> output = seat.mixFiles().read(kept.output());
        Optional<byte[]> proof = seat.mixFiles().read(kept.proof());
        if (output.isEmpty() || proof.isEmpty()) {
            throw new RefusedException("the key file holds a signed mix of " + part
                    + " whose files are not in " + seat.mixFiles().folder()
                    + ": put that folder back; a second mix is never made");
        }
        send(seat.board(), part, state.current().size(), kept, List.of(output.get(), proof.get()));
    }

    /** Deletes what stands on the board now, and what no message promises. */
    private void tidy(MixTurns turns, int trustee) throws IOException, RefusedException {
        Set<Hash> wanted = new HashSet<>();
        for (Shuffle each : outbox.kept(Shuffle.class)) {
            Optional<Shuffle> posted = turns.by(trustee, part(each));
            if (posted.isPresent() && !posted.get().equals(each)) {
                throw new RefusedException("the board has another mix of " + part(each)
                        + " by this trustee than the one in the key file: somebody else uses the key, or the server made it up; "
                        + "tell the other trustees and the officers");
            }
            if (posted.isEmpty()) {
                Stream.of(each.output(), each.proof()).map(Artifact::sha256).forEach(wanted::add);
            }
        }
        seat.mixFiles().keepOnly(wanted);
    }

    private void requireNoneLeft(MixTurns turns) throws RefusedException {
        List<MixPart> left =
                turns.unfinished().stream().filter(displaced::contains).toList();
        if (!left.isEmpty()) {
            throw new RefusedException(
                    left.stream().map(MixPart::toString).collect(Collectors.joining("; "))
                            + ": not mixed often enough, and not by this trustee any more: another one runs trustee mix --step-in");
        }
    }
}
