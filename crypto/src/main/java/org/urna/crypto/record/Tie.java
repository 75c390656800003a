// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.record;

import java.util.List;

/**
 * A tie, and how it was settled.
 *
 * @param stage of the count, from 1
 * @param candidates the tied, from 1
 * @param settledBy {@code lot} or {@code look-back}
 * @param first the candidate whom it favoured
 */
public record Tie(int stage, List<Integer> candidates, String settledBy, int first) {

    static final Form<Tie> FORM = Form.object(o -> new Tie(
            o.member("stage", Forms.POSITIVE, Tie::stage),
            o.member("candidates", Form.list(Forms.POSITIVE), Tie::candidates),
            o.member("settledBy", Forms.word("lot", "look-back"), Tie::settledBy),
            o.member("first", Forms.POSITIVE, Tie::first)));

    public Tie {
        candidates = List.copyOf(candidates);
    }
}
