// SPDX-License-Identifier: Apache-2.0

/**
 * Verifies a whole board, alike for the scrutineer, the trustee before it decrypts, and the server's own audit ({@code docs/protocol.md} §11).
 *
 * <p>{@link org.urna.crypto.verify.Verification#run} is the one way in. It reads every entry once and in order, keeps an
 * {@link org.urna.crypto.verify.ElectionState}, and has one class per chapter of the protocol look at each entry.
 */
@NullMarked
package org.urna.crypto.verify;

import org.jspecify.annotations.NullMarked;
