// SPDX-License-Identifier: Apache-2.0

/**
 * The board as a transparency log: RFC 6962 hashes, C2SP tiles, signed notes, checkpoints and cosignatures
 * ({@code docs/protocol.md} §3).
 */
@NullMarked
package org.urna.crypto.log;

import org.jspecify.annotations.NullMarked;
