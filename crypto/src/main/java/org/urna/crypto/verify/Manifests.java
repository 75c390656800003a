// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.verify;

import org.jspecify.annotations.Nullable;
import org.urna.crypto.MalformedException;
import org.urna.crypto.count.CountingRules;
import org.urna.crypto.count.RankedRules;
import org.urna.crypto.record.AdditiveContest;
import org.urna.crypto.record.Artifact;
import org.urna.crypto.record.Candidate;
import org.urna.crypto.record.Contest;
import org.urna.crypto.record.Hash;
import org.urna.crypto.record.Manifest;
import org.urna.crypto.record.ManifestEntry;
import org.urna.crypto.record.Problem;
import org.urna.crypto.verify.report.Check;
import org.urna.crypto.verify.report.Findings;

/** What an election is about ({@code docs/protocol.md} §4): check {@code manifest}. */
final class Manifests {

    private final ElectionState state;
    private final Findings findings;
    private final Artifacts artifacts;
    private @Nullable Hash first;

    Manifests(Context context) {
        this.state = context.state();
        this.findings = context.findings();
        this.artifacts = context.artifacts();
    }

    /** SHA-256 of the first manifest entry: a fingerprint of the election. */
    @Nullable
    Hash first() {
        return first;
    }

    void on(Posted posted, ManifestEntry entry) {
        findings.checked(Check.MANIFEST, 1);
        Manifest manifest = read(posted.index(), entry);
        if (manifest == null) {
            return;
        }
        for (Problem problem : manifest.problems()) {
            findings.fail(Check.MANIFEST, posted.index(), "", problem.path() + ": " + problem.reason());
        }
        if (state.hasManifest()) {
            keepsWhatMustStay(posted.index(), state.manifest(), manifest);
        } else {
            first = posted.hash();
        }
        manifest.contests().forEach(contest -> requireSupported(posted.index(), contest));
        manifest.contests().stream()
                .flatMap(contest -> contest.candidates().stream())
                .forEach(candidate -> requireFiles(posted.index(), candidate));
        state.begin(manifest, posted.hash());
    }

    private @Nullable Manifest read(long index, ManifestEntry entry) {
        Manifest inline = entry.manifest();
        Artifact artifact = entry.artifact();
        if (inline != null || artifact == null) {
            return inline;
        }
        try {
            return Manifest.read(artifacts.bytes(index, artifact, Manifest.MAX_BYTES));
        } catch (MalformedException e) {
            findings.fail(Check.MANIFEST, index, "", String.valueOf(e.getMessage()));
            return null;
        }
    }

    private void keepsWhatMustStay(long index, Manifest before, Manifest after) {
        boolean kept = before.election().equals(after.election())
                && before.origin().equals(after.origin())
                && before.keys().board().equals(after.keys().board())
                && before.keys().cosigner().equals(after.keys().cosigner());
        findings.require(Check.MANIFEST, index, kept, "a later manifest has another election, origin or board key");
    }

    private void requireSupported(long index, Contest contest) {
        boolean known = contest instanceof AdditiveContest
                ? CountingRules.knows(contest.rule())
                : RankedRules.knows(contest.rule());
        findings.require(Check.MANIFEST, index, known, "a counting rule is not known to this version");
    }

    private void requireFiles(long index, Candidate candidate) {
        if (candidate.statement() != null) {
            candidate.statement().forEach(statement -> artifacts.require(index, statement.artifact()));
        }
        if (candidate.picture() != null) {
            artifacts.require(index, candidate.picture().artifact());
        }
    }
}
