// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.urna.crypto.log.TreeHash;
import org.urna.crypto.record.Action;
import org.urna.crypto.record.BallotEntry;
import org.urna.crypto.record.Complaint;
import org.urna.crypto.record.CredentialList;
import org.urna.crypto.record.Decision;
import org.urna.crypto.record.DecisionEntry;
import org.urna.crypto.record.Decryption;
import org.urna.crypto.record.Entry;
import org.urna.crypto.record.EntryType;
import org.urna.crypto.record.FinalEntry;
import org.urna.crypto.record.Hash;
import org.urna.crypto.record.KeyCheck;
import org.urna.crypto.record.KeyCommitment;
import org.urna.crypto.record.KeyConfirmation;
import org.urna.crypto.record.KeyShare;
import org.urna.crypto.record.Lot;
import org.urna.crypto.record.ManifestEntry;
import org.urna.crypto.record.Message;
import org.urna.crypto.record.MessageEntry;
import org.urna.crypto.record.OpenEntry;
import org.urna.crypto.record.Result;
import org.urna.crypto.record.ResultEntry;
import org.urna.crypto.record.Shuffle;
import org.urna.crypto.record.TallyAgreement;
import org.urna.crypto.record.TallyEntry;
import org.urna.crypto.record.TrusteeKeys;
import org.urna.crypto.threshold.TallySlot;
import org.urna.crypto.verify.report.Check;
import org.urna.crypto.verify.report.Findings;

/** Shows each entry to the chapters that it concerns. What a chapter throws is a failure of its check, and the others go on. */
final class Chapters {

    private final Findings findings;
    private final ElectionState state;
    private final Grammar grammar;
    private final Times times;
    private final Manifests manifests;
    private final TrusteeIdentity identity;
    private final Ceremony ceremony;
    private final Officers officers;
    private final Credentials credentials;
    private final Setups setups;
    private final Ballots ballots;
    private final Tallies tallies;
    private final Agreements agreements;
    private final LotDrawing lots;
    private final Mixes mixes;
    private final Decryptions decryptions;
    private final Results results;
    private long complaint = -1;

    Chapters(Context context) {
        this.findings = context.findings();
        this.state = context.state();
        this.grammar = new Grammar(state, findings);
        this.times = new Times(context);
        this.manifests = new Manifests(context);
        this.identity = new TrusteeIdentity(context);
        this.ceremony = new Ceremony(context);
        this.officers = new Officers(context);
        this.credentials = new Credentials(context);
        this.setups = new Setups(context);
        this.ballots = new Ballots(context);
        this.tallies = new Tallies(context);
        this.agreements = new Agreements(context);
        this.lots = new LotDrawing(context);
        this.mixes = new Mixes(context);
        this.decryptions = new Decryptions(context);
        this.results = new Results(context, decryptions);
    }

    Phase phase() {
        return grammar.phase();
    }

    Manifests manifests() {
        return manifests;
    }

    Setups setups() {
        return setups;
    }

    List<Result> results() {
        return results.computed();
    }

    Set<Integer> decrypted() {
        return decryptions.trustees();
    }

    /** @param rootBefore root of the log before the entry, needed for a {@code setup} only */
    void on(long index, ReadEntry read, @Nullable TreeHash rootBefore) {
        Entry entry = read.entry();
        Expectations.on(read.type(), entry, findings);
        findings.checked(Check.ENTRY_FORM, 1);
        guard(Check.ENTRY_ORDER, index, () -> grammar.on(index, read.type(), entry));
        endComplaint(index, read.type());
        if (entry == null) {
            findings.fail(Check.ENTRY_FORM, index, "", read.fault());
            return;
        }
        Posted posted = new Posted(index, read.bytes(), entry);
        guard(Check.ENTRY_TIME, index, () -> times.on(posted));
        if (Times.isScheduled(entry.type())) {
            guard(Check.SCHEDULE, index, () -> times.schedule(posted));
        }
        if (entry instanceof MessageEntry message) {
            message(posted, message);
        } else if (entry instanceof DecisionEntry decision) {
            decision(posted, decision, rootBefore);
        } else {
            other(posted, read.ballot());
        }
    }

    private void endComplaint(long index, @Nullable EntryType type) {
        if (complaint >= 0 && type != EntryType.MANIFEST && type != EntryType.VOID) {
            findings.fail(Check.COMPLAINT, complaint, "", "entry " + index + " after the complaint is no new manifest");
        }
        complaint = type == EntryType.COMPLAINT ? index : -1;
    }

