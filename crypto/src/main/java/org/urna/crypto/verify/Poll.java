// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.verify;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.urna.crypto.record.Manifest;

/**
 * How a poll went, counted from the board's entries. Whether the board holds is in the report.
 *
 * @param opened when voting began; null if it never did
 * @param closed when it ended
 * @param sections in manifest order
 * @param ballots cast
 * @param replaced credentials that another took the place of
 * @param replacedCast replacements that have cast
 * @param revoked credentials revoked
 * @param agreed trustees whose valid agreement on the closed board stands on it
 * @param decrypted trustees of whom at least one valid decryption stands on it
 */
public record Poll(
        @Nullable Instant opened,
        Instant closed,
        List<Section> sections,
        long ballots,
        long replaced,
        long replacedCast,
        long revoked,
        Set<Integer> agreed,
        Set<Integer> decrypted) {

    public Poll {
        sections = List.copyOf(sections);
        agreed = Set.copyOf(agreed);
        decrypted = Set.copyOf(decrypted);
    }

    /**
     * One class of elector.
     *
     * @param id of the section
     * @param issued credentials listed before the seal
     * @param electors credentials that could be voted with at the end, or were
     * @param ballots cast
     */
    public record Section(String id, long issued, long electors, long ballots) {}

    /** Credentials listed before the seal. */
    public long issued() {
        return sections.stream().mapToLong(Section::issued).sum();
    }

    /** Credentials that could be voted with at the end, or were. */
    public long electors() {
        return sections.stream().mapToLong(Section::electors).sum();
    }

    static Poll of(ElectionState state, Set<Integer> decrypted) {
        Manifest manifest = state.manifest();
        CredentialRegister register = state.register();
        return new Poll(
                state.opened(),
                state.closed().time(),
                manifest.sections().stream()
                        .map(section ->
                                register.count(styles(manifest, section.id())).of(section.id()))
                        .toList(),
                state.ballots(),
                state.replaced(),
                register.replacementsCast(),
                state.revoked(),
                state.agreed().keySet(),
                new TreeSet<>(decrypted));
    }

    /** Which of the manifest's styles are of a section. */
    private static boolean[] styles(Manifest manifest, String section) {
        boolean[] of = new boolean[manifest.styles().size()];
        for (int i = 0; i < of.length; i++) {
            of[i] = manifest.styles().get(i).section().equals(section);
        }
        return of;
    }
}
