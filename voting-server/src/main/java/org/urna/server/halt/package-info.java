// SPDX-License-Identifier: Apache-2.0
/** Halting and resuming the casting of ballots. */
@NullMarked
package org.urna.server.halt;

import org.jspecify.annotations.NullMarked;
