// SPDX-License-Identifier: Apache-2.0
/** Casting: from the bytes that a voter sends to a receipt ({@code docs/protocol.md} §8). Nothing here logs a credential or a tracker. */
@NullMarked
package org.urna.server.cast;

import org.jspecify.annotations.NullMarked;