    private void other(Posted posted, @Nullable Hash ballot) {
        Entry entry = posted.entry();
        long index = posted.index();
        if (entry instanceof BallotEntry cast && ballot != null) {
            guard(Check.BALLOT_CREDENTIAL, index, () -> ballots.on(posted, cast, ballot));
        } else if (entry instanceof ManifestEntry manifest) {
            guard(Check.MANIFEST, index, () -> manifests.on(posted, manifest));
            ceremony.begin();
        } else if (entry instanceof OpenEntry open) {
            state.open(open.time());
        } else if (entry instanceof TallyEntry tally) {
            guard(Check.TALLY, index, () -> tallies.on(posted, tally));
        } else if (entry instanceof ResultEntry result) {
            guard(Check.RESULT, index, () -> results.on(posted, result));
        } else if (entry instanceof FinalEntry end) {
            guard(Check.FINAL, index, () -> results.on(posted, end));
        }
    }

    private void message(Posted posted, MessageEntry entry) {
        Message message = entry.message();
        long index = posted.index();
        if (message instanceof CredentialList list) {
            guard(Check.CREDENTIALS, index, () -> credentials.on(posted, entry, list));
            return;
        }
        boolean[] authentic = new boolean[1];
        guard(Check.TRUSTEE_IDENTITY, index, () -> authentic[0] = identity.on(posted, entry));
        if (message instanceof TrusteeKeys keys) {
            guard(Check.TRUSTEE_IDENTITY, index, () -> ceremony.on(posted, keys));
        } else if (message instanceof KeyCommitment commitment) {
            guard(Check.KEY_COMMITMENT, index, () -> ceremony.on(posted, commitment));
        } else if (message instanceof KeyShare share) {
            guard(Check.KEY_SHARE, index, () -> ceremony.on(posted, share));
        } else if (message instanceof KeyConfirmation confirmation) {
            guard(Check.KEY_CONFIRMATION, index, () -> ceremony.on(posted, confirmation));
        } else if (message instanceof KeyCheck check) {
            guard(Check.KEY_CHECK, index, () -> ceremony.on(posted, check));
        } else if (message instanceof Complaint raised) {
            guard(Check.COMPLAINT, index, () -> ceremony.on(posted, raised));
        } else if (message instanceof TallyAgreement agreement) {
            guard(Check.TALLY_AGREEMENT, index, () -> agreements.on(posted, agreement, authentic[0]));
        } else if (message instanceof Lot lot) {
            guard(Check.LOT, index, () -> lots.on(posted, lot, authentic[0]));
        } else if (message instanceof Decryption decryption) {
            guard(Check.DECRYPTION, index, () -> decryptions.on(posted, decryption, authentic[0]));
        } else if (message instanceof Shuffle shuffle) {
            guard(Check.SHUFFLE, index, () -> mixes.on(posted, shuffle, authentic[0]));
        }
    }

    private void decision(Posted posted, DecisionEntry entry, @Nullable TreeHash rootBefore) {
        Decision decision = entry.decision();
        long index = posted.index();
        guard(Check.OFFICERS, index, () -> officers.on(posted, entry));
        if (decision.action() instanceof Action.Setup setup && rootBefore != null) {
            guard(Check.SETUP, index, () -> setups.on(posted, setup, rootBefore));
        } else if (decision.action() instanceof Action.DeadlineExtended extended) {
            state.setDeadline(extended.closes());
        } else if (decision.action() instanceof Action.CandidateWithdrawn withdrawn) {
            state.withdraw(withdrawn.contest(), withdrawn.candidate());
        } else if (decision.action() instanceof Action.CredentialReplaced
                || decision.action() instanceof Action.CredentialRevoked) {
            guard(Check.CREDENTIAL_CHANGES, index, () -> credentials.on(posted, entry));
        }
    }

    /** The {@code close} entry was appended: the ballots are complete. */
    void close(Posted posted, TreeHash root) {
        long index = posted.index();
        if (state.isClosed()) {
            return;
        }
        guard(Check.TALLY, index, () -> {
            ballots.flush();
            state.close(new ElectionState.Closed(index, posted.entry().time(), posted.hash(), index + 1, root));
            List<TallySlot> slots = ballots.sums().slots(state.manifest());
            state.setTallies(slots, Map.of());
            state.setMixes(ballots.sums().mixed(state, slots));
            state.setTallies(slots, ballots.sums().encrypted(state, slots));
        });
    }

    /** Finishes what was begun with the entries so far. */
    void flush() {
        guard(Check.BALLOT_PROOFS, -1, ballots::flush);
    }

    /** The log was read to its end. */
    void finish() {
        flush();
        List<Check> checks = new ArrayList<>(
                List.of(Check.TRUSTEE_IDENTITY, Check.TALLY_AGREEMENT, Check.LOT, Check.SHUFFLE, Check.DECRYPTION));
        List<Runnable> steps = List.of(
                identity::finish,
                () -> agreements.finish(phase()),
                () -> lots.finish(phase()),
                () -> mixes.finish(phase()),
                () -> decryptions.finish(phase()));
        for (int i = 0; i < steps.size(); i++) {
            guard(checks.get(i), -1, steps.get(i));
        }
    }

    private void guard(Check check, long index, Runnable step) {
        Guard.run(findings, check, index, step);
    }
}
