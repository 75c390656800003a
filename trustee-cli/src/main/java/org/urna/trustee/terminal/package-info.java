// SPDX-License-Identifier: Apache-2.0

/** What the person at the terminal sees and is asked. */
@NullMarked
package org.urna.trustee.terminal;

import org.jspecify.annotations.NullMarked;
