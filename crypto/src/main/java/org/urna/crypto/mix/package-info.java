// SPDX-License-Identifier: Apache-2.0
/**
 * The mix ({@code docs/protocol.md} §10): each mixer permutes and re-encrypts the ballots of a ranked contest and proves, after
 * Terelius and Wikström, that it did nothing else.
 */
@NullMarked
package org.urna.crypto.mix;

import org.jspecify.annotations.NullMarked;
