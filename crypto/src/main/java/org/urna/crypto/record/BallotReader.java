// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.record;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.urna.crypto.MalformedException;

/**
 * Reads very many ballots: exactly what {@link Entry#read} and {@link CastRequest#read} read, several times faster. The first ballot of each
 * form is read by those, and the others by its {@link BallotLayout}; whatever does not fit one goes the strict way, which also names what is
 * wrong. Safe for concurrent use.
 */
public final class BallotReader {

    /** More forms than that are read the strict way. An election has one for each ballot style. */
    private static final int MOST = 64;

    private static final byte[] BALLOT = ",\"ballot\":".getBytes(StandardCharsets.US_ASCII);

    private volatile BallotLayout[] layouts = {};

    /**
     * Reads an entry of any type.
     *
     * @throws MalformedException as {@link Entry#read}
     */
    public Entry entry(byte[] bytes) throws MalformedException {
        BallotLayout.Cast cast = cast(bytes);
        if (cast != null && cast.time() != null) {
            return new BallotEntry(cast.time(), cast.signature(), cast.ballot());
        }
        Entry entry = Entry.read(bytes);
        if (entry instanceof BallotEntry ballot) {
            learn(bytes, new BallotLayout.Cast(ballot.time(), ballot.signature(), ballot.ballot()));
        }
        return entry;
    }

    /**
     * Reads what a voter sends.
     *
     * @throws MalformedException as {@link CastRequest#read}
     */
    public CastRequest request(byte[] bytes) throws MalformedException {
        BallotLayout.Cast cast = cast(bytes);
        if (cast != null && cast.time() == null) {
            return new CastRequest(cast.signature(), cast.ballot());
        }
        CastRequest request = CastRequest.read(bytes);
        learn(bytes, new BallotLayout.Cast(null, request.signature(), request.ballot()));
        return request;
    }

    /**
     * The ballot hash of an entry or request, without writing the ballot again: the ballot is the last member, and no member before it can hold
     * its name.
     *
     * @param bytes of which one was read
     */
    public static Hash ballotHash(byte[] bytes) {
        int at = 0;
        while (!Arrays.equals(bytes, at, at + BALLOT.length, BALLOT, 0, BALLOT.length)) {
            at++;
        }
        return Hash.sha256(Arrays.copyOfRange(bytes, at + BALLOT.length, bytes.length - 1));
    }

    private BallotLayout.@Nullable Cast cast(byte[] bytes) {
        for (BallotLayout layout : layouts) {
            if (layout.fits(bytes)) {
                try {
                    return layout.read(bytes);
                } catch (MalformedException e) {
                    return null; // read again, to say where
                }
            }
        }
        return null;
    }

    private synchronized void learn(byte[] bytes, BallotLayout.Cast cast) {
        BallotLayout[] known = layouts;
        if (known.length == MOST || Arrays.stream(known).anyMatch(layout -> layout.fits(bytes))) {
            return;
        }
        BallotLayout layout = BallotLayout.of(bytes, cast);
        if (layout != null) {
            BallotLayout[] more = Arrays.copyOf(known, known.length + 1);
            more[known.length] = layout;
            layouts = more;
        }
    }
}
