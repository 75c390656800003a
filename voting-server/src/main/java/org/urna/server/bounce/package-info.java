// SPDX-License-Identifier: Apache-2.0
/** Mail that comes back: reading delivery reports, from a mailbox or as they are handed in, and what follows from them. */
@NullMarked
package org.urna.server.bounce;

import org.jspecify.annotations.NullMarked;
