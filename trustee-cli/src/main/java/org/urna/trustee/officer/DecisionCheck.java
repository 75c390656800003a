// SPDX-License-Identifier: Apache-2.0
package org.urna.trustee.officer;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.urna.crypto.Verdict;
import org.urna.crypto.record.Action;
import org.urna.crypto.record.Decision;
import org.urna.crypto.record.DecisionEntry;
import org.urna.crypto.record.EntryType;
import org.urna.crypto.record.Hash;
import org.urna.crypto.record.Manifest;
import org.urna.crypto.record.MessageEntry;
import org.urna.crypto.record.TallyAgreement;
import org.urna.crypto.threshold.Attempt;
import org.urna.crypto.threshold.CeremonyBoard;
import org.urna.crypto.threshold.JointKey;
import org.urna.trustee.board.ElectionBoard;

/** Why a decision must not be signed: what it says is compared with the board, and with the clock. */
final class DecisionCheck {

    private final Decision decision;
    private final ElectionBoard board;
    private final List<String> problems = new ArrayList<>();

    private DecisionCheck(Decision decision, ElectionBoard board) {
        this.decision = decision;
        this.board = board;
    }

    /** Empty if there is no reason against. */
    static List<String> problems(Decision decision, ElectionBoard board, Instant now) {
        DecisionCheck check = new DecisionCheck(decision, board);
        check.anchor();
        check.times(now);
        check.phase();
        check.action(decision.action());
        return List.copyOf(check.problems);
    }

    private void require(boolean holds, String otherwise) {
        if (!holds) {
            problems.add(otherwise);
        }
    }

    private void anchor() {
        Optional<Hash> election = board.election();
        boolean sealed = decision.anchored() == Decision.Anchor.E;
        require(
                sealed == election.isPresent(),
                sealed ? "the election is not sealed yet" : "the election is sealed already");
        boolean same = sealed
                ? election.filter(decision.anchor()::equals).isPresent()
                : decision.anchor().equals(board.anchor());
        require(same, "it is not for this election's " + (sealed ? "set-up" : "latest manifest"));
        require(
                board.entries().stream()
                        .map(ElectionBoard.Placed::entry)
                        .filter(DecisionEntry.class::isInstance)
                        .noneMatch(entry -> ((DecisionEntry) entry).decision().sequence() == decision.sequence()),
                "its sequence number stands on the board already");
    }

    private void times(Instant now) {
        require(!decision.notAfter().isBefore(decision.notBefore()), "it ends before it begins");
        require(decision.notAfter().isAfter(now), "its time is over");
    }

    private void phase() {
        boolean opened = has(EntryType.OPEN);
        boolean closed = has(EntryType.CLOSE);
        boolean published = has(EntryType.PUBLISH);
        require(decision.type() == EntryType.MAP_DESTROYED || !has(EntryType.VOID), "the election was abandoned");
        switch (decision.type()) {
            case CREDENTIAL_REPLACED, CREDENTIAL_REVOKED, CANDIDATE_WITHDRAWN, DEADLINE_EXTENDED, BOOTH_CHANGED ->
                require(!closed, "voting is over");
            case CLOSE -> {
                require(opened && !closed, "the election is not open");
                require(board.manifest().schedule().closeByHand(), "the manifest allows no close by hand");
            }
            case PUBLISH -> {
                require(closed, "voting is not over");
                require(
                        agreements() >= board.manifest().threshold(),
                        "fewer trustees than needed have agreed on the board");
                require(!published, "the result is published already");
            }
            case OFFICER_CHANGED, VOID -> require(!published, "the result is published");
            case MAP_DESTROYED -> require(has(EntryType.FINAL) || has(EntryType.VOID), "the election is not finished");
            default -> {}
        }
    }

    private boolean has(EntryType type) {
        return board.last(type).isPresent();
    }

    private long agreements() {
        return board.messages(TallyAgreement.class).stream()
                .map(TallyAgreement::trustee)
                .distinct()
                .count();
    }

    private void action(Action action) {
        Manifest manifest = board.manifest();
        if (action instanceof Action.Setup setup) {
            setup(setup);
        } else if (action instanceof Action.CeremonyAbandoned abandoned) {
            require(abandoned.attempt() == board.attempt(), "it gives up another attempt than the latest");
            require(
                    abandoned.trustees().stream().allMatch(i -> i <= manifest.trusteeCount()),
                    "it names a trustee that there is not");
        } else if (action instanceof Action.CandidateWithdrawn withdrawn) {
            require(
                    manifest.contest(withdrawn.contest())
                            .filter(contest -> withdrawn.candidate()
                                    <= contest.candidates().size())
                            .isPresent(),
                    "it names a candidate that there is not");
        } else if (action instanceof Action.DeadlineExtended extended) {
            require(extended.closes().isAfter(Voting.deadline(board)), "the new deadline is not later");
        } else if (action instanceof Action.OfficerChanged changed) {
            officers(changed);
        } else if (action instanceof Action.MapDestroyed) {
            require(
                    !decision.notBefore().isBefore(manifest.schedule().disputeEnds()),
                    "the time for disputes is not over by then");
        }
    }

    private void officers(Action.OfficerChanged changed) {
        var officers = Voting.officers(board);
        if (changed.removed() != null) {
            require(officers.remove(changed.removed()) != null, "it removes somebody who is not in office");
        }
        if (changed.added() != null) {
            require(
                    officers.put(
                                    changed.added().key().thumbprint(),
                                    changed.added().name())
                            == null,
                    "it adds somebody who is in office");
        }
        require(officers.size() >= 2, "fewer than two officers would remain");
    }

    private void setup(Action.Setup setup) {
        Manifest manifest = board.manifest();
        require(setup.attempt() == board.attempt(), "its attempt is not the latest");
        require(setup.size() == board.size(), "its size is not that of the log so far");
        require(setup.root().equals(board.root()), "its root is not that of the log so far");
        require(
                setup.maxBallotBytes() == manifest.maxBallotBytes(),
                "its largest ballot is not the one that the manifest gives");
        require(has(EntryType.CREDENTIALS), "there are no credentials yet");
        ceremony(setup);
    }

    private void ceremony(Action.Setup setup) {
        Manifest manifest = board.manifest();
        Attempt attempt = new Attempt(board.anchor(), board.attempt(), manifest.trusteeCount(), manifest.threshold());
        CeremonyBoard ceremony = new CeremonyBoard(
                attempt,
                manifest.trustees().stream().map(Manifest.Trustee::thumbprint).toList());
        for (MessageEntry entry : board.ceremony()) {
            if (ceremony.take(entry) instanceof Verdict.Rejected rejected) {
                problems.add("the key ceremony is not in order (" + rejected.check() + "): " + rejected.reason());
                return;
            }
        }
        require(ceremony.isComplete() && !board.isAbandoned(), "the key ceremony is not complete");
        require(
                ceremony.transcript().filter(setup.transcript()::equals).isPresent(),
                "its T is not that of the key ceremony");
        require(
                ceremony.key()
                        .filter(new JointKey(setup.electionKey(), setup.verificationKeys())::equals)
                        .isPresent(),
                "its keys are not those of the key ceremony");
    }
}
