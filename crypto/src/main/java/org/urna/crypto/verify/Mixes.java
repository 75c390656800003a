// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.verify;

import org.jspecify.annotations.Nullable;
import org.urna.crypto.MalformedException;
import org.urna.crypto.Verdict;
import org.urna.crypto.mix.Ciphertexts;
import org.urna.crypto.mix.MixPlace;
import org.urna.crypto.mix.ShuffleProof;
import org.urna.crypto.mix.ShuffleVerifier;
import org.urna.crypto.record.Artifact;
import org.urna.crypto.record.Shuffle;
import org.urna.crypto.threshold.TallySlot;
import org.urna.crypto.verify.report.Check;
import org.urna.crypto.verify.report.Findings;

/** The mix of the ranked contests ({@code docs/protocol.md} §10): check {@code shuffle}. */
final class Mixes {

    private final Context context;
    private final ElectionState state;
    private final Findings findings;

    Mixes(Context context) {
        this.context = context;
        this.state = context.state();
        this.findings = context.findings();
    }

    void on(Posted posted, Shuffle shuffle, boolean authentic) {
        findings.checked(Check.SHUFFLE, 1);
        TallySlot slot = state.mixes().keySet().stream()
                .filter(each -> each.contest().equals(shuffle.contest())
                        && each.section().equals(shuffle.section()))
                .findFirst()
                .orElse(null);
        MixState mix = slot == null ? null : state.mixes().get(slot);
        Content content = content(posted, shuffle, mix);
        String fault = authentic ? placeFault(shuffle, mix) : "the signature is not the trustee's";
        if (fault != null) {
            fail(posted, shuffle, fault);
        } else if (content == null) {
            fail(posted, shuffle, "its artifacts are not a shuffle of as many ballots");
        } else if (mix != null) {
            MixPlace place = new MixPlace(
                    state.election(),
                    shuffle.contest(),
                    shuffle.section(),
                    shuffle.step(),
                    shuffle.trustee(),
                    state.key().y());
            Verdict verdict = ShuffleVerifier.verify(
                    place, mix.current(), content.output(), content.proof(), context.entropy(), context.work());
            if (verdict instanceof Verdict.Rejected rejected) {
                fail(posted, shuffle, rejected.reason());
            }
        }
        // After a false one too, so that it is one failure.
        if (authentic
                && slot != null
                && mix != null
                && content != null
                && mix.mixers().size() < state.manifest().mixers()) {
            state.mixed(slot, mix.then(content.output(), shuffle.trustee()));
        }
    }

    private @Nullable String placeFault(Shuffle shuffle, @Nullable MixState mix) {
        if (mix == null) {
            return "there is nothing to mix for this contest and section";
        }
        if (!shuffle.anchor().equals(state.election())) {
            return "it is for another election";
        }
        if (!state.agreed().containsKey(shuffle.trustee())) {
            return "the trustee has not agreed on the board";
        }
        if (mix.mixers().contains(shuffle.trustee())) {
            return "the trustee has mixed this already";
        }
        if (mix.mixers().size() == state.manifest().mixers()) {
            return "there are more shuffles than mixers";
        }
        if (shuffle.step() != mix.nextStep()) {
            return "it is not the step that comes next";
        }
        return shuffle.input().equals(mix.current().hash()) ? null : "its input is not what the one before put out";
    }

    private record Content(Ciphertexts output, ShuffleProof proof) {}

    /** What the artifacts hold; null if they are not there or are no shuffle of as many ballots. */
    private @Nullable Content content(Posted posted, Shuffle shuffle, @Nullable MixState mix) {
        long entry = posted.index();
        int n = mix == null ? 0 : mix.current().size();
        int w = mix == null ? 0 : mix.current().width();
        if (mix == null
                || shuffle.output().length() != mix.current().bytes().length
                || shuffle.proof().length() != ShuffleProof.length(n, w)) {
            context.artifacts().require(entry, shuffle.output());
            context.artifacts().require(entry, shuffle.proof());
            return null;
        }
        try {
            Ciphertexts output = Ciphertexts.decode(read(entry, shuffle.output()), w);
            return new Content(output, ShuffleProof.decode(read(entry, shuffle.proof()), n, w));
        } catch (MalformedException e) {
            return null;
        }
    }

    private byte[] read(long entry, Artifact artifact) throws MalformedException {
        return context.artifacts().bytes(entry, artifact, Integer.MAX_VALUE);
    }

    private void fail(Posted posted, Shuffle shuffle, String reason) {
        findings.fail(
                Check.SHUFFLE,
                posted.index(),
                shuffle.contest(),
                "step " + shuffle.step() + " by trustee " + shuffle.trustee() + ": " + reason);
    }

    /** Whether every contest was mixed often enough before the decryption. */
    void finish(Phase phase) {
        if (phase.compareTo(Phase.DECRYPTING) < 0 || phase == Phase.VOID) {
            return;
        }
        int needed = state.manifest().mixers();
        state.mixes().forEach((slot, mix) -> {
            if (mix.mixers().size() < needed) {
                findings.fail(
                        Check.SHUFFLE,
                        mix.mixers().size() + " shuffles of contest " + slot.contest()
                                + (slot.section().isEmpty() ? "" : ", section " + slot.section()) + " where " + needed
                                + " are needed");
            }
        });
    }
}
