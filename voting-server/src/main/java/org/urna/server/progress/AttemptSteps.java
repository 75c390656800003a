// SPDX-License-Identifier: Apache-2.0
package org.urna.server.progress;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.urna.crypto.Verdict;
import org.urna.crypto.record.Action;
import org.urna.crypto.record.Complaint;
import org.urna.crypto.record.DecisionEntry;
import org.urna.crypto.record.EntryType;
import org.urna.crypto.record.Manifest;
import org.urna.crypto.record.MessageEntry;
import org.urna.crypto.threshold.Attempt;
import org.urna.crypto.threshold.CeremonyBoard;
import org.urna.crypto.threshold.ComplaintDecision;

/** The attempts at the key ceremony in a log. Complaints are decided again, proof by proof: call it on a worker thread. */
final class AttemptSteps {

    private static final Set<EntryType> ENDS = Set.of(EntryType.CREDENTIALS, EntryType.SETUP, EntryType.VOID);

    private final Manifest manifest;
    private final List<Steps.Attempt> attempts = new ArrayList<>();
    private List<LogSteps.Placed> current = new ArrayList<>();

    private AttemptSteps(Manifest manifest) {
        this.manifest = manifest;
    }

    /** @param manifest the latest; an attempt changes neither trustees nor threshold */
    static List<Steps.Attempt> of(Manifest manifest, LogSteps log) {
        AttemptSteps steps = new AttemptSteps(manifest);
        for (LogSteps.Placed each : log.entries()) {
            if (ENDS.contains(each.type())) {
                break;
            }
            if (each.type() == EntryType.MANIFEST && !steps.current.isEmpty()) {
                steps.end();
            }
            steps.current.add(each);
        }
        steps.end();
        return steps.attempts;
    }

    private void end() {
        if (current.isEmpty()) {
            return;
        }
        LogSteps.Placed begun = current.get(0);
        LogSteps.Placed last = current.get(current.size() - 1);
        List<Steps.Step> steps = new ArrayList<>();
        for (LogSteps.Placed each : current) {
            Senders.of(each)
                    .ifPresent(trustee ->
                            steps.add(new Steps.Step(each.type().code(), trustee, each.index(), each.time())));
        }
        attempts.add(
                new Steps.Attempt(attempts.size() + 1, begun.time(), steps, complaint(begun, last), abandoned(last)));
        current = new ArrayList<>();
    }

    private Steps.@Nullable Complaint complaint(LogSteps.Placed begun, LogSteps.Placed last) {
        if (!(last.entry() instanceof MessageEntry signed && signed.message() instanceof Complaint raised)) {
            return null;
        }
        CeremonyBoard board = new CeremonyBoard(
                new Attempt(begun.entry().hash(), attempts.size() + 1, manifest.trusteeCount(), manifest.threshold()),
                manifest.trustees().stream().map(Manifest.Trustee::thumbprint).toList());
        for (LogSteps.Placed each : current.subList(1, current.size())) {
            if (board.take((MessageEntry) each.entry()) instanceof Verdict.Rejected rejected) {
                throw new IllegalStateException("an entry of the ceremony is not in order: " + rejected.reason());
            }
        }
        ComplaintDecision decision = board.complaint().orElseThrow();
        return new Steps.Complaint(
                raised.trustee(), raised.against(), decision.atFault(), decision.reason(), last.index(), last.time());
    }

    private static Steps.@Nullable Abandoned abandoned(LogSteps.Placed last) {
        return last.entry() instanceof DecisionEntry decided
                        && decided.decision().action() instanceof Action.CeremonyAbandoned abandoned
                ? new Steps.Abandoned(
                        abandoned.trustees(), decided.decision().reason().code(), last.index(), last.time())
                : null;
    }
}
