// SPDX-License-Identifier: Apache-2.0
package org.urna.server.tally;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.urna.crypto.MalformedException;
import org.urna.crypto.Verdict;
import org.urna.crypto.group.Entropy;
import org.urna.crypto.group.Point;
import org.urna.crypto.mix.Ciphertexts;
import org.urna.crypto.mix.MixPlace;
import org.urna.crypto.mix.ShuffleProof;
import org.urna.crypto.mix.ShuffleVerifier;
import org.urna.crypto.record.Artifact;
import org.urna.crypto.record.Decryption;
import org.urna.crypto.record.Hash;
import org.urna.crypto.record.Message;
import org.urna.crypto.record.Shuffle;
import org.urna.crypto.record.Tally;
import org.urna.crypto.threshold.DecryptionShare;
import org.urna.crypto.threshold.EncryptedTally;
import org.urna.crypto.work.Work;
import org.urna.server.message.Rejections;

/** Whether shuffles, and decryptions of ranked contests, are in their turn and true (docs/protocol.md §10). Takes time: call it on a worker thread. */
final class RankedChecks {

    private static final String SHUFFLE = "shuffle";
    private static final String DECRYPTION = "decryption";

    private RankedChecks() {}

    /** Whether a message names files, and thus is of a ranked contest. */
    static boolean isRanked(Message message) {
        return message instanceof Shuffle
                || (message instanceof Decryption decryption && decryption.factors() instanceof Decryption.Stored);
    }

    /** The tally that a message is about; throws the refusal of a message that is out of its turn, of another place, or names no files. */
    static Tally place(Closing closing, Message message) {
        Rejections.requireTurn(closing.isAgreed(), "fewer trustees have agreed than are needed");
        if (message instanceof Shuffle shuffle) {
            return shuffle(closing, shuffle);
        }
        if (message instanceof Decryption decryption && isRanked(message)) {
            Tally tally = tally(closing, DECRYPTION, decryption.contest(), decryption.section());
            require(DECRYPTION, closing.agreements().containsKey(decryption.trustee()), "the trustee has not agreed");
            Rejections.requireTurn(closing.isMixed(), "not every contest is mixed yet");
            Rejections.requireTurn(
                    !closing.isHeld(tally, decryption.trustee()), "a second decryption of one tally by one trustee");
            return tally;
        }
        throw Rejections.of(new Verdict.Rejected(message.type().code(), "the message names no files"));
    }

    private static Tally shuffle(Closing closing, Shuffle shuffle) {
        Tally tally = tally(closing, SHUFFLE, shuffle.contest(), shuffle.section());
        List<Shuffle> chain = closing.chain(tally);
        require(SHUFFLE, closing.agreements().containsKey(shuffle.trustee()), "the trustee has not agreed");
        Rejections.requireTurn(!closing.isMixedEnough(tally), "the contest is mixed often enough");
        Rejections.requireTurn(
                chain.stream().noneMatch(each -> each.trustee() == shuffle.trustee()),
                "the trustee has mixed this contest already");
        Rejections.requireTurn(shuffle.step() == chain.size() + 1, "it is another step's turn");
        @Nullable
        Hash input = chain.isEmpty()
                ? tally.input()
                : chain.get(chain.size() - 1).output().sha256();
        require(SHUFFLE, Objects.equals(shuffle.input(), input), "the input is not what the mixer before put out");
        return tally;
    }

    private static Tally tally(Closing closing, String check, String contest, String section) {
        return closing.tally(contest, section)
                .filter(closing::needsMixers)
                .orElseThrow(() -> Rejections.of(
                        new Verdict.Rejected(check, "there is nothing to mix for this contest and section")));
    }

    private static void require(String check, boolean condition, String otherwise) {
        Rejections.require(condition ? Verdict.accept() : Verdict.reject(check, otherwise));
    }

    /** The files that a message names; throws the refusal of one whose lengths are not those of its ballots. */
    static List<Artifact> artifacts(Message message, long ballots, int width) {
        if (message instanceof Shuffle shuffle) {
            require(
                    SHUFFLE,
                    shuffle.output().length() == ballots * width * Ciphertexts.BYTES
                            && shuffle.proof().length() == ShuffleProof.length(Math.toIntExact(ballots), width),
                    "output and proof are not as long as the ballots ask for");
            return List.of(shuffle.output(), shuffle.proof());
        }
        Decryption.Stored stored = (Decryption.Stored) ((Decryption) message).factors();
        long length = ballots * width * Point.BYTES;
        require(DECRYPTION, stored.artifact().length() == length, "there are not as many factors as ciphertexts");
        return List.of(stored.artifact());
    }

    /** Throws the refusal of a message whose files do not prove what it says. */
    static void check(Closing closing, Message message, Ciphertexts current, Map<Hash, byte[]> files) {
        try {
            if (message instanceof Shuffle shuffle) {
                Rejections.require(verdict(closing, shuffle, current, files));
            } else {
                Decryption decryption = (Decryption) message;
                DecryptionShare share = new DecryptionShare(
                        DecryptionShare.readFactors(file(files, ((Decryption.Stored) decryption.factors()).artifact())),
                        decryption.proof());
                Rejections.require(share.verify(
                        encrypted(closing, decryption.contest(), decryption.section(), current),
                        decryption.trustee(),
                        closing.key().v(decryption.trustee())));
            }
        } catch (MalformedException e) {
            throw Rejections.of(new Verdict.Rejected(message.type().code(), String.valueOf(e.getMessage())));
        }
    }

    private static Verdict verdict(Closing closing, Shuffle shuffle, Ciphertexts current, Map<Hash, byte[]> files)
            throws MalformedException {
        MixPlace place = new MixPlace(
                closing.election(),
                shuffle.contest(),
                shuffle.section(),
                shuffle.step(),
                shuffle.trustee(),
                closing.key().y());
        return ShuffleVerifier.verify(
                place,
                current,
                Ciphertexts.decode(file(files, shuffle.output()), current.width()),
                ShuffleProof.decode(file(files, shuffle.proof()), current.size(), current.width()),
                Entropy.secure(),
                Work.ofCaller());
    }

    private static byte[] file(Map<Hash, byte[]> files, Artifact artifact) {
        byte @Nullable [] bytes = files.get(artifact.sha256());
        if (bytes == null) {
            throw new IllegalStateException("a file was not read");
        }
        return bytes;
    }

    /** What is decrypted of a ranked contest. */
    static EncryptedTally encrypted(Closing closing, String contest, String section, Ciphertexts last) {
        return new EncryptedTally(closing.election(), contest, section, last.all());
    }
}
