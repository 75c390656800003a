// SPDX-License-Identifier: Apache-2.0
package org.urna.trustee.officer;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.urna.crypto.group.Base64Url;
import org.urna.crypto.group.Point;
import org.urna.crypto.record.Action;
import org.urna.crypto.record.Contest;
import org.urna.crypto.record.Decision;
import org.urna.crypto.record.Manifest;
import org.urna.crypto.record.Minute;
import org.urna.crypto.record.Texts;
import org.urna.trustee.board.ElectionBoard;

/** Says in words what a decision does: every argument of it, so that nothing is signed unseen. */
final class DecisionWords {

    private final Manifest manifest;
    private final ElectionBoard board;
    private final List<String> lines = new ArrayList<>();

    private DecisionWords(ElectionBoard board) {
        this.board = board;
        this.manifest = board.manifest();
    }

    static List<String> of(Decision decision, ElectionBoard board) {
        DecisionWords words = new DecisionWords(board);
        words.line(
                "election",
                words.text(words.manifest.title()) + " (" + words.manifest.election() + ")"
                        + (words.manifest.rehearsal() ? ", a rehearsal" : ""));
        words.line("action", decision.type().code());
        words.action(decision.action());
        words.line("reason", decision.reason().code());
        words.line("takes effect", "from " + time(decision.notBefore()) + " to " + time(decision.notAfter()));
        words.line("sequence", Long.toString(decision.sequence()));
        words.line(
                decision.anchored() == Decision.Anchor.M ? "manifest M" : "set-up E",
                decision.anchor().hex());
        return List.copyOf(words.lines);
    }

    private void action(Action action) {
        if (action instanceof Action.Setup setup) {
            setup(setup);
        } else if (action instanceof Action.CeremonyAbandoned abandoned) {
            line("means", "attempt " + abandoned.attempt() + " at the key ceremony is given up");
            abandoned.trustees().forEach(i -> line("at fault or silent", board.nameOf(i)));
        } else if (action instanceof Action.CredentialReplaced replaced) {
            line("means", replaced.pairs().size() + " credentials are retired, reserves take their place");
            replaced.pairs().forEach(pair -> line("replaces", key(pair.old()) + " by " + key(pair.replacement())));
        } else if (action instanceof Action.CredentialRevoked revoked) {
            line("means", revoked.credentials().size() + " credentials are retired without replacement");
            revoked.credentials().forEach(each -> line("retires", key(each)));
        } else if (action instanceof Action.CandidateWithdrawn withdrawn) {
            line("means", "cannot be elected: " + candidate(withdrawn));
        } else if (action instanceof Action.DeadlineExtended extended) {
            line("means", "voting ends at " + time(extended.closes()) + " instead of " + time(Voting.deadline(board)));
        } else if (action instanceof Action.BoothChanged changed) {
            line("means", "voters get another program, of these files:");
            files(changed.booth());
        } else if (action instanceof Action.OfficerChanged changed) {
            officers(changed);
        } else if (action instanceof Action.Notice notice) {
            notice.text().entries().forEach(each -> line("notice (" + each.language() + ")", each.text()));
        } else if (action instanceof Action.Close) {
            line("means", "voting ends now, before the deadline " + time(Voting.deadline(board)));
        } else if (action instanceof Action.Publish) {
            line("means", "the decryptions are published, and with them the result, for everybody and for good");
        } else if (action instanceof Action.Voided) {
            line("means", "the election is abandoned for good");
        } else if (action instanceof Action.MapDestroyed) {
            line(
                    "means",
                    "the mapping of members to credentials, and every copy of it, is destroyed; you vouch for that");
        }
    }

    private void setup(Action.Setup setup) {
        line("means", "the election is sealed: nothing below can be changed afterwards");
        line("opens", time(manifest.schedule().opens()));
        line("closes", time(manifest.schedule().closes()));
        line("voters", manifest.roll().size() + ", and " + manifest.roll().reserve() + " reserves");
        for (Contest contest : manifest.contests()) {
            line(
                    "contest",
                    text(contest.terms().title()) + " (" + contest.id() + ", " + contest.rule() + ", "
                            + contest.candidates().size() + " options)");
        }
        line(
                "trustees",
                manifest.threshold() + " of " + manifest.trusteeCount() + " decrypt, attempt " + setup.attempt());
        line("transcript T", setup.transcript().hex());
        line("log so far", setup.size() + " entries, root " + setup.root());
        line("key Y", key(setup.electionKey()));
        for (int i = 0; i < setup.verificationKeys().size(); i++) {
            line("key of " + board.nameOf(i + 1), key(setup.verificationKeys().get(i)));
        }
        line("largest ballot", setup.maxBallotBytes() + " bytes");
        if (setup.booth().isEmpty()) {
            line("booth file", "none: the server offers no voters' program, each voter brings one");
        }
        files(setup.booth());
    }

    private void files(List<Action.BoothFile> files) {
        files.forEach(file -> line("booth file", file.sha256() + " " + file.path()));
    }

    private void officers(Action.OfficerChanged changed) {
        if (changed.removed() != null) {
            line(
                    "leaves office",
                    Voting.officers(board).getOrDefault(changed.removed(), "unknown") + ", " + changed.removed());
        }
        if (changed.added() != null) {
            line(
                    "takes office",
                    changed.added().name() + ", " + changed.added().key().thumbprint() + ", read aloud "
                            + changed.added().key().spoken());
        }
    }

    private String candidate(Action.CandidateWithdrawn withdrawn) {
        return manifest.contest(withdrawn.contest())
                .filter(contest -> withdrawn.candidate() <= contest.candidates().size())
                .map(contest ->
                        text(contest.candidates().get(withdrawn.candidate() - 1).name()) + " in "
                                + text(contest.terms().title()))
                .orElse("candidate " + withdrawn.candidate() + " of contest " + withdrawn.contest());
    }

    private void line(String what, String says) {
        lines.add(what + ": " + says);
    }

    private String text(Texts texts) {
        return texts.get(manifest.languages().get(0));
    }

    private static String key(Point key) {
        return Base64Url.encode(key.encode());
    }

    private static String time(Instant time) {
        return Minute.format(time);
    }
}
