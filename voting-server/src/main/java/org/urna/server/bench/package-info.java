// SPDX-License-Identifier: Apache-2.0
/** How many ballots a second this machine takes: a server and a generator of load, each a process of its own. */
@NullMarked
package org.urna.server.bench;

import org.jspecify.annotations.NullMarked;
