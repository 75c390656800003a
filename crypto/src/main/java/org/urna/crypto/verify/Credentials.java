// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.verify;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.urna.crypto.Verdict;
import org.urna.crypto.group.Entropy;
import org.urna.crypto.group.Point;
import org.urna.crypto.jose.DetachedJws;
import org.urna.crypto.record.Action;
import org.urna.crypto.record.CredentialLine;
import org.urna.crypto.record.CredentialList;
import org.urna.crypto.record.DecisionEntry;
import org.urna.crypto.record.Lines;
import org.urna.crypto.record.Manifest;
import org.urna.crypto.record.MessageEntry;
import org.urna.crypto.record.Problem;
import org.urna.crypto.record.ReserveLine;
import org.urna.crypto.verify.report.Check;
import org.urna.crypto.verify.report.Findings;

/** Who may vote ({@code docs/protocol.md} §5): checks {@code credentials} and {@code credential-changes}. */
final class Credentials {

    private final ElectionState state;
    private final Findings findings;
    private final Artifacts artifacts;
    private final Entropy entropy;
    private long replacements;

    Credentials(Context context) {
        this.state = context.state();
        this.findings = context.findings();
        this.artifacts = context.artifacts();
        this.entropy = context.entropy();
    }

    void on(Posted posted, MessageEntry entry, CredentialList list) {
        long index = posted.index();
        Manifest manifest = state.manifest();
        findings.expect(Check.CREDENTIALS, list.count() + list.reserveCount());
        Verdict signed =
                DetachedJws.verify(entry.signature(), manifest.registrar().key(), list.signatureType(), list.write());
        findings.require(Check.CREDENTIALS, index, "", signed);
        require(index, list.anchor().equals(state.manifestHash()), "the list is for another manifest");
        require(index, list.count() == manifest.roll().size(), "not as many credentials as the manifest says");
        require(index, list.reserveCount() == manifest.roll().reserve(), "not as many reserves as the manifest says");
        CredentialRegister.Lines members = new CredentialRegister.Lines(entropy);
        CredentialRegister.Lines reserves = new CredentialRegister.Lines(entropy);
        Weights weights = new Weights(manifest);
        artifacts.read(index, list.credentials(), in -> {
            Lines<CredentialLine> lines = Lines.credentials();
            for (var line = lines.read(in); line.isPresent(); line = lines.read(in)) {
                member(index, line.get(), members, weights);
            }
        });
        artifacts.read(index, list.reserves(), in -> {
            Lines<ReserveLine> lines = Lines.reserves();
            for (var line = lines.read(in); line.isPresent(); line = lines.read(in)) {
                findings.checked(Check.CREDENTIALS, 1);
                Point credential = line.get().credential();
                require(index, !members.contains(credential), "a reserve is a credential already");
                reserves.add(credential, 0, 1);
            }
        });
        for (Problem problem : manifest.weightProblems(weights.sums, weights.weighted)) {
            require(index, false, problem.path() + ": " + problem.reason());
        }
        state.setRegister(new CredentialRegister(members, reserves));
    }

    private void member(long index, CredentialLine line, CredentialRegister.Lines members, Weights weights) {
        findings.checked(Check.CREDENTIALS, 1);
        int style = weights.add(line.style(), line.weight());
        require(index, style >= 0, "a credential's style is not in the manifest");
        members.add(line.credential(), Math.max(0, style), line.weight());
    }

    private void require(long index, boolean holds, String otherwise) {
        findings.require(Check.CREDENTIALS, index, holds, otherwise);
    }

    /** Adds up weights per style. */
    private static final class Weights {

        private final Map<String, Integer> styles = new HashMap<>();
        private final Map<String, Long> sums = new HashMap<>();
        private final Set<String> weighted = new HashSet<>();

        Weights(Manifest manifest) {
            manifest.styles().forEach(style -> styles.put(style.id(), styles.size()));
        }

        /** The style's number, or -1. */
        int add(String style, long weight) {
            sums.merge(style, weight, Long::sum);
            if (weight != 1) {
                weighted.add(style);
            }
            return styles.getOrDefault(style, -1);
        }
    }

    /** Officers retire credentials. */
    void on(Posted posted, DecisionEntry entry) {
        findings.checked(Check.CREDENTIAL_CHANGES, 1);
        long index = posted.index();
        CredentialRegister register = state.register();
        if (entry.decision().action() instanceof Action.CredentialRevoked revoked) {
            for (Point credential : revoked.credentials()) {
                int place = retirable(index, register, credential);
                if (place >= 0) {
                    register.retire(place);
                }
                state.countRevoked();
            }
        } else if (entry.decision().action() instanceof Action.CredentialReplaced replaced) {
            findings.require(Check.CREDENTIAL_CHANGES, index, "", Officers.registrar(state.manifest(), entry));
            replaced.pairs().forEach(pair -> replace(index, register, pair));
            change(
                    index,
                    replacements <= state.manifest().roll().replacements(),
                    "more replacements than the manifest allows");
        }
    }

    private void replace(long index, CredentialRegister register, Action.Pair pair) {
        replacements++;
        state.countReplaced();
        int old = retirable(index, register, pair.old());
        int reserve = register.find(pair.replacement());
        boolean unused = reserve >= 0 && register.status(reserve) == CredentialRegister.Status.RESERVE;
        change(index, unused, "the new credential is not an unused reserve");
        if (old >= 0 && unused) {
            register.replace(old, reserve);
        }
    }

    private int retirable(long index, CredentialRegister register, Point credential) {
        int place = register.find(credential);
        boolean live = place >= 0 && register.status(place) == CredentialRegister.Status.LIVE;
        change(index, live, "a credential to be retired is not live");
        change(index, place < 0 || register.castAt(place) < 0, "a credential to be retired has cast");
        return place;
    }

    private void change(long index, boolean holds, String otherwise) {
        findings.require(Check.CREDENTIAL_CHANGES, index, holds, otherwise);
    }
}
