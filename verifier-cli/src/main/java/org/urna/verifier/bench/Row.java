// SPDX-License-Identifier: Apache-2.0
package org.urna.verifier.bench;

import java.util.OptionalLong;

/**
 * What was measured.
 *
 * @param name of the work
 * @param micros microseconds of processor time for one item, the best of several rounds
 * @param median the same, the middle of the rounds
 * @param perSecond items a second on all processors, for whole elections
 * @param peakHeapMiB most memory in use for objects, those no longer needed included, for whole elections
 */
public record Row(String name, double micros, double median, OptionalLong perSecond, OptionalLong peakHeapMiB) {

    static Row of(Task task, Times times) {
        return new Row(task.id(), times.best(), times.median(), OptionalLong.empty(), OptionalLong.empty());
    }
}
