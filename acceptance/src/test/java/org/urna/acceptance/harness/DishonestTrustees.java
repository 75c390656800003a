// SPDX-License-Identifier: Apache-2.0
package org.urna.acceptance.harness;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.urna.crypto.MalformedException;
import org.urna.crypto.group.Entropy;
import org.urna.crypto.group.SecretScalar;
import org.urna.crypto.jose.DetachedJws;
import org.urna.crypto.jose.EncryptionKey;
import org.urna.crypto.jose.KeyFile;
import org.urna.crypto.jose.SealedShare;
import org.urna.crypto.jose.SigningKey;
import org.urna.crypto.record.Entry;
import org.urna.crypto.record.EntryType;
import org.urna.crypto.record.KeyShare;
import org.urna.crypto.record.Manifest;
import org.urna.crypto.record.ManifestEntry;
import org.urna.crypto.record.Message;
import org.urna.crypto.record.MessageEntry;
import org.urna.crypto.record.SignedMessage;
import org.urna.crypto.record.TrusteeKeys;
import org.urna.crypto.threshold.Attempt;
import org.urna.crypto.threshold.CeremonyTrustee;

/** The first two trustees of an election, by their key files: the first of them deals the third a share that is none. */
public final class DishonestTrustees {

    private static final Entropy ENTROPY = Entropy.secure();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int PAUSE_MILLIS = 200;
    private static final int CHEATED = 3;

    private final Home home;
    private final Http http;
    private final Election election;
    private final List<SigningKey> keys = new ArrayList<>();
    private final List<CeremonyTrustee> trustees = new ArrayList<>();
    private List<String> thumbprints = List.of();

    public DishonestTrustees(Home home, Http http, Election election) {
        this.home = home;
        this.http = http;
        this.election = election;
    }

    /** Takes part in the first attempt until the third trustee has complained. */
    public void dealUntilTheThirdComplains() throws IOException, MalformedException {
        begin((ManifestEntry) board().get(0));
        Instant end = Instant.now().plus(PATIENCE);
        List<Entry> entries = board();
        while (entries.stream().noneMatch(entry -> entry.type() == EntryType.COMPLAINT)) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("nobody complains of a share that is none");
            }
            List<MessageEntry> posted = entries.stream()
                    .filter(MessageEntry.class::isInstance)
                    .map(MessageEntry.class::cast)
                    .toList();
            for (int i = 0; i < trustees.size(); i++) {
                if (trustees.get(i).next(posted, thumbprints, ENTROPY) instanceof CeremonyTrustee.Step.Send send
                        && send.message().type().compareTo(EntryType.KEY_SHARE) <= 0) {
                    send(keys.get(i), i == 0 ? bent(send.message(), posted) : send.message());
                }
            }
            ServerProcess.pause(PAUSE_MILLIS);
            entries = board();
        }
    }

    private List<Entry> board() throws IOException, MalformedException {
        return election.board(http).read();
    }

    private void begin(ManifestEntry first) throws IOException, MalformedException {
        Manifest manifest = Objects.requireNonNull(first.manifest());
        thumbprints =
                manifest.trustees().stream().map(Manifest.Trustee::thumbprint).toList();
        Attempt attempt = new Attempt(first.hash(), 1, manifest.trusteeCount(), manifest.threshold());
        for (int i = 1; i < CHEATED; i++) {
            SigningKey key = key("trustee" + i);
            keys.add(key);
            trustees.add(CeremonyTrustee.begin(attempt, i, key.publicKey(), ENTROPY));
        }
    }

    private SigningKey key(String who) throws IOException, MalformedException {
        String passphrase =
                Files.readString(home.people().resolve(who + ".passphrase")).strip();
        String file = Files.readString(home.people().resolve(who + ".key")).strip();
        String content = new String(KeyFile.decrypt(passphrase.toCharArray(), file), StandardCharsets.US_ASCII);
        JsonNode jwk = Http.json(content.getBytes(StandardCharsets.US_ASCII)).path("signingKey");
        return SigningKey.parse(jwk.toString());
    }

    private static Message bent(Message message, List<MessageEntry> posted) {
        if (!(message instanceof KeyShare share)) {
            return message;
        }
        EncryptionKey receiver = posted.stream()
                .map(MessageEntry::message)
                .filter(TrusteeKeys.class::isInstance)
                .map(TrusteeKeys.class::cast)
                .filter(each -> each.trustee() == CHEATED)
                .findFirst()
                .orElseThrow()
                .encryptionKey();
        List<String> sealed = new ArrayList<>(share.shares());
        byte[] none = SecretScalar.random(ENTROPY).encode();
        sealed.set(CHEATED - 1, SealedShare.encrypt(receiver, none, ENTROPY).compact());
        return new KeyShare(share.anchor(), share.attempt(), share.trustee(), sealed, share.publicPart());
    }

    private void send(SigningKey key, Message message) {
        String signature = DetachedJws.sign(key, message.signatureType(), message.write());
        Http.expect(
                http.post(
                        "/api/v1/elections/" + election.id() + "/messages",
                        "application/vnd.urna.message+json",
                        new SignedMessage(signature, message).write()),
                201);
    }
}
