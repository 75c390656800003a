// SPDX-License-Identifier: Apache-2.0
/** Staff: accounts and roles, what lets people in, their sessions, and the trail of what they did. Knows no HTTP. */
@NullMarked
package org.urna.server.staff;

import org.jspecify.annotations.NullMarked;
