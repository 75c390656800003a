// SPDX-License-Identifier: Apache-2.0

/** Voting codes and the credentials derived from them ({@code docs/protocol.md} §5). */
@NullMarked
package org.urna.crypto.credential;

import org.jspecify.annotations.NullMarked;
