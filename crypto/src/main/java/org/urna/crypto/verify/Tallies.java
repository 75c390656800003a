// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.verify;

import java.util.List;
import java.util.Objects;
import org.urna.crypto.record.Hash;
import org.urna.crypto.record.RankedContest;
import org.urna.crypto.record.Tally;
import org.urna.crypto.record.TallyEntry;
import org.urna.crypto.threshold.EncryptedTally;
import org.urna.crypto.threshold.TallySlot;
import org.urna.crypto.verify.report.Check;
import org.urna.crypto.verify.report.Findings;

/** The sums that are decrypted, added up anew: check {@code tally}. */
final class Tallies {

    private final ElectionState state;
    private final Findings findings;
    private int next;

    Tallies(Context context) {
        this.state = context.state();
        this.findings = context.findings();
    }

    void on(Posted posted, TallyEntry entry) {
        findings.checked(Check.TALLY, 1);
        Tally tally = entry.body();
        long index = posted.index();
        List<TallySlot> slots = state.slots();
        if (next >= slots.size()) {
            findings.fail(Check.TALLY, index, tally.contest(), "there are more tallies than contests and sections");
            return;
        }
        TallySlot slot = slots.get(next++);
        require(index, tally, tally.election().equals(state.election()), "the tally is for another election");
        require(
                index,
                tally,
                tally.contest().equals(slot.contest()) && tally.section().equals(slot.section()),
                "the tally is not of the contest and section that come here");
        require(index, tally, tally.ballots() == slot.ballots(), "the number of ballots is another");
        require(index, tally, tally.weight() == slot.weight(), "the sum of weights is another");
        require(index, tally, tally.counted() == slot.counted(), "counted is not what the number of ballots gives");
        boolean ranked = state.manifest().contest(slot.contest()).orElse(null) instanceof RankedContest;
        if (tally.counted()) {
            require(
                    index,
                    tally,
                    ranked == (tally.input() != null),
                    "what is to be decrypted is not in the form of its contest");
        }
        if (ranked && tally.counted()) {
            MixState mix = state.mixes().get(slot);
            Hash input = mix == null ? Hash.sha256() : mix.current().hash();
            require(index, tally, Objects.equals(input, tally.input()), "the input of the mix is not the ballots");
        }
        EncryptedTally computed = state.tallies().get(slot);
        if (computed != null && tally.counted()) {
            require(
                    index,
                    tally,
                    computed.ciphertexts().equals(tally.ciphertexts()),
                    "the ciphertexts are not the sums of the ballots");
        }
    }

    private void require(long index, Tally tally, boolean holds, String otherwise) {
        if (!holds) {
            findings.fail(Check.TALLY, index, tally.contest(), otherwise);
        }
    }
}
