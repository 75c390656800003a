// SPDX-License-Identifier: Apache-2.0
package org.urna.verifier.bench;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.urna.crypto.MalformedException;
import org.urna.crypto.group.Base64Url;
import org.urna.crypto.group.Entropy;
import org.urna.crypto.group.SecretScalar;
import org.urna.crypto.jose.SealedShare;
import org.urna.crypto.record.Hash;
import org.urna.crypto.record.KeyCommitment;
import org.urna.crypto.record.KeyShare;
import org.urna.crypto.record.TrusteeKeys;
import org.urna.crypto.threshold.Attempt;
import org.urna.crypto.threshold.Confirmation;
import org.urna.crypto.threshold.JointKey;
import org.urna.crypto.threshold.Polynomial;
import org.urna.crypto.threshold.StoredShare;
import org.urna.crypto.threshold.TrusteeKey;

/** The key ceremony of a measured election, all of whose trustees are this program. */
final class Dealing {

    /**
     * What comes of it.
     *
     * @param transcript {@code T}
     * @param secrets the trustees' shares {@code s_i}
     */
    record Dealt(Attempt attempt, Hash transcript, JointKey key, List<SecretScalar> secrets) {}

    private final Chronicle chronicle;
    private final People people;
    private final Entropy entropy;
    private final Attempt attempt;
    private final List<Polynomial> polynomials;
    private final ByteArrayOutputStream dealt = new ByteArrayOutputStream();

    Dealing(Chronicle chronicle, People people, Hash manifest, Entropy entropy) {
        this.chronicle = chronicle;
        this.people = people;
        this.entropy = entropy;
        this.attempt = new Attempt(manifest, 1, People.TRUSTEES, People.THRESHOLD);
        this.polynomials = Stream.generate(() -> Polynomial.random(People.THRESHOLD, entropy))
                .limit(People.TRUSTEES)
                .toList();
    }

    private static List<Integer> trustees() {
        return IntStream.rangeClosed(1, People.TRUSTEES).boxed().toList();
    }

    Dealt run() throws IOException {
        deal();
        Hash transcript = Hash.sha256(dealt.toByteArray());
        JointKey key = JointKey.of(
                        polynomials.stream().map(Polynomial::toPublic).toList())
                .orElseThrow();
        List<SecretScalar> secrets = new ArrayList<>();
        for (int j : trustees()) {
            secrets.add(polynomials.stream()
                    .map(polynomial -> polynomial.share(j))
                    .reduce(SecretScalar::plus)
                    .orElseThrow());
        }
        for (int j : trustees()) {
            chronicle.message(
                    people.trustees().get(j - 1),
                    Confirmation.prove(attempt, transcript, key.y(), j, secrets.get(j - 1), entropy));
        }
        for (int j : trustees()) {
            chronicle.message(
                    people.trustees().get(j - 1),
                    StoredShare.prove(attempt, transcript, j, secrets.get(j - 1), entropy));
        }
        return new Dealt(attempt, transcript, key, List.copyOf(secrets));
    }

    private void deal() throws IOException {
        List<KeyShare> shares = new ArrayList<>();
        for (int i : trustees()) {
            shares.add(share(i));
            note(chronicle.message(
                    people.trustees().get(i - 1),
                    new TrusteeKeys(
                            attempt.manifest(),
                            attempt.number(),
                            i,
                            people.trustees().get(i - 1).publicKey(),
                            people.decryption().get(i - 1).publicKey())));
        }
        for (int i : trustees()) {
            Hash commitment = shares.get(i - 1).publicPart().hash();
            note(chronicle.message(
                    people.trustees().get(i - 1),
                    new KeyCommitment(attempt.manifest(), attempt.number(), i, commitment)));
        }
        for (int i : trustees()) {
            note(chronicle.message(people.trustees().get(i - 1), shares.get(i - 1)));
        }
    }

    /** {@code T} covers each entry after its length. */
    private void note(byte[] entry) throws IOException {
        DataOutputStream out = new DataOutputStream(dealt);
        out.writeInt(entry.length);
        out.write(entry);
    }

    private KeyShare share(int i) {
        Polynomial polynomial = polynomials.get(i - 1);
        List<String> sealed = trustees().stream()
                .map(j -> SealedShare.encrypt(
                                people.decryption().get(j - 1).publicKey(),
                                polynomial.share(j).encode(),
                                entropy)
                        .compact())
                .toList();
        return new KeyShare(
                attempt.manifest(),
                attempt.number(),
                i,
                sealed,
                new KeyShare.PublicPart(
                        polynomial.toPublic().points(),
                        TrusteeKey.prove(attempt, i, thumbprint(i), polynomial, entropy)));
    }

    private Hash thumbprint(int i) {
        try {
            return Hash.of(
                    Base64Url.decode(people.trustees().get(i - 1).publicKey().thumbprint()));
        } catch (MalformedException e) {
            throw new IllegalStateException("a thumbprint is base64url", e);
        }
    }
}
