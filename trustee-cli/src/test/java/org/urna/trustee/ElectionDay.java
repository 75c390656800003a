// SPDX-License-Identifier: Apache-2.0
package org.urna.trustee;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.urna.crypto.MalformedException;
import org.urna.crypto.ballot.Answer;
import org.urna.crypto.ballot.BallotCheck;
import org.urna.crypto.ballot.BallotEncryption;
import org.urna.crypto.ballot.BallotSignature;
import org.urna.crypto.ballot.Choices;
import org.urna.crypto.ballot.ContestForm;
import org.urna.crypto.ballot.Preferences;
import org.urna.crypto.credential.Credential;
import org.urna.crypto.elgamal.Ciphertext;
import org.urna.crypto.group.Entropy;
import org.urna.crypto.group.SecretScalar;
import org.urna.crypto.jose.DetachedJws;
import org.urna.crypto.log.MerkleTree;
import org.urna.crypto.log.TreeHash;
import org.urna.crypto.mix.Ciphertexts;
import org.urna.crypto.proof.KnowledgeProof;
import org.urna.crypto.record.Action;
import org.urna.crypto.record.Artifact;
import org.urna.crypto.record.Ballot;
import org.urna.crypto.record.BallotEntry;
import org.urna.crypto.record.CastRequest;
import org.urna.crypto.record.CloseEntry;
import org.urna.crypto.record.Contest;
import org.urna.crypto.record.CredentialLine;
import org.urna.crypto.record.CredentialList;
import org.urna.crypto.record.Decision;
import org.urna.crypto.record.Entry;
import org.urna.crypto.record.Hash;
import org.urna.crypto.record.Manifest;
import org.urna.crypto.record.MessageEntry;
import org.urna.crypto.record.OpenEntry;
import org.urna.crypto.record.RankedContest;
import org.urna.crypto.record.Reason;
import org.urna.crypto.record.ReserveLine;
import org.urna.crypto.record.Tally;
import org.urna.crypto.record.TallyEntry;
import org.urna.crypto.threshold.Attempt;
import org.urna.crypto.threshold.CeremonyBoard;
import org.urna.crypto.threshold.ContestTally;
import org.urna.crypto.threshold.EncryptedTally;
import org.urna.crypto.threshold.JointKey;

/** What a server appends from the credentials to the tallies, once the trustees have finished their ceremony. */
public final class ElectionDay {

    private static final Entropy CHANCE = Entropy.secure();
    private static final int MEMBERS = 3;

    private final Election election;
    private final List<byte[]> ceremony;
    private final List<Credential> members = credentials(MEMBERS);
    private final List<Credential> reserves = credentials(1);
    private final Hash transcript;
    private final JointKey key;

    /** The entries so far are those of the ceremony, key checks included. */
    public ElectionDay(Election election) throws MalformedException {
        this.election = election;
        this.ceremony = election.server().entries();
        Manifest manifest = election.manifest();
        CeremonyBoard board = new CeremonyBoard(
                new Attempt(election.anchor(), 1, manifest.trusteeCount(), manifest.threshold()),
                manifest.trustees().stream().map(Manifest.Trustee::thumbprint).toList());
        for (byte[] entry : ceremony.subList(1, ceremony.size())) {
            board.take((MessageEntry) Entry.read(entry));
        }
        this.transcript = board.transcript().orElseThrow();
        this.key = board.key().orElseThrow();
    }

    /** The key that everyone computes. */
    public JointKey key() {
        return key;
    }

    /** A log up to its tallies and the sums that are to be decrypted. */
    public record Log(List<byte[]> entries, EncryptedTally tally) {}

    /** How a member who chooses this option, from 1, ranks the candidates of a ranked contest: that one first, then the last. */
    public static Preferences ranking(RankedContest contest, int option) {
        return Preferences.of(option, contest.candidates().size());
    }

