// SPDX-License-Identifier: Apache-2.0
/** Refusals with stable codes, known to every part of the server; only {@code http} turns them into answers. */
@NullMarked
package org.urna.server.problem;

import org.jspecify.annotations.NullMarked;
