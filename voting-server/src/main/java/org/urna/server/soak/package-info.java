// SPDX-License-Identifier: Apache-2.0
/** Faults on purpose: servers and databases killed, frozen and starved while ballots are cast, and whether anything was lost. */
@NullMarked
package org.urna.server.soak;

import org.jspecify.annotations.NullMarked;
