// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.ballot;

import java.util.ArrayList;
import java.util.List;
import org.urna.crypto.Verdict;
import org.urna.crypto.elgamal.Ciphertext;
import org.urna.crypto.elgamal.Encryption;
import org.urna.crypto.elgamal.Opening;
import org.urna.crypto.group.Point;
import org.urna.crypto.record.Ballot;
import org.urna.crypto.record.ChallengeFile;
import org.urna.crypto.record.Hash;
import org.urna.crypto.record.Opened;

/** Challenged ballots ({@code docs/protocol.md} §7): opened instead of cast, so that anyone can encrypt again and compare. */
public final class Challenge {

    private static final String CHECK = "challenge";

    private Challenge() {}

    /** The file for a ballot that is challenged. The ballot must never be cast afterwards: its choices are public. */
    public static ChallengeFile open(SealedBallot sealed) {
        List<Opened> openings =
                sealed.openings().stream().map(Challenge::opened).toList();
        return new ChallengeFile(openings, sealed.ballot());
    }

    private static Opened opened(SealedBallot.Part part) {
        if (part instanceof SealedBallot.Ranked ranked) {
            List<Opened.Component> components = new ArrayList<>();
            for (int k = 0; k < ranked.plaintexts().size(); k++) {
                components.add(Opened.Component.of(
                        ranked.plaintexts().get(k), ranked.randomness().get(k).declassify()));
            }
            return new Opened.Ranked(ranked.form().contest(), components);
        }
        SealedBallot.Additive additive = (SealedBallot.Additive) part;
        List<Opened.Count> counts =
                additive.openings().stream().map(Challenge::count).toList();
        int options = additive.form().options();
        return new Opened.Additive(
                additive.form().contest(),
                counts.subList(0, options),
                additive.form().blank() ? counts.get(options) : null);
    }

    private static Opened.Count count(Opening opening) {
        return new Opened.Count(opening.m(), opening.r().declassify());
    }

    /**
     * Whether every ciphertext of a challenged ballot encrypts what its file says (check {@code challenge}). What was chosen is then
     * in the file's openings, to be shown beside the names of the board's manifest.
     *
     * @param election fingerprint {@code E} and
     * @param y key {@code Y} of the board, not of the booth
     * @param style forms of the contests of the voter's style, in manifest order
     */
    public static Verdict verify(ChallengeFile file, Hash election, Point y, List<ContestForm> style) {
        Verdict form = new BallotCheck(election, y).form(file.ballot(), style);
        if (!form.isAccepted()) {
            return form;
        }
        if (file.openings().size() != style.size()) {
            return Verdict.reject(CHECK, "there are not as many openings as contests");
        }
        for (int i = 0; i < style.size(); i++) {
            Verdict verdict =
                    verify(file.ballot().contests().get(i), file.openings().get(i), y);
            if (!verdict.isAccepted()) {
                return verdict;
            }
        }
        return Verdict.accept();
    }

    private static Verdict verify(Ballot.Part part, Opened opened, Point y) {
        List<Ciphertext> again = encrypt(opened, y);
        List<Ciphertext> ciphertexts = BallotCheck.ciphertexts(part);
        if (!opened.contest().equals(part.contest())
                || (opened instanceof Opened.Ranked) != (part instanceof Ballot.Ranked)) {
            return Verdict.reject(CHECK, "an opening is not of the contest in its place, or of another kind");
        }
        if (again.size() != ciphertexts.size()) {
            return Verdict.reject(CHECK, "there are not as many openings as ciphertexts");
        }
        for (int j = 0; j < again.size(); j++) {
            if (!again.get(j).equals(ciphertexts.get(j))) {
                return Verdict.reject(
                        CHECK,
                        part.contest() + ", ciphertext " + (j + 1)
                                + ": the ballot does not encrypt what the file says");
            }
        }
        return Verdict.accept();
    }

    private static List<Ciphertext> encrypt(Opened opened, Point y) {
        if (opened instanceof Opened.Ranked ranked) {
            return ranked.components().stream()
                    .map(each -> Encryption.open(y, RankingCode.point(each.number()), each.r()))
                    .toList();
        }
        Opened.Additive additive = (Opened.Additive) opened;
        List<Opened.Count> counts = new ArrayList<>(additive.options());
        Opened.Count blank = additive.blank();
        if (blank != null) {
            counts.add(blank);
        }
        return counts.stream()
                .map(count -> Encryption.open(y, count.m(), count.r()))
                .toList();
    }
}
