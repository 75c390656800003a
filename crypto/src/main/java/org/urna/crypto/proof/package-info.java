// SPDX-License-Identifier: Apache-2.0

/** Proofs of knowledge, equality and membership, and checking very many of them at once ({@code docs/protocol.md} §6). */
@NullMarked
package org.urna.crypto.proof;

import org.jspecify.annotations.NullMarked;
