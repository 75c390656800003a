// SPDX-License-Identifier: Apache-2.0
/** Looking at a whole database from outside the server: every row against every other, and the boards as folders. */
@NullMarked
package org.urna.server.audit;

import org.jspecify.annotations.NullMarked;
