// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.verify;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.urna.crypto.MalformedException;
import org.urna.crypto.Verdict;
import org.urna.crypto.jose.CompactJws;
import org.urna.crypto.log.Checkpoint;
import org.urna.crypto.log.CheckpointVerifier;
import org.urna.crypto.log.InclusionProof;
import org.urna.crypto.log.Note;
import org.urna.crypto.log.TreeHash;
import org.urna.crypto.record.Hash;
import org.urna.crypto.record.Receipt;
import org.urna.crypto.verify.report.Check;
import org.urna.crypto.verify.report.Findings;

/** Receipts that voters handed in: check {@code log-receipts}. */
final class Receipts {

    /** A receipt and what the board has where it says that the ballot stands. */
    private static final class Claim {
        private final int number;
        private final CompactJws jws;
        private final Receipt receipt;
        private final Checkpoint checkpoint;
        private final Note note;
        private @Nullable TreeHash leaf;
        private @Nullable Hash ballot;
        private @Nullable TreeHash root;

        Claim(int number, CompactJws jws) throws MalformedException {
            this.number = number;
            this.jws = jws;
            this.receipt = Receipt.read(jws.payload());
            this.note = Note.parse(receipt.checkpoint());
            this.checkpoint = Checkpoint.parse(note.text());
        }
    }

    private final ElectionState state;
    private final Findings findings;
    private final List<Claim> claims = new ArrayList<>();
    private final Map<Long, List<Claim>> byIndex = new HashMap<>();
    private final Map<Long, List<Claim>> bySize = new HashMap<>();
    private final int given;

    Receipts(Context context) {
        this.state = context.state();
        this.findings = context.findings();
        List<String> receipts = context.anchors().receipts();
        this.given = receipts.size();
        findings.expect(Check.LOG_RECEIPTS, given);
        for (int i = 0; i < given; i++) {
            try {
                Claim claim = new Claim(i + 1, CompactJws.parse(receipts.get(i).strip()));
                claims.add(claim);
                byIndex.computeIfAbsent(claim.receipt.index(), index -> new ArrayList<>())
                        .add(claim);
                bySize.computeIfAbsent(claim.checkpoint.size(), size -> new ArrayList<>())
                        .add(claim);
            } catch (MalformedException e) {
                findings.checked(Check.LOG_RECEIPTS, 1);
                findings.fail(Check.LOG_RECEIPTS, "receipt " + (i + 1) + " is malformed: " + e.getMessage());
            }
        }
        if (given == 0) {
            findings.notApplicable(Check.LOG_RECEIPTS, "no receipt was given");
        }
    }

    /** Whether somebody waits for the root of a tree of this size. */
    boolean awaits(long size) {
        return bySize.containsKey(size);
    }

    void atEntry(long index, TreeHash leaf, @Nullable Hash ballot) {
        for (Claim claim : byIndex.getOrDefault(index, List.of())) {
            claim.leaf = leaf;
            claim.ballot = ballot;
        }
    }

    void atSize(long size, TreeHash root) {
        bySize.getOrDefault(size, List.of()).forEach(claim -> claim.root = root);
    }

    /** Decides all of them, once the log is read; returns how many hold. */
    int finish() {
        int held = 0;
        for (Claim claim : claims) {
            Verdict verdict = verdict(claim);
            findings.checked(Check.LOG_RECEIPTS, 1);
            if (verdict instanceof Verdict.Rejected rejected) {
                findings.fail(
                        Check.LOG_RECEIPTS,
                        "receipt " + claim.number + " for entry " + claim.receipt.index() + ": " + rejected.reason());
            } else {
                held++;
            }
        }
        return held;
    }

    private Verdict verdict(Claim claim) {
        Receipt receipt = claim.receipt;
        Verdict signed = claim.jws.verify(state.manifest().keys().receipt(), Receipt.SIGNATURE_TYPE);
        if (!signed.isAccepted()) {
            return signed;
        }
        if (!receipt.election().equals(state.election())) {
            return reject("it is for another election");
        }
        if (!receipt.tracker().matches(receipt.ballot())) {
            return reject("its tracker is not that of its ballot");
        }
        try {
            if (!(BoardKeys.witnessed(state.manifest()).open(claim.note) instanceof CheckpointVerifier.Result.Valid)) {
                return reject("its checkpoint does not have the board's signatures");
            }
        } catch (MalformedException e) {
            return reject("the board's keys are malformed");
        }
        return onBoard(claim);
    }

    private static Verdict onBoard(Claim claim) {
        TreeHash leaf = claim.leaf;
        if (leaf == null || claim.root == null) {
            return reject("the board is shorter than it was when the receipt was given");
        }
        if (!claim.checkpoint.root().equals(claim.root)) {
            return reject("its checkpoint is not of this log: proof of a fork");
        }
        if (claim.receipt.index() >= claim.checkpoint.size()) {
            return reject("its checkpoint does not cover its entry");
        }
        if (!Objects.equals(claim.receipt.ballot(), claim.ballot)) {
            return reject("another entry stands in the place of its ballot");
        }
        List<TreeHash> path = claim.receipt.proof().stream()
                .map(hash -> TreeHash.of(hash.bytes()))
                .toList();
        return new InclusionProof(claim.receipt.index(), claim.checkpoint.size(), path)
                .verify(leaf, claim.checkpoint.root());
    }

    private static Verdict reject(String reason) {
        return Verdict.reject(Check.LOG_RECEIPTS.id(), reason);
    }
}
