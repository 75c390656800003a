// SPDX-License-Identifier: Apache-2.0
package org.urna.server.trial;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.urna.crypto.MalformedException;
import org.urna.crypto.jose.CompactJws;
import org.urna.crypto.record.BallotReader;
import org.urna.crypto.record.Hash;
import org.urna.crypto.record.Receipt;
import org.urna.server.demo.VoterBoard;

/** Checks the receipts of a trial's voters as their devices would, and that no two stand in one place of the log. Not safe for concurrent use. */
public final class Receipts {

    private final VoterBoard board;
    private final Set<Long> places = new HashSet<>();

    public Receipts(VoterBoard board) {
        this.board = board;
    }

    /**
     * Checks one.
     *
     * @param ballot the request that was sent
     * @return the place that it names
     * @throws MalformedException if it is not a receipt for this ballot, or its place is another ballot's
     */
    public long check(byte[] ballot, byte[] receipt) throws MalformedException {
        CompactJws jws = CompactJws.parse(new String(receipt, StandardCharsets.US_ASCII));
        Receipt said = Receipt.read(jws.payload());
        Hash hash = BallotReader.ballotHash(ballot);
        if (!jws.verify(board.manifest().keys().receipt(), Receipt.SIGNATURE_TYPE)
                        .isAccepted()
                || !said.ballot().equals(hash)
                || !said.election().equals(board.election())) {
            throw new MalformedException("a receipt is not for the ballot that was cast");
        }
        if (!places.add(said.index())) {
            throw new MalformedException("two ballots have the place " + said.index());
        }
        return said.index();
    }

    /** Checks many, each against the ballot of the same number; an empty one means that the ballot was not cast. */
    public void check(List<byte[]> ballots, List<byte[]> receipts) throws MalformedException {
        for (int i = 0; i < receipts.size(); i++) {
            if (receipts.get(i).length > 0) {
                check(ballots.get(i), receipts.get(i));
            }
        }
    }

    /** How many were checked. */
    public int count() {
        return places.size();
    }
}
