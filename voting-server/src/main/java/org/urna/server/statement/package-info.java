// SPDX-License-Identifier: Apache-2.0
/** What the organisation states of its own figures, for the returning officer's report. */
@NullMarked
package org.urna.server.statement;

import org.jspecify.annotations.NullMarked;
