// SPDX-License-Identifier: Apache-2.0
package org.urna.server.board;

import org.urna.crypto.record.EntryType;

/**
 * An entry about to be appended.
 *
 * @param bytes its canonical writing, with the time that {@link BoardLog#nextTime} gave in the same transaction
 */
@SuppressWarnings("ArrayRecordComponent") // passed on, never compared
public record NewEntry(EntryType type, String time, byte[] bytes) {}
