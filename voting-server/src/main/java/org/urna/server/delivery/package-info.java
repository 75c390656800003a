// SPDX-License-Identifier: Apache-2.0

/** Getting messages to members: the queue with its codes, what carries them away, what came of it, and reminders. */
@NullMarked
package org.urna.server.delivery;

import org.jspecify.annotations.NullMarked;
