// SPDX-License-Identifier: Apache-2.0
/** The life of an election as one state machine, and its draft until the manifest freezes it. */
@NullMarked
package org.urna.server.election;

import org.jspecify.annotations.NullMarked;
