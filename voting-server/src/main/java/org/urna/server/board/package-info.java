// SPDX-License-Identifier: Apache-2.0
/** The bulletin board of each election: entries, tiles, checkpoints, artifacts (docs/protocol.md §3). */
@NullMarked
package org.urna.server.board;

import org.jspecify.annotations.NullMarked;
