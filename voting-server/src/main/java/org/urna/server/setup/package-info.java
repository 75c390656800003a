// SPDX-License-Identifier: Apache-2.0
/** Setting an election up step by step: drafts that may be incomplete, what they lack, what to beware of, copies, rehearsals, invitations. */
@NullMarked
package org.urna.server.setup;

import org.jspecify.annotations.NullMarked;
