// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.verify.report;

import java.util.OptionalLong;

/**
 * Something that does not hold.
 *
 * @param check which check found it
 * @param entry index in the log, from 0; none where no single entry is at fault
 * @param contest id of the contest, empty where none is concerned
 * @param reason one sentence for a human; may hold text from the board, so it is escaped before it is shown
 */
public record Failure(Check check, OptionalLong entry, String contest, String reason) {}
