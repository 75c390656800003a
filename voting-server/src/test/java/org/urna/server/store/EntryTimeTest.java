// SPDX-License-Identifier: Apache-2.0
package org.urna.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class EntryTimeTest {

    @Test
    void timesAreCutDownToTheMinute() {
        assertThat(EntryTime.of(Instant.parse("2026-03-01T12:34:59.999Z"))).isEqualTo("2026-03-01T12:34:00Z");
    }

    @Test
    void timesNeverGoBackEvenWhenTheClockDoes() {
        Instant now = Instant.parse("2026-03-01T12:34:56Z");

        assertThat(EntryTime.next(now, null)).isEqualTo("2026-03-01T12:34:00Z");
        assertThat(EntryTime.next(now, "2026-03-01T12:33:00Z")).isEqualTo("2026-03-01T12:34:00Z");
        assertThat(EntryTime.next(now, "2026-03-02T00:00:00Z")).isEqualTo("2026-03-02T00:00:00Z");
    }
}
