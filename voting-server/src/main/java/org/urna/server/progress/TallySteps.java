// SPDX-License-Identifier: Apache-2.0
package org.urna.server.progress;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.urna.crypto.record.Decryption;
import org.urna.crypto.record.EntryType;
import org.urna.crypto.record.Manifest;
import org.urna.crypto.record.Shuffle;
import org.urna.crypto.record.Tally;
import org.urna.crypto.record.TallyEntry;

/** What happened after the close, in a log. */
final class TallySteps {

    private final Manifest manifest;
    private final LogSteps log;
    private final Map<Part, List<Steps.Held>> held;

    /** A contest, or a section of one; the section is empty where it is not divided. */
    record Part(String contest, String section) {}

    /** @param held decryptions that are not on the board, by what they are for */
    TallySteps(Manifest manifest, LogSteps log, Map<Part, List<Steps.Held>> held) {
        this.manifest = manifest;
        this.log = log;
        this.held = Map.copyOf(held);
    }

    /** Null before the close. */
    Steps.@Nullable Tallying steps() {
        String closed = log.last(EntryType.CLOSE);
        if (closed == null) {
            return null;
        }
        List<Steps.Part> parts = new ArrayList<>();
        log.of(EnumSet.of(EntryType.TALLY)).forEach(each -> parts.add(part(((TallyEntry) each.entry()).body())));
        return new Steps.Tallying(closed, all(EntryType.TALLY_AGREEMENT), all(EntryType.LOT), parts);
    }

    private List<Steps.Step> all(EntryType type) {
        return log.of(Set.of(type)).map(TallySteps::step).toList();
    }

    private static Steps.Step step(LogSteps.Placed each) {
        return new Steps.Step(each.type().code(), Senders.of(each).orElseThrow(), each.index(), each.time());
    }

    private Steps.Part part(Tally tally) {
        Part part = new Part(tally.contest(), tally.section());
        boolean ranked = tally.input() != null;
        boolean decrypted = tally.counted() && (!ranked || tally.ballots() > 0);
        List<Steps.Step> mixes = log.of(Set.of(EntryType.SHUFFLE))
                .filter(each ->
                        each.message(Shuffle.class).anyMatch(m -> new Part(m.contest(), m.section()).equals(part)))
                .map(TallySteps::step)
                .toList();
        return new Steps.Part(
                tally.contest(),
                tally.section(),
                tally.ballots(),
                tally.counted(),
                ranked && decrypted ? manifest.mixers() : 0,
                mixes,
                decrypted ? manifest.threshold() : 0,
                decryptions(part));
    }

    private List<Steps.Held> decryptions(Part part) {
        List<Steps.Held> published = log.of(Set.of(EntryType.DECRYPTION))
                .filter(each ->
                        each.message(Decryption.class).anyMatch(m -> new Part(m.contest(), m.section()).equals(part)))
                .map(each -> new Steps.Held(Senders.of(each).orElseThrow(), each.time()))
                .toList();
        return published.isEmpty() ? held.getOrDefault(part, List.of()) : published;
    }
}
