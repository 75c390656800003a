// SPDX-License-Identifier: Apache-2.0

/** Exponential ElGamal encryption ({@code docs/protocol.md} §6). */
@NullMarked
package org.urna.crypto.elgamal;

import org.jspecify.annotations.NullMarked;
