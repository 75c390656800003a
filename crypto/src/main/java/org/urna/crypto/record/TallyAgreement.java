// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.record;

import java.util.List;

/**
 * The message of a {@code tally-agreement} entry: the one board that a trustee has verified and will decrypt.
 *
 * @param anchor {@code E}
 * @param trustee index in the manifest, from 1
 * @param size of the tree that ends with the {@code close} entry
 * @param root of that tree
 * @param ballots one per {@code tally} entry, in the same order
 * @param checkpoint the signed note of that size, with the board's two signatures only
 */
public record TallyAgreement(
        Hash anchor, int trustee, long size, Hash root, List<BallotCount> ballots, String checkpoint)
        implements Message {

    static final Form<TallyAgreement> FORM = Form.object(o -> new TallyAgreement(
            o.member("E", Forms.HASH, TallyAgreement::anchor),
            o.member("trustee", Forms.POSITIVE, TallyAgreement::trustee),
            o.member("size", Forms.INTEGER, TallyAgreement::size),
            o.member("root", Forms.HASH, TallyAgreement::root),
            o.member("ballots", Form.list(BallotCount.FORM), TallyAgreement::ballots),
            o.member("checkpoint", Forms.NOTE, TallyAgreement::checkpoint)));

    public TallyAgreement {
        ballots = List.copyOf(ballots);
    }

    /**
     * How many ballots a tally holds.
     *
     * @param contest its id
     * @param section its id, empty where the contest is not divided
     * @param ballots their number, whatever their weight
     */
    public record BallotCount(String contest, String section, long ballots) {

        static final Form<BallotCount> FORM = Form.object(o -> new BallotCount(
                o.member("contest", Forms.ID, BallotCount::contest),
                o.member("section", Forms.SECTION, BallotCount::section),
                o.member("ballots", Forms.INTEGER, BallotCount::ballots)));
    }

    @Override
    public EntryType type() {
        return EntryType.TALLY_AGREEMENT;
    }
}
