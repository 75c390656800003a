// SPDX-License-Identifier: Apache-2.0
package org.urna.verifier.bench;

import java.util.ArrayList;
import java.util.List;
import org.urna.crypto.elgamal.Ciphertext;
import org.urna.crypto.group.Point;
import org.urna.crypto.group.Scalar;
import org.urna.crypto.hash.Transcript;
import org.urna.crypto.proof.KnowledgeProof;
import org.urna.crypto.proof.MembershipProof;
import org.urna.crypto.record.Ballot;
import org.urna.crypto.record.CastRequest;
import org.urna.crypto.record.Hash;

/**
 * Makes signed ballots in numbers, written from {@code docs/protocol.md} §6 and §7: valid for whoever checks them, and secret to nobody,
 * because all their randomness is a {@link Progression}. Safe for concurrent use.
 */
final class SyntheticVoters {

    /** No ballot of a run is spoilt. */
    static final long NONE = -1;

    private final Hash election;
    private final Point y;
    private final Poll poll;
    private final Progression credentials;
    private final Progression draws;

    /**
     * The voters of one election.
     *
     * @param election fingerprint {@code E}
     * @param y the election's key {@code Y}
     */
    SyntheticVoters(long seed, Hash election, Point y, Poll poll) {
        this.election = election;
        this.y = y;
        this.poll = poll;
        this.credentials = credentials(seed);
        this.draws = new Progression(seed, "draws", List.of(Point.G, y));
    }

    /** The voters' secrets and credentials, by number of the voter. */
    static Progression credentials(long seed) {
        return new Progression(seed, "credentials", List.of(Point.G));
    }

    /** One for the signature, one per ciphertext, three per proof. */
    private int drawsPerBallot() {
        return 4 * poll.options() + 4;
    }

    /**
     * The ballots of the voters from {@code first} on.
     *
     * @param spoilt number of a voter whose ballot, otherwise in order and signed, has a false response in its first proof; or {@link #NONE}
     */
    List<CastRequest> cast(long first, int count, long spoilt) {
        Progression.Run keys = credentials.from(first);
        Progression.Run run = draws.from(first * drawsPerBallot());
        List<Draft> drafts = new ArrayList<>(count);
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Draft draft = new Draft(first + i, keys.next(), run);
            draft.addPoints(points);
            drafts.add(draft);
        }
        Point.normalize(points);
        return drafts.stream()
                .map(draft -> draft.sign(draft.ballot(draft.voter == spoilt)))
                .toList();
    }

    /** A ballot's points, all of which are chosen before anything is hashed. */
    private final class Draft {

        private final long voter;
        private final Progression.Term credential;
        private final Progression.Term nonce;
        private final List<Claim> claims = new ArrayList<>();

        Draft(long voter, Progression.Term credential, Progression.Run run) {
            this.voter = voter;
            this.credential = credential;
            this.nonce = run.next();
            Ciphertext sum = Ciphertext.NOTHING;
            Scalar randomness = Scalar.ZERO;
            int choice = poll.choice(voter);
            for (int j = 1; j <= poll.options(); j++) {
                Progression.Term r = run.next();
                int vote = j == choice ? 1 : 0;
                Point mask = r.multiples().get(1);
                Ciphertext ciphertext = new Ciphertext(r.point(), vote == 1 ? mask.plus(Point.G) : mask);
                claims.add(new Claim("option:" + j, ciphertext, vote, r.value(), run));
                sum = sum.plus(ciphertext);
                randomness = randomness.plus(r.value());
            }
            claims.add(new Claim("sum", sum, choice == 0 ? 0 : 1, randomness, run));
        }

        void addPoints(List<Point> points) {
            points.add(credential.point());
            points.add(nonce.point());
            claims.forEach(claim -> claim.addPoints(points));
        }

        Ballot ballot(boolean spoilt) {
            List<Ballot.Choice> options = new ArrayList<>();
            for (Claim claim : claims.subList(0, poll.options())) {
                MembershipProof proof = claim.proof(credential.point());
                options.add(new Ballot.Choice(
                        claim.ciphertext, spoilt && options.isEmpty() ? withFalseResponse(proof) : proof));
            }
            MembershipProof sum = claims.get(poll.options()).proof(credential.point());
            return new Ballot(
                    election, credential.point(), List.of(new Ballot.Additive(Poll.CONTEST, options, null, sum)));
        }

        private MembershipProof withFalseResponse(MembershipProof proof) {
            MembershipProof.Last last = proof.last();
            return new MembershipProof(
                    proof.branches(),
                    new MembershipProof.Last(last.a(), last.b(), last.z().plus(Scalar.ONE)));
        }

        CastRequest sign(Ballot ballot) {
            Scalar c = Transcript.of("ballot")
                    .bytes(election.bytes())
                    .point(credential.point())
                    .point(nonce.point())
                    .bytes(ballot.hash().bytes())
                    .toScalar();
            Scalar z = nonce.value().plus(c.times(credential.value()));
            return new CastRequest(new KnowledgeProof(nonce.point(), z), ballot);
        }
    }

    /**
     * That a ciphertext holds 0 or 1. The branch of the other value is simulated: with its response {@code u + c*r} its commitments are
     * {@code u*G} and {@code u*Y - c*(m - v)*G}.
     */
    private final class Claim {

        private final String place;
        private final Ciphertext ciphertext;
        private final int m;
        private final Scalar r;
        private final Progression.Term nonce;
        private final Progression.Term simulated;
        private final Scalar share;
        private final Point simulatedB;

        Claim(String place, Ciphertext ciphertext, int m, Scalar r, Progression.Run run) {
            this.place = place;
            this.ciphertext = ciphertext;
            this.m = m;
            this.r = r;
            this.nonce = run.next();
            this.simulated = run.next();
            Progression.Term c = run.next();
            this.share = c.value();
            Point mask = simulated.multiples().get(1);
            this.simulatedB = m == 1 ? mask.minus(c.point()) : mask.plus(c.point());
        }

        void addPoints(List<Point> points) {
            points.addAll(List.of(ciphertext.alpha(), ciphertext.beta(), simulated.point(), simulatedB));
            points.addAll(nonce.multiples());
        }

        MembershipProof proof(Point credential) {
            List<Point> own = nonce.multiples();
            List<Point> other = List.of(simulated.point(), simulatedB);
            List<Point> zero = m == 0 ? own : other;
            List<Point> one = m == 0 ? other : own;
            Scalar rest = challenge(credential, zero, one).minus(share);
            Scalar ownZ = nonce.value().plus(rest.times(r));
            Scalar otherZ = simulated.value().plus(share.times(r));
            return new MembershipProof(
                    List.of(new MembershipProof.Branch(
                            zero.get(0), zero.get(1), m == 0 ? rest : share, m == 0 ? ownZ : otherZ)),
                    new MembershipProof.Last(one.get(0), one.get(1), m == 0 ? otherZ : ownZ));
        }

        private Scalar challenge(Point credential, List<Point> zero, List<Point> one) {
            Transcript transcript = Transcript.of("membership")
                    .bytes(election.bytes())
                    .text(Poll.CONTEST)
                    .text(place)
                    .point(credential)
                    .point(y)
                    .point(ciphertext.alpha())
                    .point(ciphertext.beta());
            for (long value : Poll.VALUES) {
                transcript = transcript.integer(value);
            }
            return transcript
                    .point(zero.get(0))
                    .point(zero.get(1))
                    .point(one.get(0))
                    .point(one.get(1))
                    .toScalar();
        }
    }
}
