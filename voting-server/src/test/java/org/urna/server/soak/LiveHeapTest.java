// SPDX-License-Identifier: Apache-2.0
package org.urna.server.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class LiveHeapTest {

    private static final int MUCH = 64 << 20;

    private byte[] held = new byte[0];

    @Test
    void whatAProcessHoldsIsCountedAndItsGarbageIsNot() throws Exception {
        assertThat(LiveHeap.canBeMeasured()).isTrue();
        long own = ProcessHandle.current().pid();
        long before = LiveHeap.bytes(own);

        this.held = new byte[MUCH];
        long holding = LiveHeap.bytes(own);
        assertThat(held).hasSize(MUCH);
        this.held = new byte[0];
        long after = LiveHeap.bytes(own);

        assertThat(holding - before).isGreaterThan(MUCH / 2);
        assertThat(holding - after).isGreaterThan(MUCH / 2);
    }

    @Test
    void aProcessThatIsGoneHasNoHeap() throws Exception {
        Process gone = new ProcessBuilder("true").start();
        gone.waitFor();

        assertThatThrownBy(() -> LiveHeap.bytes(gone.pid())).isInstanceOf(IOException.class);
    }
}
