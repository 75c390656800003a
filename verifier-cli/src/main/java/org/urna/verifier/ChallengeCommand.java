// SPDX-License-Identifier: Apache-2.0
package org.urna.verifier;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.urna.crypto.MalformedException;
import org.urna.crypto.Verdict;
import org.urna.crypto.ballot.Challenge;
import org.urna.crypto.ballot.ContestForm;
import org.urna.crypto.ballot.DecodedRanking;
import org.urna.crypto.ballot.RankingCode;
import org.urna.crypto.record.Ballot;
import org.urna.crypto.record.ChallengeFile;
import org.urna.crypto.record.Contest;
import org.urna.crypto.record.Manifest;
import org.urna.crypto.record.Opened;
import org.urna.crypto.record.RankedContest;
import org.urna.crypto.record.Tracker;
import org.urna.crypto.verify.Anchors;
import org.urna.crypto.verify.BallotSearch;
import org.urna.crypto.verify.Board;
import org.urna.crypto.verify.Progress;
import org.urna.crypto.verify.SealedElection;
import org.urna.crypto.verify.Verified;
import org.urna.crypto.verify.report.Outcome;
import org.urna.verifier.show.SafeText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code challenge FILE}: encrypts a challenged ballot again, and makes sure that it was not cast. */
@Command(
        name = "challenge",
        mixinStandardHelpOptions = true,
        header = "Shows what a challenged ballot holds, and that it is not on the board.")
final class ChallengeCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "The challenge file that the booth wrote.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    Path file;

    @Option(names = "--place", required = true, paramLabel = "PLACE", description = "Address or folder of the board.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    String place;

    @Mixin
    @SuppressWarnings("NullAway.Init") // set by picocli
    AnchorOptions anchorOptions;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        Board board = VerifierMain.open(spec, place);
        Anchors anchors = VerifierMain.usage(spec, anchorOptions::read);
        ChallengeFile challenge;
        try {
            challenge = read();
        } catch (MalformedException e) {
            out.println("The challenge file is malformed: " + SafeText.of(String.valueOf(e.getMessage())));
            out.flush();
            return Status.FAILED;
        }
        Verified verified = Run.verify(board, anchors, spec.commandLine().getErr());
        SealedElection sealed = verified.sealed().orElse(null);
        if (sealed == null) {
            out.println("The board holds no sealed election.");
            out.flush();
            return Status.FAILED;
        }
        boolean held = show(challenge, sealed, board, out);
        boolean boardHolds = verified.report().overall() != Outcome.FAIL;
        if (!boardHolds) {
            out.println("The board itself does not hold: run verify.");
        }
        out.flush();
        return held && boardHolds ? Status.PASSED : Status.FAILED;
    }

    private ChallengeFile read() throws IOException, MalformedException {
        try (InputStream in = Files.newInputStream(file)) {
            return ChallengeFile.read(in.readNBytes(ChallengeFile.MAX_BYTES + 1));
        }
    }

    private boolean show(ChallengeFile challenge, SealedElection sealed, Board board, PrintWriter out)
            throws Exception {
        Manifest manifest = sealed.manifest();
        Ballot ballot = challenge.ballot();
        out.println("tracker  " + Tracker.of(ballot.hash()));
        Manifest.Style style = manifest.styles().stream()
                .filter(each -> each.contests()
                        .equals(ballot.contests().stream()
                                .map(Ballot.Part::contest)
                                .toList()))
                .findFirst()
                .orElse(null);
        if (style == null) {
            out.println("The ballot has the contests of no style of this election.");
            return false;
        }
        Verdict verdict = Challenge.verify(
                challenge, sealed.election(), sealed.key().y(), ContestForm.of(manifest.contestsOf(style)));
        if (verdict instanceof Verdict.Rejected rejected) {
            out.println("The booth did not encrypt what it says: " + SafeText.of(rejected.reason()));
            return false;
        }
        challenge.openings().forEach(opened -> choices(opened, manifest, out));
        OptionalLong cast = Run.with(Progress.NONE, resources -> BallotSearch.find(board, ballot.hash(), resources));
        if (cast.isPresent()) {
            out.println(
                    "This ballot was challenged and stands on the board all the same, in entry " + cast.getAsLong());
            return false;
        }
        out.println("The booth encrypted exactly this. The ballot is not on the board.");
        return true;
    }

    private static void choices(Opened opened, Manifest manifest, PrintWriter out) {
        Contest contest = manifest.contest(opened.contest()).orElse(null);
        if (contest == null) {
            return;
        }
        String language = manifest.languages().get(0);
        out.println(SafeText.of(contest.terms().title().get(language)));
        List<String> names = contest.candidates().stream()
                .map(candidate -> SafeText.of(candidate.name().get(language)))
                .toList();
        if (opened instanceof Opened.Additive additive) {
            choices(additive, names, out);
        } else if (opened instanceof Opened.Ranked ranked && contest instanceof RankedContest terms) {
            ranking(ranked, terms, names, out);
        }
    }

    private static void choices(Opened.Additive additive, List<String> names, PrintWriter out) {
        for (int i = 0; i < additive.options().size(); i++) {
            out.printf(Locale.ROOT, "  %4d  %s%n", additive.options().get(i).m(), names.get(i));
        }
        if (additive.blank() != null) {
            out.printf(Locale.ROOT, "  %4d  blank%n", additive.blank().m());
        }
    }

    private static void ranking(Opened.Ranked ranked, RankedContest contest, List<String> names, PrintWriter out) {
        DecodedRanking decoded = RankingCode.of(contest)
                .decodePlaintexts(ranked.components().stream()
                        .map(Opened.Component::number)
                        .toList());
        switch (decoded.kind()) {
            case BLANK -> out.println("        blank: nobody is ranked");
            case SPOILT -> out.println("        spoilt: this is no ranking, and would count for nobody");
            case VALID -> {
                for (int i = 0; i < decoded.candidates().size(); i++) {
                    String name = names.get(decoded.candidates().get(i) - 1);
                    out.printf(Locale.ROOT, "  %3d.  %s%n", i + 1, name);
                }
            }
        }
    }
}
