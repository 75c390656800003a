// SPDX-License-Identifier: Apache-2.0
/** What anybody may read of an election beside its board: the same facts, found quickly and put together for pages. */
@NullMarked
package org.urna.server.reading;

import org.jspecify.annotations.NullMarked;
