// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.threshold;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.urna.crypto.MalformedException;
import org.urna.crypto.Verdict;
import org.urna.crypto.group.Base64Url;
import org.urna.crypto.group.Entropy;
import org.urna.crypto.group.SecretScalar;
import org.urna.crypto.jose.DecryptionKey;
import org.urna.crypto.jose.EncryptionKey;
import org.urna.crypto.jose.SealedShare;
import org.urna.crypto.jose.VerificationKey;
import org.urna.crypto.record.EntryType;
import org.urna.crypto.record.Hash;
import org.urna.crypto.record.KeyCommitment;
import org.urna.crypto.record.KeyShare;
import org.urna.crypto.record.Message;
import org.urna.crypto.record.MessageEntry;
import org.urna.crypto.record.TrusteeKeys;

/**
 * One trustee in one attempt at the key ceremony ({@code docs/protocol.md} §9): from its own secrets and what the board shows, the
 * next thing to do. It does no input or output, and does not sign: a message is signed by whoever holds the signing key.
 *
 * <p>{@link #next} may be asked again at any time and gives the same answer for the same board. Before a message is sent, the
 * state ({@link #write}) must be stored: a trustee that forgets what it sent refuses its own messages. Not safe for concurrent
 * use; does not print.
 */
public final class CeremonyTrustee {

    private final CeremonySecrets secrets;

    private CeremonyTrustee(CeremonySecrets secrets) {
        this.secrets = secrets;
    }

