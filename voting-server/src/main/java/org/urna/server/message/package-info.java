// SPDX-License-Identifier: Apache-2.0
/** Messages of trustees on their way to the board: read strictly, taken once, handed to whoever judges their kind. */
@NullMarked
package org.urna.server.message;

import org.jspecify.annotations.NullMarked;
