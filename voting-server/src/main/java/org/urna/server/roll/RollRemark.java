// SPDX-License-Identifier: Apache-2.0
package org.urna.server.roll;

/**
 * Something to say about one row of a roll.
 *
 * @param line of the file on which the row begins, from 1 (the header)
 * @param memberNumber as it stands in the row, empty if it has none
 * @param rule stable name of the rule
 * @param reason the rule in words, for staff
 */
public record RollRemark(int line, String memberNumber, String rule, String reason) {}