    /**
     * Begins an attempt with a fresh polynomial and a fresh encryption key.
     *
     * @param trustee index in the manifest, from 1
     * @param signingKey the one whose thumbprint stands in the manifest
     */
    public static CeremonyTrustee begin(Attempt attempt, int trustee, VerificationKey signingKey, Entropy entropy) {
        Polynomial f = Polynomial.random(attempt.threshold(), entropy);
        DecryptionKey key = DecryptionKey.generate(entropy);
        TrusteeKeys keys = new TrusteeKeys(attempt.manifest(), attempt.number(), trustee, signingKey, key.publicKey());
        KeyShare.PublicPart publicPart = new KeyShare.PublicPart(
                f.toPublic().points(), TrusteeKey.prove(attempt, trustee, thumbprint(signingKey), f, entropy));
        return new CeremonyTrustee(new CeremonySecrets(attempt, keys, f, key, publicPart, null));
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws MalformedException unless the bytes are a state
     */
    public static CeremonyTrustee read(byte[] state) throws MalformedException {
        return new CeremonyTrustee(CeremonySecrets.read(state));
    }

    /** The whole state, secrets included: for an encrypted key file only. */
    public byte[] write() {
        return secrets.write();
    }

    /** The attempt that this trustee takes part in. */
    public Attempt attempt() {
        return secrets.attempt();
    }

    /** Index in the manifest, from 1. */
    public int trustee() {
        return secrets.keys().trustee();
    }

    /** What a trustee does next. */
    public sealed interface Step {

        /** Store the state, sign the message and send it. */
        record Send(Message message) implements Step {}

        /** Wait for messages of that type from these trustees. */
        record Wait(EntryType type, List<Integer> trustees) implements Step {}

        /** All trustees have confirmed: store the share. The {@code key-check} follows when it has been read back. */
        record Finished(TrusteeShare share) implements Step {}

        /** A complaint has ended the attempt. */
        record Ended(ComplaintDecision decision) implements Step {}

        /** The board is not in order, and nothing more is sent in this attempt; {@code trustee} is to answer for it. */
        record Refused(int trustee, Verdict.Rejected verdict) implements Step {}
    }

    /**
     * What to do next.
     *
     * @param seen the attempt's entries in the order of the log
     * @param thumbprints of the trustees' signing keys, as in the manifest
     */
    public Step next(List<MessageEntry> seen, List<String> thumbprints, Entropy entropy) {
        CeremonyBoard board = new CeremonyBoard(attempt(), thumbprints);
        for (MessageEntry entry : seen) {
            if (board.take(entry) instanceof Verdict.Rejected rejected) {
                return new Step.Refused(MessageChecks.Sender.of(entry.message()).trustee(), rejected);
            }
        }
        Optional<Verdict.Rejected> foreign = foreignMessage(board);
        if (foreign.isPresent()) {
            return new Step.Refused(trustee(), foreign.get());
        }
        if (board.complaint().isPresent()) {
            return new Step.Ended(board.complaint().get());
        }
        EntryType awaited = board.awaited().orElse(EntryType.KEY_CHECK);
        if (awaited == EntryType.KEY_CHECK) {
            return finished(board);
        }
        return board.missing(awaited).contains(trustee())
                ? send(board, awaited, entropy)
                : new Step.Wait(awaited, List.copyOf(board.missing(awaited)));
    }

    /** A message on the board that bears this trustee's index but is not the one that it sent. */
    private Optional<Verdict.Rejected> foreignMessage(CeremonyBoard board) {
        boolean own = board.keys(trustee()).map(secrets.keys()::equals).orElse(true)
                && board.commitment(trustee()).map(commitment()::equals).orElse(true)
                && board.share(trustee())
                        .map(share -> share.equals(secrets.sent()))
                        .orElse(true);
        return own
                ? Optional.empty()
                : Optional.of(new Verdict.Rejected(
                        "trustee-identity", "the board has a message in this trustee's name that it did not send"));
    }

    private Step send(CeremonyBoard board, EntryType awaited, Entropy entropy) {
        return switch (awaited) {
            case TRUSTEE -> new Step.Send(secrets.keys());
            case KEY_COMMITMENT -> new Step.Send(commitment());
            case KEY_SHARE -> new Step.Send(share(board, entropy));
            default -> confirm(board, entropy);
        };
    }

    private KeyCommitment commitment() {
        return new KeyCommitment(
                attempt().manifest(),
                attempt().number(),
                trustee(),
                secrets.publicPart().hash());
    }

    private KeyShare share(CeremonyBoard board, Entropy entropy) {
        KeyShare sent = secrets.sent();
        if (sent != null) {
            return sent;
        }
        List<String> sealed = new ArrayList<>();
        for (int j = 1; j <= attempt().trustees(); j++) {
            EncryptionKey receiver = board.keys(j).orElseThrow().encryptionKey();
            byte[] share = secrets.polynomial().share(j).encode();
            sealed.add(SealedShare.encrypt(receiver, share, entropy).compact());
        }
        KeyShare made = new KeyShare(attempt().manifest(), attempt().number(), trustee(), sealed, secrets.publicPart());
        secrets.remember(made);
        return made;
    }

    private Step confirm(CeremonyBoard board, Entropy entropy) {
        Hash transcript = board.transcript().orElseThrow();
        for (int i = 1; i <= attempt().trustees(); i++) {
            if (dealt(board, i) == null) {
                SealedShare sealed = sealed(board, i);
                return new Step.Send(
                        Complaints.make(attempt(), transcript, trustee(), i, sealed, secrets.key(), entropy));
            }
        }
        return new Step.Send(Confirmation.prove(
                attempt(), transcript, board.key().orElseThrow().y(), trustee(), sum(board), entropy));
    }

    private Step finished(CeremonyBoard board) {
        return new Step.Finished(new TrusteeShare(
                attempt(),
                trustee(),
                board.transcript().orElseThrow(),
                sum(board),
                board.key().orElseThrow()));
    }

    /** {@code s_j}, once every share is known to be good. */
    private SecretScalar sum(CeremonyBoard board) {
        SecretScalar sum = SecretScalar.of(0);
        for (int i = 1; i <= attempt().trustees(); i++) {
            SecretScalar share = dealt(board, i);
            if (share == null) {
                throw new IllegalStateException("a share that was confirmed is not good");
            }
            sum = sum.plus(share);
        }
        return sum;
    }

    /** The share {@code f_i(j)} that trustee {@code i} sent to this one; null where there is reason to complain. */
    private @Nullable SecretScalar dealt(CeremonyBoard board, int i) {
        PublicPolynomial polynomial =
                new PublicPolynomial(board.share(i).orElseThrow().publicPart().points());
        try {
            SecretScalar share = SecretScalar.decode(sealed(board, i).decrypt(secrets.key()));
            return polynomial.checkShare(trustee(), share).isAccepted() ? share : null;
        } catch (MalformedException e) {
            return null;
        }
    }

    private SealedShare sealed(CeremonyBoard board, int i) {
        try {
            // Shares are numbered from 1.
            return SealedShare.parse(board.share(i).orElseThrow().shares().get(trustee() - 1));
        } catch (MalformedException e) {
            throw new IllegalStateException("sealed shares were read when they were taken", e);
        }
    }

    private static Hash thumbprint(VerificationKey key) {
        try {
            return Hash.of(Base64Url.decode(key.thumbprint()));
        } catch (MalformedException e) {
            throw new IllegalStateException("thumbprints are base64url", e);
        }
    }

    @Override
    public String toString() {
        return "CeremonyTrustee[" + trustee() + ", hidden]";
    }
}
