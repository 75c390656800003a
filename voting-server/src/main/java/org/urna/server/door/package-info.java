// SPDX-License-Identifier: Apache-2.0
/** Codes handed out at the door of a meeting: printed on slips for nobody, and activated by the desk for members on the roll. */
@NullMarked
package org.urna.server.door;

import org.jspecify.annotations.NullMarked;
