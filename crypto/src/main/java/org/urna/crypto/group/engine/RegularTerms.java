// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.group.engine;

/**
 * One base of {@link RegularSums} and its factors.
 *
 * @param factors each from 1 to {@code q - 1}, 32 bytes big-endian
 * @param opposites {@code q} minus each
 */
@SuppressWarnings("ArrayRecordComponent") // passed on, never compared
public record RegularTerms(RegularTable base, byte[][] factors, byte[][] opposites) {}
