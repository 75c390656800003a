// SPDX-License-Identifier: Apache-2.0

/** The protocol of {@code docs/protocol.md}: what voter, server, trustee and verifier must compute alike. */
@NullMarked
package org.urna.crypto;

import org.jspecify.annotations.NullMarked;
