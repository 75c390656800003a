// SPDX-License-Identifier: Apache-2.0
package org.urna.server.soak;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.urna.crypto.MalformedException;
import org.urna.crypto.jose.CompactJws;
import org.urna.crypto.log.Checkpoint;
import org.urna.crypto.log.InclusionProof;
import org.urna.crypto.log.TreeHash;
import org.urna.crypto.record.BallotReader;
import org.urna.crypto.record.Hash;
import org.urna.crypto.record.Receipt;
import org.urna.server.demo.VoterBoard;
import org.urna.server.trial.Receipts;

/**
 * What voters were told, held against the log: each receipt's ballot stands at its index and its proof leads to a checkpoint that the board signed and
 * the log went through; no ballot is there without a receipt, or twice, or though its sender was told that it was not taken.
 */
final class Reckoning {

    /** Of one kind; more would say nothing new. */
    private static final int MOST_FAULTS = 10;

    private final BoardReader reader;
    private final PublishedLog log;
    private final List<byte[]> ballots;
    private final Receipts receipts;
    private final Set<Hash> receipted = new HashSet<>();
    private final List<String> faults = new ArrayList<>();

    private Reckoning(VoterBoard board, BoardReader reader, PublishedLog log, List<byte[]> ballots) {
        this.reader = reader;
        this.log = log;
        this.ballots = ballots;
        this.receipts = new Receipts(board);
    }

    /**
     * Everything that does not agree.
     *
     * @param ballots that the voters sent, by number
     */
    static List<String> faults(
            VoterBoard board, BoardReader reader, PublishedLog log, List<byte[]> ballots, Voters voters) {
        Reckoning reckoning = new Reckoning(board, reader, log, ballots);
        voters.receipts().forEach(reckoning::receipt);
        reckoning.refused(voters.refused());
        log.ballots().forEach((hash, index) -> {
            if (!reckoning.receipted.contains(hash)) {
                reckoning.faults.add("entry " + index + " is a ballot for which nobody has a receipt");
            }
        });
        reckoning.faults.addAll(log.doubles());
        return reckoning.said();
    }

    private void receipt(int ballot, String jws) {
        byte[] sent = ballots.get(ballot);
        receipted.add(BallotReader.ballotHash(sent));
        try {
            long index = receipts.check(sent, jws.getBytes(StandardCharsets.US_ASCII));
            if (!Long.valueOf(index).equals(log.ballots().get(BallotReader.ballotHash(sent)))) {
                throw new MalformedException("it is not at index " + index + " of the log, as its receipt says");
            }
            prove(Receipt.read(CompactJws.parse(jws).payload()));
        } catch (MalformedException e) {
            faults.add("ballot " + ballot + ": " + e.getMessage());
        }
    }

    private void prove(Receipt receipt) throws MalformedException {
        Checkpoint checkpoint = reader.believe(receipt.checkpoint());
        if (!log.hadRoot(checkpoint.size(), checkpoint.root())) {
            throw new MalformedException(
                    "its receipt's checkpoint, of size " + checkpoint.size() + ", is not the log's");
        }
        TreeHash leaf = log.leaf(receipt.index()).orElseThrow(() -> new MalformedException("it is not in the log"));
        List<TreeHash> path =
                receipt.proof().stream().map(hash -> TreeHash.of(hash.bytes())).toList();
        if (receipt.index() >= checkpoint.size()
                || !new InclusionProof(receipt.index(), checkpoint.size(), path)
                        .verify(leaf, checkpoint.root())
                        .isAccepted()) {
            throw new MalformedException("its receipt's proof does not lead to its checkpoint");
        }
    }

    private void refused(Map<Integer, String> refused) {
        refused.forEach((ballot, answer) -> {
            if (log.ballots().containsKey(BallotReader.ballotHash(ballots.get(ballot)))) {
                faults.add("ballot " + ballot + " is in the log, and its sender was told: " + answer);
            }
        });
    }

    private List<String> said() {
        return faults.size() <= MOST_FAULTS
                ? List.copyOf(faults)
                : List.of(
                        String.join("\n  ", faults.subList(0, MOST_FAULTS)),
                        "and " + (faults.size() - MOST_FAULTS) + " more");
    }
}
