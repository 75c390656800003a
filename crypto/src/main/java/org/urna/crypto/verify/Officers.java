// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.verify;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.urna.crypto.MalformedException;
import org.urna.crypto.Verdict;
import org.urna.crypto.jose.DetachedJws;
import org.urna.crypto.jose.VerificationKey;
import org.urna.crypto.record.Action;
import org.urna.crypto.record.Decision;
import org.urna.crypto.record.DecisionEntry;
import org.urna.crypto.record.EntryType;
import org.urna.crypto.record.Hash;
import org.urna.crypto.record.Manifest;
import org.urna.crypto.verify.report.Check;
import org.urna.crypto.verify.report.Findings;

/** Decisions of two officers in office: check {@code officers}. */
final class Officers {

    /** The {@code typ} of an officer's signature. */
    static final String SIGNATURE_TYPE = "urna-decision";

    /** The {@code typ} of the registrar's signature beside officers' ones. */
    static final String REGISTRAR_TYPE = "urna-registrar";

    private static final int NEEDED = 2;

    private final ElectionState state;
    private final Findings findings;
    private final Set<Long> sequences = new HashSet<>();

    Officers(Context context) {
        this.state = context.state();
        this.findings = context.findings();
    }

    void on(Posted posted, DecisionEntry entry) {
        findings.checked(Check.OFFICERS, 1);
        long index = posted.index();
        Decision decision = entry.decision();
        requireAnchor(index, decision);
        findings.require(
                Check.OFFICERS, index, sequences.add(decision.sequence()), "the sequence number occurred before");
        findings.require(
                Check.OFFICERS,
                index,
                !decision.notAfter().isBefore(decision.notBefore()),
                "notAfter is before notBefore");
        findings.require(Check.OFFICERS, index, "", signatures(entry));
        if (decision.type() == EntryType.MAP_DESTROYED
                && state.manifest().registrar().isSeparate()) {
            findings.require(Check.OFFICERS, index, "", registrar(state.manifest(), entry));
        }
        if (decision.action() instanceof Action.OfficerChanged changed) {
            change(index, changed);
        }
    }

    private void requireAnchor(long index, Decision decision) {
        boolean sealed = state.isSealed() && decision.type() != EntryType.SETUP;
        Hash anchor = sealed ? state.election() : state.manifestHash();
        Decision.Anchor anchored = sealed ? Decision.Anchor.E : Decision.Anchor.M;
        findings.require(
                Check.OFFICERS,
                index,
                decision.anchored() == anchored && decision.anchor().equals(anchor),
                "the decision is for another manifest or election");
    }

    private Verdict signatures(DecisionEntry entry) {
        Set<String> signers = new HashSet<>();
        for (String signature : entry.signatures()) {
            Verdict verdict = signature(entry, signature, signers);
            if (!verdict.isAccepted()) {
                return verdict;
            }
        }
        return signers.size() >= NEEDED ? Verdict.accept() : reject("fewer than two officers signed");
    }

    private Verdict signature(DecisionEntry entry, String signature, Set<String> signers) {
        try {
            String signer = DetachedJws.keyId(signature);
            VerificationKey key = state.officers().get(signer);
            if (key == null) {
                return reject("a signature is by nobody in office");
            }
            if (!signers.add(signer)) {
                return reject("one officer signed twice");
            }
            return DetachedJws.verify(signature, key, SIGNATURE_TYPE, entry.signedBytes());
        } catch (MalformedException e) {
            return reject(String.valueOf(e.getMessage()));
        }
    }

    /** Whether the registrar signed beside the officers. */
    static Verdict registrar(Manifest manifest, DecisionEntry entry) {
        String signature = entry.registrar();
        if (signature == null) {
            return reject("the registrar's signature is missing");
        }
        return DetachedJws.verify(signature, manifest.registrar().key(), REGISTRAR_TYPE, entry.signedBytes());
    }

    private static Verdict reject(String reason) {
        return Verdict.reject(Check.OFFICERS.id(), reason);
    }

    private void change(long index, Action.OfficerChanged changed) {
        if (changed.removed() != null) {
            boolean inOffice = state.officers().remove(changed.removed()) != null;
            findings.require(Check.OFFICERS, index, inOffice, "the officer removed is not in office");
        }
        Optional.ofNullable(changed.added()).ifPresent(added -> {
            boolean isNew = state.officers().putIfAbsent(added.key().thumbprint(), added.key()) == null;
            findings.require(Check.OFFICERS, index, isNew, "the officer added is in office already");
        });
        findings.require(Check.OFFICERS, index, state.officers().size() >= NEEDED, "fewer than two officers remain");
    }
}
