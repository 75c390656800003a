// SPDX-License-Identifier: Apache-2.0
/** What happens by itself: openings, closes, decisions that fall due, tallies, deliveries. */
@NullMarked
package org.urna.server.clock;

import org.jspecify.annotations.NullMarked;
