// SPDX-License-Identifier: Apache-2.0
/**
 * What trustees do together ({@code docs/protocol.md} §9, §10): the key ceremony, verifiable decryption by any {@code t} of
 * {@code n}, lots, and the sums that are decrypted.
 */
@NullMarked
package org.urna.crypto.threshold;

import org.jspecify.annotations.NullMarked;
