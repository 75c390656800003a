// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.verify;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.urna.crypto.MalformedException;
import org.urna.crypto.group.Base64Url;
import org.urna.crypto.group.SecretScalar;
import org.urna.crypto.jose.DecryptionKey;
import org.urna.crypto.jose.EncryptionKey;
import org.urna.crypto.jose.SealedShare;
import org.urna.crypto.record.Hash;
import org.urna.crypto.record.KeyCommitment;
import org.urna.crypto.record.KeyShare;
import org.urna.crypto.record.TrusteeKeys;
import org.urna.crypto.threshold.Attempt;
import org.urna.crypto.threshold.Complaints;
import org.urna.crypto.threshold.Confirmation;
import org.urna.crypto.threshold.JointKey;
import org.urna.crypto.threshold.Polynomial;
import org.urna.crypto.threshold.PublicPolynomial;
import org.urna.crypto.threshold.StoredShare;
import org.urna.crypto.threshold.TrusteeKey;

/** One attempt at the key ceremony of a {@link TestElection}. */
final class TestCeremony {

    final TestElection election;
    final Attempt attempt;
    final List<DecryptionKey> keys = new ArrayList<>();
    final List<Polynomial> polynomials = new ArrayList<>();
    final List<KeyShare> shares = new ArrayList<>();
    final List<SecretScalar> secrets = new ArrayList<>();
    private final int start;
    Hash transcript;
    JointKey key;

    TestCeremony(TestElection election, int number) {
        this.election = election;
        this.start = election.entries.size();
        this.attempt = new Attempt(election.m, number, TestElection.TRUSTEES, TestElection.THRESHOLD);
        for (int i = 1; i <= TestElection.TRUSTEES; i++) {
            keys.add(DecryptionKey.generate(election.entropy));
            polynomials.add(Polynomial.random(TestElection.THRESHOLD, election.entropy));
        }
    }

    void run() {
        deal(0);
        for (int j : trustees()) {
            election.message(Confirmation.prove(attempt, transcript, key.y(), j, secrets.get(j - 1), election.entropy));
        }
        for (int j : trustees()) {
            election.message(StoredShare.prove(attempt, transcript, j, secrets.get(j - 1), election.entropy));
        }
    }

    /** Trustee 1 deals trustee 2 a wrong share, and trustee 2 complains. */
    void runToComplaint() {
        deal(2);
        SealedShare sealed = sealed(shares.get(0).shares().get(1));
        election.message(Complaints.make(attempt, transcript, 2, 1, sealed, keys.get(1), election.entropy));
    }

    static List<Integer> trustees() {
        return IntStream.rangeClosed(1, TestElection.TRUSTEES).boxed().toList();
    }

    private void deal(int wronged) {
        for (int i : trustees()) {
            EncryptionKey encryption = keys.get(i - 1).publicKey();
            election.message(new TrusteeKeys(
                    attempt.manifest(),
                    attempt.number(),
                    i,
                    election.trustees.get(i - 1).publicKey(),
                    encryption));
            shares.add(share(i, wronged));
        }
        for (int i : trustees()) {
            Hash commitment = shares.get(i - 1).publicPart().hash();
            election.message(new KeyCommitment(attempt.manifest(), attempt.number(), i, commitment));
        }
        for (int i : trustees()) {
            election.message(shares.get(i - 1));
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        election.entries
                .subList(start, election.entries.size())
                .forEach(entry -> all.writeBytes(TestElection.prefixed(entry)));
        transcript = Hash.sha256(all.toByteArray());
        List<PublicPolynomial> published =
                polynomials.stream().map(Polynomial::toPublic).toList();
        key = JointKey.of(published).orElseThrow();
        for (int j : trustees()) {
            secrets.add(polynomials.stream()
                    .map(f -> f.share(j))
                    .reduce(SecretScalar::plus)
                    .orElseThrow());
        }
    }

    private KeyShare share(int i, int wronged) {
        Polynomial f = polynomials.get(i - 1);
        List<String> sealed = new ArrayList<>();
        for (int j : trustees()) {
            SecretScalar value = i == 1 && j == wronged ? f.share(j).plus(SecretScalar.of(1)) : f.share(j);
            sealed.add(SealedShare.encrypt(keys.get(j - 1).publicKey(), value.encode(), election.entropy)
                    .compact());
        }
        return new KeyShare(
                attempt.manifest(),
                attempt.number(),
                i,
                sealed,
                new KeyShare.PublicPart(
                        f.toPublic().points(), TrusteeKey.prove(attempt, i, thumbprint(i), f, election.entropy)));
    }

    private Hash thumbprint(int i) {
        try {
            return Hash.of(
                    Base64Url.decode(election.trustees.get(i - 1).publicKey().thumbprint()));
        } catch (MalformedException e) {
            throw new AssertionError(e);
        }
    }

    static SealedShare sealed(String compact) {
        try {
            return SealedShare.parse(compact);
        } catch (MalformedException e) {
            throw new AssertionError(e);
        }
    }
}
