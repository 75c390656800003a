// SPDX-License-Identifier: Apache-2.0

/** What a trustee does when voting is over ({@code docs/protocol.md} §10): verify, agree on one board, draw lots, decrypt. */
@NullMarked
package org.urna.trustee.tally;

import org.jspecify.annotations.NullMarked;
