// SPDX-License-Identifier: Apache-2.0
/** Messages to electors: what they say, how they are written, and the outbox folder. */
@NullMarked
package org.urna.server.mail;

import org.jspecify.annotations.NullMarked;
