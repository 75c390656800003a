// SPDX-License-Identifier: Apache-2.0
/** Asks witnesses to co-sign the boards, keeps what they signed, and says how far behind they are (docs/protocol.md §3). */
@NullMarked
package org.urna.server.witness;

import org.jspecify.annotations.NullMarked;
