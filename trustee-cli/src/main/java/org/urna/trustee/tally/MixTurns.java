// SPDX-License-Identifier: Apache-2.0
package org.urna.trustee.tally;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.urna.crypto.record.Shuffle;
import org.urna.crypto.record.Tally;
import org.urna.crypto.record.TallyEntry;
import org.urna.trustee.board.ElectionBoard;
import org.urna.trustee.keyfile.AgreedRoot;

/**
 * Whose turn it is to mix what: of the trustees whose agreement is on the board, in the order of the log, the first who has not mixed a
 * part yet. Everybody sees the same order, so that no two mix one output at the same time. It goes by what the entries say, only to know
 * what to wait for: before anything is mixed or decrypted they are verified.
 */
final class MixTurns {

    private final int mixers;
    private final List<Integer> order;
    private final Map<MixPart, List<Shuffle>> chains;

    private MixTurns(int mixers, List<Integer> order, Map<MixPart, List<Shuffle>> chains) {
        this.mixers = mixers;
        this.order = order;
        this.chains = chains;
    }

    static MixTurns of(ElectionBoard board, AgreedRoot root) {
        Map<MixPart, List<Shuffle>> chains = new LinkedHashMap<>();
        for (ElectionBoard.Placed each : board.entries()) {
            if (each.entry() instanceof TallyEntry entry) {
                Tally tally = entry.body();
                if (tally.input() != null && tally.ballots() > 0) {
                    chains.put(new MixPart(tally.contest(), tally.section()), new ArrayList<>());
                }
            }
        }
        for (Shuffle each : board.messages(Shuffle.class)) {
            List<Shuffle> chain = chains.get(new MixPart(each.contest(), each.section()));
            if (chain != null && each.anchor().equals(root.election())) {
                chain.add(each);
            }
        }
        return new MixTurns(
                board.manifest().mixers(), List.copyOf(ClosedElection.agreed(board, root)), Map.copyOf(chains));
    }

    /** How often a part is mixed. */
    int length(MixPart part) {
        return chains.getOrDefault(part, List.of()).size();
    }

    /** The shuffle of a part by a trustee. */
    Optional<Shuffle> by(int trustee, MixPart part) {
        return chains.getOrDefault(part, List.of()).stream()
                .filter(each -> each.trustee() == trustee)
                .findFirst();
    }

    /** All parts, sorted. */
    List<MixPart> parts() {
        return chains.keySet().stream()
                .sorted((one, other) -> one.toString().compareTo(other.toString()))
                .toList();
    }

    /** The parts that are not mixed often enough. */
    List<MixPart> unfinished() {
        return parts().stream().filter(part -> length(part) < mixers).toList();
    }

    /** The parts that are not mixed often enough, and by this trustee not at all. */
    List<MixPart> open(int trustee) {
        return unfinished().stream().filter(part -> by(trustee, part).isEmpty()).toList();
    }

    /** Whose turn it is with a part; nobody's if all who agreed have mixed it. */
    Optional<Integer> next(MixPart part) {
        return order.stream().filter(each -> by(each, part).isEmpty()).findFirst();
    }
}
