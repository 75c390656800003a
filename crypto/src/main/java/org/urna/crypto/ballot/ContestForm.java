// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.ballot;

import java.util.List;
import org.urna.crypto.record.AdditiveContest;
import org.urna.crypto.record.Contest;
import org.urna.crypto.record.RankedContest;

/** What a ballot must carry for one contest: the part of a contest's definition that encryption and checking need. */
public sealed interface ContestForm permits AdditiveForm, RankedForm {

    /** Manifest id of the contest. */
    String contest();

    /** The form of one contest. */
    static ContestForm of(Contest contest) {
        return contest instanceof AdditiveContest additive
                ? AdditiveForm.of(additive)
                : RankedForm.of((RankedContest) contest);
    }

    /** The forms of the contests of one style, in manifest order. */
    static List<ContestForm> of(List<Contest> contests) {
        return contests.stream().map(ContestForm::of).toList();
    }
}
