// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.record;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.urna.crypto.MalformedException;
import org.urna.crypto.elgamal.Ciphertext;
import org.urna.crypto.group.Base64Url;
import org.urna.crypto.group.Point;
import org.urna.crypto.group.Scalar;
import org.urna.crypto.proof.KnowledgeProof;
import org.urna.crypto.proof.MembershipProof;

/**
 * Where the values stand in the writing of a ballot, learnt from one that was read strictly. Every value of a ballot is written in a fixed
 * length, so another ballot of the same style and election has the same bytes but for its time, points and scalars. Bytes that agree in all
 * the rest, and whose points and scalars are well formed, are therefore the canonical writing of a ballot: nothing needs to be written again
 * to see that.
 */
final class BallotLayout {

    private static final int POINT = 86;
    private static final int SCALAR = 43;
    private static final int TIME = 20;
    private static final byte[] BEFORE_TIME = "{\"type\":\"ballot\",\"time\":\"".getBytes(StandardCharsets.US_ASCII);

    /** What was read. The time is null where there is none: in what a voter sends. */
    record Cast(@Nullable Instant time, KnowledgeProof signature, Ballot ballot) {}

    private final byte[] example;
    private final Ballot shape;
    private final boolean timed;

    /** Begin and end of each value, in turn; between an end and the next begin, every ballot is the same. */
    private final int[] places;

    private BallotLayout(byte[] example, Ballot shape) {
        this.example = example.clone();
        this.shape = shape;
        this.timed = Arrays.equals(example, 0, BEFORE_TIME.length, BEFORE_TIME, 0, BEFORE_TIME.length);
        this.places = places();
    }

    /**
     * The layout of {@code example}, which stands for {@code cast}; null if what it gives for that is anything else.
     *
     * @param example canonical
     */
    static @Nullable BallotLayout of(byte[] example, Cast cast) {
        BallotLayout layout = new BallotLayout(example, cast.ballot());
        try {
            return layout.fits(example) && cast.equals(layout.read(example)) ? layout : null;
        } catch (MalformedException e) {
            return null;
        }
    }

    /** Ids are shorter than a scalar, and the hash of the election is neither as long as a scalar nor as a point. */
    private int[] places() {
        List<Integer> found = new ArrayList<>();
        if (timed) {
            found.addAll(List.of(BEFORE_TIME.length, BEFORE_TIME.length + TIME));
        }
        int at = timed ? BEFORE_TIME.length + TIME + 1 : 0;
        while (at < example.length) {
            if (example[at++] == '"') {
                int begin = at;
                while (at < example.length && example[at] != '"') {
                    at++;
                }
                if (at - begin == POINT || at - begin == SCALAR) {
                    found.addAll(List.of(begin, at));
                }
                at++;
            }
        }
        return found.stream().mapToInt(Integer::intValue).toArray();
    }

    /** Whether {@code bytes} are the example's but for the values. */
    boolean fits(byte[] bytes) {
        if (bytes.length != example.length) {
            return false;
        }
        int from = 0;
        for (int i = 0; i < places.length; i += 2) {
            if (!Arrays.equals(bytes, from, places[i], example, from, places[i])) {
                return false;
            }
            from = places[i + 1];
        }
        return Arrays.equals(bytes, from, bytes.length, example, from, bytes.length);
    }

    /**
     * Reads bytes that fit.
     *
     * @throws MalformedException if a value is malformed; the message does not say where
     */
    Cast read(byte[] bytes) throws MalformedException {
        return new Values(bytes).cast();
    }

    /** The values in the order in which they are written. */
    private final class Values {

        private final byte[] bytes;
        private int next;

        Values(byte[] bytes) {
            this.bytes = bytes;
        }

        Cast cast() throws MalformedException {
            Instant time = timed ? time() : null;
            KnowledgeProof signature = knowledge();
            Point credential = point();
            List<Ballot.Part> parts = new ArrayList<>(shape.contests().size());
            for (Ballot.Part part : shape.contests()) {
                parts.add(part instanceof Ballot.Additive additive ? additive(additive) : ranked((Ballot.Ranked) part));
            }
            if (next != places.length) {
                throw new MalformedException("more values than the ballot has");
            }
            return new Cast(time, signature, new Ballot(shape.election(), credential, parts));
        }

        private Ballot.Part additive(Ballot.Additive like) throws MalformedException {
            List<Ballot.Choice> options = new ArrayList<>(like.options().size());
            for (Ballot.Choice option : like.options()) {
                options.add(choice(option));
            }
            Ballot.Choice blank = like.blank() == null ? null : choice(like.blank());
            return new Ballot.Additive(like.contest(), options, blank, membership(like.sum()));
        }

        private Ballot.Choice choice(Ballot.Choice like) throws MalformedException {
            return new Ballot.Choice(new Ciphertext(point(), point()), membership(like.proof()));
        }

        private Ballot.Part ranked(Ballot.Ranked like) throws MalformedException {
            List<Ballot.Component> components =
                    new ArrayList<>(like.components().size());
            for (int k = 0; k < like.components().size(); k++) {
                components.add(new Ballot.Component(new Ciphertext(point(), point()), knowledge()));
            }
            return new Ballot.Ranked(like.contest(), components);
        }

        private MembershipProof membership(MembershipProof like) throws MalformedException {
            List<MembershipProof.Branch> branches =
                    new ArrayList<>(like.branches().size());
            for (int j = 0; j < like.branches().size(); j++) {
                branches.add(new MembershipProof.Branch(point(), point(), scalar(), scalar()));
            }
            return new MembershipProof(branches, new MembershipProof.Last(point(), point(), scalar()));
        }

        private KnowledgeProof knowledge() throws MalformedException {
            return new KnowledgeProof(point(), scalar());
        }

        private Instant time() throws MalformedException {
            int begin = take(TIME);
            return Minute.parse(new String(bytes, begin, TIME, StandardCharsets.ISO_8859_1));
        }

        private Point point() throws MalformedException {
            return Point.decode(Base64Url.decode(bytes, take(POINT), POINT));
        }

        private Scalar scalar() throws MalformedException {
            return Scalar.decode(Base64Url.decode(bytes, take(SCALAR), SCALAR));
        }

        private int take(int length) throws MalformedException {
            if (next == places.length || places[next + 1] - places[next] != length) {
                throw new MalformedException("a value of another kind");
            }
            int begin = places[next];
            next += 2;
            return begin;
        }
    }
}
