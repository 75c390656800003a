// SPDX-License-Identifier: Apache-2.0
/** Counting rules ({@code docs/protocol.md} §10): pure functions in exact arithmetic, each named and versioned. */
@NullMarked
package org.urna.crypto.count;

import org.jspecify.annotations.NullMarked;
