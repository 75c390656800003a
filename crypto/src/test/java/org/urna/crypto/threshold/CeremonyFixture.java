// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.threshold;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.urna.crypto.group.Entropy;
import org.urna.crypto.jose.DetachedJws;
import org.urna.crypto.jose.SigningKey;
import org.urna.crypto.record.EntryType;
import org.urna.crypto.record.Hash;
import org.urna.crypto.record.Message;
import org.urna.crypto.record.MessageEntry;
import org.urna.crypto.record.SignedMessage;

/** Five trustees, three of whom can decrypt, at a key ceremony on one board. */
final class CeremonyFixture {

    static final int TRUSTEES = 5;
    static final int THRESHOLD = 3;
    private static final Instant TIME = Instant.parse("2026-11-21T12:00:00Z");

    final Entropy entropy = Entropy.secure();
    final Attempt attempt = new Attempt(Hash.sha256(new byte[] {7}), 1, TRUSTEES, THRESHOLD);
    final List<SigningKey> signingKeys = new ArrayList<>();
    final List<String> thumbprints = new ArrayList<>();
    final List<CeremonyTrustee> trustees = new ArrayList<>();
    final List<MessageEntry> log = new ArrayList<>();

    CeremonyFixture() {
        for (int i = 1; i <= TRUSTEES; i++) {
            SigningKey key = SigningKey.generate(entropy);
            signingKeys.add(key);
            thumbprints.add(key.publicKey().thumbprint());
            trustees.add(CeremonyTrustee.begin(attempt, i, key.publicKey(), entropy));
        }
    }

    CeremonyTrustee.Step next(int trustee) {
        return trustees.get(trustee - 1).next(log, thumbprints, entropy);
    }

    /** What that trustee wants to send now. */
    Message message(int trustee) {
        return ((CeremonyTrustee.Step.Send) next(trustee)).message();
    }

    SignedMessage signed(int trustee, Message message) {
        SigningKey key = signingKeys.get(trustee - 1);
        return new SignedMessage(DetachedJws.sign(key, message.signatureType(), message.write()), message);
    }

    MessageEntry entry(int trustee, Message message) {
        return signed(trustee, message).at(TIME);
    }

    void append(int trustee, Message message) {
        log.add(entry(trustee, message));
    }

    /** Lets every trustee send its message of one group, the one of {@code faulty} altered. */
    void round(int faulty, UnaryOperator<Message> alteration) {
        List<MessageEntry> sent = new ArrayList<>();
        for (int i = 1; i <= TRUSTEES; i++) {
            Message message = message(i);
            sent.add(entry(i, i == faulty ? alteration.apply(message) : message));
        }
        log.addAll(sent);
    }

    void round() {
        round(0, UnaryOperator.identity());
    }

    /** Runs honestly up to and including the group {@code last}. */
    CeremonyFixture upTo(EntryType last) {
        for (EntryType group :
                List.of(EntryType.TRUSTEE, EntryType.KEY_COMMITMENT, EntryType.KEY_SHARE, EntryType.KEY_CONFIRMATION)) {
            round();
            if (group == last) {
                return this;
            }
        }
        throw new IllegalArgumentException("not a group that trustees send by themselves");
    }

    /** The board as it stands. */
    CeremonyBoard board() {
        CeremonyBoard board = new CeremonyBoard(attempt, thumbprints);
        for (MessageEntry entry : log) {
            if (!board.take(entry).isAccepted()) {
                throw new AssertionError("the board refuses " + entry.type());
            }
        }
        return board;
    }
}
