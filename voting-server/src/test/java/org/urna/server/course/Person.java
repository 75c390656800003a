// SPDX-License-Identifier: Apache-2.0
package org.urna.server.course;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.urna.crypto.group.Entropy;
import org.urna.crypto.jose.DetachedJws;
import org.urna.crypto.jose.SigningKey;
import org.urna.crypto.record.Entry;
import org.urna.crypto.record.EntryType;
import org.urna.crypto.record.Manifest;
import org.urna.crypto.record.ManifestEntry;
import org.urna.crypto.record.Message;
import org.urna.crypto.record.MessageEntry;
import org.urna.crypto.record.SignedMessage;
import org.urna.crypto.threshold.Attempt;
import org.urna.crypto.threshold.CeremonyTrustee;
import org.urna.crypto.threshold.StoredShare;
import org.urna.crypto.threshold.TrusteeShare;

/** A trustee or officer of a test, with a key of its own. */
final class Person {

    static final Entropy ENTROPY = Entropy.secure();

    final SigningKey key = SigningKey.generate(ENTROPY);
    private CeremonyTrustee ceremony;
    private TrusteeShare share;

    String thumbprint() {
        return key.publicKey().thumbprint();
    }

    /** A message as it is sent. */
    byte[] sign(Message message) {
        return new SignedMessage(DetachedJws.sign(key, message.signatureType(), message.write()), message).write();
    }

    /** An officer's signature. */
    String sign(String decision) {
        return DetachedJws.sign(key, "urna-decision", decision.getBytes(StandardCharsets.US_ASCII));
    }

    TrusteeShare share() {
        return share;
    }

    /** What this trustee sends next in the latest attempt, from the board alone; null if it waits or is done. */
    byte[] next(int index, List<Entry> board) {
        int start = -1;
        int attempt = 0;
        for (int i = 0; i < board.size(); i++) {
            if (board.get(i).type() == EntryType.MANIFEST) {
                start = i;
                attempt++;
            }
        }
        ManifestEntry manifestEntry = (ManifestEntry) board.get(start);
        Manifest manifest = manifestEntry.manifest();
        if (ceremony == null || ceremony.attempt().number() != attempt) {
            share = null;
            ceremony = CeremonyTrustee.begin(
                    new Attempt(manifestEntry.hash(), attempt, manifest.trusteeCount(), manifest.threshold()),
                    index,
                    key.publicKey(),
                    ENTROPY);
        }
        List<MessageEntry> seen = new ArrayList<>();
        for (Entry entry : board.subList(start + 1, board.size())) {
            seen.add((MessageEntry) entry);
        }
        List<String> prints =
                manifest.trustees().stream().map(Manifest.Trustee::thumbprint).toList();
        CeremonyTrustee.Step step = ceremony.next(seen, prints, ENTROPY);
        if (step instanceof CeremonyTrustee.Step.Send send) {
            return sign(send.message());
        }
        if (step instanceof CeremonyTrustee.Step.Finished finished && share == null) {
            share = finished.share();
            return sign(StoredShare.prove(share.attempt(), share.transcript(), index, share.secret(), ENTROPY));
        }
        if (step instanceof CeremonyTrustee.Step.Refused refused) {
            throw new AssertionError("trustee " + index + " refuses: " + refused);
        }
        return null;
    }
}
