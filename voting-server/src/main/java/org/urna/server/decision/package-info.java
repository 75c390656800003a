// SPDX-License-Identifier: Apache-2.0
/** Decisions of officers: drafted, signed by two, appended when their time has come, and what follows from them. */
@NullMarked
package org.urna.server.decision;

import org.jspecify.annotations.NullMarked;
