// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.verify;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.urna.crypto.log.TreeHash;
import org.urna.crypto.record.Action;
import org.urna.crypto.record.Hash;
import org.urna.crypto.threshold.JointKey;
import org.urna.crypto.verify.report.Check;
import org.urna.crypto.verify.report.Findings;

/** The seal: check {@code setup}. */
final class Setups {

    private final ElectionState state;
    private final Findings findings;
    private @Nullable Hash first;

    Setups(Context context) {
        this.state = context.state();
        this.findings = context.findings();
    }

    /** {@code E} of the first {@code setup}, if there is one. */
    @Nullable
    Hash first() {
        return first;
    }

    /** @param root of the log before the entry */
    void on(Posted posted, Action.Setup setup, TreeHash root) {
        long index = posted.index();
        findings.checked(Check.SETUP, 1);
        if (first == null) {
            first = posted.hash();
            JointKey named = new JointKey(setup.electionKey(), setup.verificationKeys());
            state.seal(posted.hash(), named, setup.maxBallotBytes());
        }
        require(index, setup.attempt() == state.attempts(), "attempt is not the last one");
        require(index, setup.size() == index, "size is not that of the log before");
        require(index, Arrays.equals(setup.root().bytes(), root.bytes()), "root is not that of the log before");
        require(
                index,
                setup.maxBallotBytes() == state.manifest().maxBallotBytes(),
                "maxBallotBytes is not the length of the longest ballot");
        require(index, setup.transcript().equals(state.transcript()), "T is not the hash of the attempt's entries");
        require(index, setup.electionKey().equals(state.computedKey().y()), "Y is not what the shares give");
        require(index, setup.verificationKeys().equals(state.computedKey().v()), "V is not what the shares give");
    }

    private void require(long index, boolean holds, String otherwise) {
        findings.require(Check.SETUP, index, holds, otherwise);
    }
}
