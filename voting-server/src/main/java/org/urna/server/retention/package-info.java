// SPDX-License-Identifier: Apache-2.0
/** How long what names people is kept once an election is over, and the job that erases it then. */
@NullMarked
package org.urna.server.retention;

import org.jspecify.annotations.NullMarked;
