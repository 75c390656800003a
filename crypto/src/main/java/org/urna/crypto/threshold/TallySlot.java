// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.threshold;

/**
 * One {@code tally} entry to come: a contest, or one section of it.
 *
 * @param contest manifest id
 * @param section manifest id, empty where the contest is tallied undivided
 * @param ballots their number
 * @param weight sum of their credentials' weights
 * @param counted whether it is decrypted
 */
public record TallySlot(String contest, String section, long ballots, long weight, boolean counted) {}
