// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.verify;

import java.util.Optional;
import org.urna.crypto.log.Checkpoint;
import org.urna.crypto.verify.report.Report;

/**
 * What came of a verification.
 *
 * @param report every check
 * @param phase how far the election is
 * @param checkpoint the newest one as the board says it; whether it holds is in the report; empty if it does not read
 * @param sealed the election as far as the board has sealed it, whether or not checks failed
 * @param closed what trustees work on; only there if voting is over, the tallies are there, no check failed, and everything that agreement
 *     rests on was checked, a trust anchor included. Gaps between witnesses' signatures do not keep it back; they are in the report.
 * @param poll how voting went; only there if it is over and no check failed
 */
public record Verified(
        Report report,
        Phase phase,
        Optional<Checkpoint> checkpoint,
        Optional<SealedElection> sealed,
        Optional<ClosedBoard> closed,
        Optional<Poll> poll) {}