    /**
     * A whole log.
     *
     * @param sealed the beginning that it shares with another one, or nothing
     * @param votes the option that each member chooses, from 1
     * @param forged whether the last ballot bears another's signature
     */
    public Log log(List<byte[]> sealed, List<Integer> votes, boolean forged) {
        List<byte[]> entries = new ArrayList<>(sealed.isEmpty() ? seal() : sealed);
        Hash e = Hash.sha256(entries.get(entries.size() - 1));
        entries.add(new OpenEntry(Election.NOW, e).write());
        ContestTally sum = new ContestTally(2, true);
        KnowledgeProof last = null;
        List<Ballot> ballots = new ArrayList<>();
        for (int i = 0; i < votes.size(); i++) {
            CastRequest cast = cast(e, members.get(i), votes.get(i));
            KnowledgeProof signature = forged && last != null ? last : cast.signature();
            last = cast.signature();
            entries.add(new BallotEntry(Election.NOW, signature, cast.ballot()).write());
            sum.add(BallotCheck.ciphertexts(cast.ballot().contests().get(0)), 1);
            ballots.add(cast.ballot());
        }
        Instant closes = election.manifest().schedule().closes();
        byte[] close = new CloseEntry(closes, e).write();
        entries.add(close);
        EncryptedTally tally = sum.encrypted(e, key.y(), "chair", "", Hash.sha256(close));
        entries.add(new TallyEntry(
                        closes, new Tally(e, "chair", "", votes.size(), votes.size(), true, tally.ciphertexts(), null))
                .write());
        List<Contest> contests = election.manifest().contests();
        for (int i = 1; i < contests.size(); i++) {
            entries.add(new TallyEntry(closes, tally(e, (RankedContest) contests.get(i), i, ballots)).write());
        }
        return new Log(List.copyOf(entries), tally);
    }

    private static Tally tally(Hash e, RankedContest contest, int place, List<Ballot> ballots) {
        List<List<Ciphertext>> rankings = ballots.stream()
                .map(ballot -> BallotCheck.ciphertexts(ballot.contests().get(place)))
                .toList();
        return new Tally(
                e,
                contest.id(),
                contest.bySection() ? "all" : "",
                ballots.size(),
                ballots.size(),
                true,
                null,
                Ciphertexts.of(rankings, contest.components()).hash());
    }

    private CastRequest cast(Hash e, Credential member, int option) {
        List<ContestForm> forms = ContestForm.of(election.manifest().contests());
        List<Answer> answers = new ArrayList<>(List.of(Choices.of(2, option)));
        for (Contest contest : election.manifest().contests()) {
            if (contest instanceof RankedContest ranked) {
                answers.add(ranking(ranked, option));
            }
        }
        Ballot ballot = new BallotEncryption(e, key.y())
                .encrypt(forms, member.publicKey(), answers, CHANCE)
                .ballot();
        return BallotSignature.sign(ballot, member, CHANCE);
    }

    /** The log up to and including the set-up. */
    public List<byte[]> seal() {
        List<byte[]> entries = new ArrayList<>(ceremony);
        CredentialList list = new CredentialList(
                election.anchor(),
                artifact(lines(members, "all")),
                MEMBERS,
                artifact(lines(reserves, "")),
                reserves.size());
        entries.add(new MessageEntry(
                        Election.NOW, DetachedJws.sign(election.registrar(), list.signatureType(), list.write()), list)
                .write());
        TreeHash root = MerkleTree.rootOf(entries.stream().map(TreeHash::leaf).toList());
        Decision setup = new Decision(
                Decision.Anchor.M,
                election.anchor(),
                new Action.Setup(
                        1,
                        transcript,
                        entries.size(),
                        Hash.of(root.bytes()),
                        key.y(),
                        key.v(),
                        (int) election.manifest().maxBallotBytes(),
                        List.of(new Action.BoothFile("booth.js", Hash.sha256(new byte[1])))),
                1,
                Election.NOW,
                Election.NOW.plusSeconds(60),
                Reason.PLANNED);
        List<String> signatures = election.officerKeys().stream()
                .map(officer -> DetachedJws.sign(officer, "urna-decision", setup.write()))
                .toList();
        entries.add(setup.at(Election.NOW, signatures).write());
        return List.copyOf(entries);
    }

    private Artifact artifact(byte[] content) {
        election.server().artifact(content);
        return Artifact.of(content);
    }

    private static byte[] lines(List<Credential> credentials, String style) {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (Credential each : credentials) {
            lines.writeBytes(
                    style.isEmpty()
                            ? new ReserveLine(each.publicKey()).write()
                            : new CredentialLine(each.publicKey(), style, 1).write());
            lines.writeBytes("\n".getBytes(StandardCharsets.US_ASCII));
        }
        return lines.toByteArray();
    }

    private static List<Credential> credentials(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> Credential.of(SecretScalar.random(CHANCE)))
                .sorted(Comparator.comparing(each -> each.publicKey().encode(), Arrays::compareUnsigned))
                .toList();
    }
}
