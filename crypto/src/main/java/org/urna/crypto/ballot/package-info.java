// SPDX-License-Identifier: Apache-2.0
/** Ballots ({@code docs/protocol.md} §7): made and challenged by voters, checked by everyone. */
@NullMarked
package org.urna.crypto.ballot;

import org.jspecify.annotations.NullMarked;
