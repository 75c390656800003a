// SPDX-License-Identifier: Apache-2.0
package org.urna.trustee.keyfile;

import org.urna.crypto.record.Hash;

/**
 * The board as this person last saw it: whatever is shown later must go on from here.
 *
 * @param size entries of the log
 * @param root of its tree
 */
public record SeenBoard(long size, Hash root) {}
