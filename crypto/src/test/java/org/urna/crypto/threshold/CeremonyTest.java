// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.threshold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.urna.crypto.MalformedException;
import org.urna.crypto.group.Point;
import org.urna.crypto.record.EntryType;
import org.urna.crypto.record.Hash;
import org.urna.crypto.record.KeyCheck;
import org.urna.crypto.record.MessageEntry;

class CeremonyTest {

    private final CeremonyFixture ceremony = new CeremonyFixture();

    private TrusteeShare share(int trustee) {
        return ((CeremonyTrustee.Step.Finished) ceremony.next(trustee)).share();
    }

    @Test
    void fiveTrusteesEndWithOneKeyThatAnyThreeOfThemShare() {
        ceremony.upTo(EntryType.KEY_CONFIRMATION);
        JointKey key = share(1).key();
        for (int i = 1; i <= 5; i++) {
            assertThat(share(i).key()).isEqualTo(key);
            assertThat(share(i).secret().timesG()).isEqualTo(key.v(i));
        }
        for (Set<Integer> subset : Subsets.of(5, 3)) {
            Map<Integer, Point> points = new TreeMap<>();
            subset.forEach(i -> points.put(i, key.v(i)));
            assertThat(Combination.atZero(points)).isEqualTo(key.y());
        }
    }

    @Test
    void theTranscriptIsTheHashOfTheEntriesFromFirstTrusteeToLastShare() {
        ceremony.upTo(EntryType.KEY_SHARE);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (MessageEntry entry : ceremony.log) {
            byte[] each = entry.write();
            bytes.writeBytes(ByteBuffer.allocate(4).putInt(each.length).array());
            bytes.writeBytes(each);
        }
        assertThat(ceremony.board().transcript()).contains(Hash.sha256(bytes.toByteArray()));
        Hash before = ceremony.board().transcript().orElseThrow();
        ceremony.round();
        assertThat(ceremony.board().transcript()).contains(before);
    }

    @Test
    void trusteesComeInAnyOrderWithinAGroup() {
        for (EntryType group : List.of(EntryType.TRUSTEE, EntryType.KEY_COMMITMENT, EntryType.KEY_SHARE)) {
            List<Integer> order = new ArrayList<>(List.of(1, 2, 3, 4, 5));
            Collections.shuffle(order);
            for (int i : order) {
                assertThat(ceremony.board().awaited()).contains(group);
                ceremony.append(i, ceremony.message(i));
            }
        }
        ceremony.round();
        assertThat(share(5).key()).isEqualTo(share(1).key());
    }

    @Test
    void aTrusteeWaitsForTheOthersAndSaysForWhom() {
        ceremony.append(2, ceremony.message(2));
        assertThat(ceremony.next(2)).isEqualTo(new CeremonyTrustee.Step.Wait(EntryType.TRUSTEE, List.of(1, 3, 4, 5)));
        assertThat(ceremony.board().missing(EntryType.TRUSTEE)).containsExactly(1, 3, 4, 5);
    }

    /** F4: each trustee shows, before opening, that the share it stored works. */
    @Test
    void keyChecksCompleteTheAttempt() {
        ceremony.upTo(EntryType.KEY_CONFIRMATION);
        CeremonyBoard board = ceremony.board();
        assertThat(board.awaited()).contains(EntryType.KEY_CHECK);
        for (int i = 1; i <= 5; i++) {
            assertThat(board.isComplete()).isFalse();
            TrusteeShare share = share(i);
            KeyCheck check =
                    StoredShare.prove(ceremony.attempt, share.transcript(), i, share.secret(), ceremony.entropy);
            assertThat(board.take(ceremony.entry(i, check)).isAccepted()).isTrue();
        }
        assertThat(board.isComplete()).isTrue();
        assertThat(board.awaited()).isEmpty();
    }

    @Test
    void aSetupThatDiffersFromTheCeremonyIsRefused() {
        ceremony.upTo(EntryType.KEY_CONFIRMATION);
        TrusteeShare share = share(3);
        JointKey key = share.key();
        List<Point> swapped = new ArrayList<>(key.v());
        Collections.swap(swapped, 0, 1);
        assertThat(share.checkSetup(1, share.transcript(), key.y(), key.v()).isAccepted())
                .isTrue();
        assertThat(share.checkSetup(2, share.transcript(), key.y(), key.v()).isAccepted())
                .isFalse();
        assertThat(share.checkSetup(1, ceremony.attempt.manifest(), key.y(), key.v())
                        .isAccepted())
                .isFalse();
        assertThat(share.checkSetup(1, share.transcript(), Point.G, key.v()).isAccepted())
                .isFalse();
        assertThat(share.checkSetup(1, share.transcript(), key.y(), swapped).isAccepted())
                .isFalse();
        assertThatThrownBy(() -> new TrusteeShare(ceremony.attempt, 4, share.transcript(), share.secret(), key))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theStateIsReadBackAtEveryStepAndSendsTheSameShareAgain() throws Exception {
        for (int step = 0; step < 4; step++) {
            for (int i = 0; i < 5; i++) {
                CeremonyTrustee before = ceremony.trustees.get(i);
                CeremonyTrustee after = CeremonyTrustee.read(before.write());
                if (step < 2) {
                    assertThat(after.next(ceremony.log, ceremony.thumbprints, ceremony.entropy))
                            .isEqualTo(ceremony.next(i + 1));
                }
                ceremony.trustees.set(i, after);
            }
            if (step == 2) {
                CeremonyTrustee.Step sent = ceremony.next(1);
                ceremony.trustees.set(
                        0, CeremonyTrustee.read(ceremony.trustees.get(0).write()));
                assertThat(ceremony.next(1)).isEqualTo(sent);
            }
            ceremony.round();
        }
        assertThat(share(1).key()).isEqualTo(share(5).key());
    }

    @Test
    void aDamagedStateIsMalformed() {
        byte[] state = ceremony.trustees.get(0).write();
        for (int length : new int[] {0, 3, 8, 11, 100, state.length - 1}) {
            byte[] cut = Arrays.copyOf(state, length);
            assertThatThrownBy(() -> CeremonyTrustee.read(cut)).isInstanceOf(MalformedException.class);
        }
        byte[] longer = Arrays.copyOf(state, state.length + 1);
        assertThatThrownBy(() -> CeremonyTrustee.read(longer)).isInstanceOf(MalformedException.class);
    }

    @Test
    void nothingSecretPrints() {
        ceremony.upTo(EntryType.KEY_CONFIRMATION);
        assertThat(ceremony.trustees.get(0).toString()).isEqualTo("CeremonyTrustee[1, hidden]");
        assertThat(ceremony.next(1).toString()).contains("hidden").doesNotContain("secret=");
    }
}
