// SPDX-License-Identifier: Apache-2.0
package org.urna.server.course;

import static org.assertj.core.api.Assertions.assertThat;
import static org.urna.server.course.Play.ok;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.urna.crypto.group.Base64Url;
import org.urna.crypto.group.SecretScalar;
import org.urna.crypto.jose.DecryptionKey;
import org.urna.crypto.jose.SealedShare;
import org.urna.crypto.record.Entry;
import org.urna.crypto.record.EntryType;
import org.urna.crypto.record.Hash;
import org.urna.crypto.record.KeyCommitment;
import org.urna.crypto.record.KeyShare;
import org.urna.crypto.record.MessageEntry;
import org.urna.crypto.record.TrusteeKeys;
import org.urna.crypto.threshold.Attempt;
import org.urna.crypto.threshold.Polynomial;
import org.urna.crypto.threshold.TrusteeKey;
import org.urna.server.store.Databases;

/** A trustee deals a wrong share: the complaint stands on the board, and the next attempt begins by itself. */
class ComplaintTest {

    @Test
    void aComplaintEndsTheAttemptAndTheNextOneSucceeds(@TempDir Path data) throws Exception {
        try (Play play = new Play(data, Databases.sqlite(data))) {
            play.create(play.draft(), Play.roll(4));
            ok(200, play.staff("/ceremony"));
            Person cheat = play.trustees.get(0);
            Attempt attempt = new Attempt(play.last(EntryType.MANIFEST).hash(), 1, 3, 2);
            DecryptionKey key = DecryptionKey.generate(Person.ENTROPY);
            Polynomial f = Polynomial.random(2, Person.ENTROPY);
            KeyShare.PublicPart open = new KeyShare.PublicPart(
                    f.toPublic().points(),
                    TrusteeKey.prove(attempt, 1, Hash.of(Base64Url.decode(cheat.thumbprint())), f, Person.ENTROPY));

            ok(
                    201,
                    play.send(cheat.sign(
                            new TrusteeKeys(attempt.manifest(), 1, 1, cheat.key.publicKey(), key.publicKey()))));
            send(play, 2, 3);
            KeyCommitment commitment = new KeyCommitment(attempt.manifest(), 1, 1, open.hash());
            ok(201, play.send(cheat.sign(commitment)));
            send(play, 2, 3);
            ok(201, play.send(cheat.sign(new KeyShare(attempt.manifest(), 1, 1, wrongShares(play, f), open))));
            send(play, 2, 3);
            send(play, 2); // the complaint

            List<Entry> entries = play.board.entries();
            assertThat(entries.get(entries.size() - 2).type()).isEqualTo(EntryType.COMPLAINT);
            assertThat(entries.get(entries.size() - 1).type()).isEqualTo(EntryType.MANIFEST);
            assertThat(play.state().path("attempt").asInt()).isEqualTo(2);
            assertThat(play.state().has("T")).isFalse();

            // Who watches sees whose share was wrong, who goes on, and that nobody waits for the past attempt.
            JsonNode steps = ok(200, play.server.send(play.server.open(play.path("/progress"))));
            assertThat(steps.path("attempts")
                            .path(0)
                            .path("complaint")
                            .path("atFault")
                            .asInt())
                    .isEqualTo(1);
            assertThat(steps.path("attempts")
                            .path(0)
                            .path("complaint")
                            .path("trustee")
                            .asInt())
                    .isEqualTo(2);
            assertThat(steps.path("attempts").path(0).path("steps")).hasSize(9);
            assertThat(steps.path("attempts").path(1).path("steps")).isEmpty();
            assertThat(steps.path("waiting")).hasSize(3);
            assertThat(steps.path("waiting").path(2).toString())
                    .startsWith("{\"who\":\"trustee:3\",\"what\":\"trustee\",\"since\":\"20");

            play.ceremony();

            assertThat(play.count(EntryType.KEY_CHECK)).isEqualTo(3);
            assertThat(play.state().path("awaiting").path(0).path("what").asText())
                    .isEqualTo("credentials");
        }
    }

    private static void send(Play play, int... trustees) throws Exception {
        for (int i : trustees) {
            ok(201, play.send(play.trustees.get(i - 1).next(i, play.board.entries())));
        }
    }

    /** The second trustee's share is one too large. */
    private static List<String> wrongShares(Play play, Polynomial f) {
        List<String> sealed = new ArrayList<>();
        for (Entry entry : play.board.entries()) {
            if (entry instanceof MessageEntry signed && signed.message() instanceof TrusteeKeys keys) {
                int j = keys.trustee();
                SecretScalar share = f.share(j);
                SecretScalar dealt = j == 2 ? share.plus(SecretScalar.of(1)) : share;
                sealed.add(SealedShare.encrypt(keys.encryptionKey(), dealt.encode(), Person.ENTROPY)
                        .compact());
            }
        }
        return sealed;
    }
}
