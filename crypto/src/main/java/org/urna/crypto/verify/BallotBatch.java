// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.verify;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.urna.crypto.ballot.BallotCheck;
import org.urna.crypto.ballot.BallotClaim;
import org.urna.crypto.ballot.ContestForm;
import org.urna.crypto.group.Entropy;
import org.urna.crypto.proof.Batch;
import org.urna.crypto.proof.KnowledgeProof;
import org.urna.crypto.record.Ballot;
import org.urna.crypto.record.Hash;
import org.urna.crypto.verify.report.Check;
import org.urna.crypto.verify.report.Findings;

/** Some ballots checked together: checks {@code ballot-form}, {@code ballot-signature} and {@code ballot-proofs}. */
final class BallotBatch implements Runnable {

    /**
     * One ballot.
     *
     * @param entry index in the log
     * @param hash of the ballot's bytes
     * @param style forms of its contests
     * @param section of its elector
     * @param counted whether it is added to the tallies
     */
    record Job(
            long entry,
            Ballot ballot,
            Hash hash,
            KnowledgeProof signature,
            List<ContestForm> style,
            String section,
            long weight,
            boolean counted) {}

    private final List<Job> jobs;
    private final BallotCheck check;
    private final Findings findings;
    private final Sums sums;
    private final Entropy entropy;

    BallotBatch(List<Job> jobs, BallotCheck check, Findings findings, Sums sums, Entropy entropy) {
        this.jobs = jobs;
        this.check = check;
        this.findings = findings;
        this.sums = sums;
        this.entropy = entropy;
    }

    @Override
    public void run() {
        Batch<BallotClaim<Long>> batch = new Batch<>();
        for (Job job : jobs) {
            check.addTo(batch, job.entry(), job.ballot(), job.hash(), job.signature(), job.style());
        }
        Set<Long> formless = new HashSet<>();
        for (Batch.Culprit<BallotClaim<Long>> culprit : batch.check(entropy).culprits()) {
            BallotClaim<Long> claim = culprit.owner();
            findings.fail(
                    checkOf(claim),
                    claim.ballot(),
                    contestOf(claim),
                    BallotClaim.rejection(culprit).reason());
            if (checkOf(claim) == Check.BALLOT_FORM) {
                formless.add(claim.ballot());
            }
        }
        findings.checked(Check.BALLOT_FORM, jobs.size());
        findings.checked(Check.BALLOT_SIGNATURE, jobs.size() - formless.size());
        findings.checked(Check.BALLOT_PROOFS, jobs.size() - formless.size());
        sums.add(jobs.stream()
                .filter(job -> job.counted() && !formless.contains(job.entry()))
                .toList());
    }

    private static Check checkOf(BallotClaim<Long> claim) {
        return switch (claim.check()) {
            case BallotCheck.FORM -> Check.BALLOT_FORM;
            case BallotCheck.SIGNATURE -> Check.BALLOT_SIGNATURE;
            default -> Check.BALLOT_PROOFS;
        };
    }

    private static String contestOf(BallotClaim<Long> claim) {
        int space = claim.place().indexOf(' ');
        return space < 0 ? "" : claim.place().substring(0, space);
    }
}
