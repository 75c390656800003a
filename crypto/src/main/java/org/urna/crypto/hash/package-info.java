// SPDX-License-Identifier: Apache-2.0

/** Hashes of structured input to bytes, scalars and points ({@code docs/protocol.md} §1, RFC 9380). */
@NullMarked
package org.urna.crypto.hash;

import org.jspecify.annotations.NullMarked;
