// SPDX-License-Identifier: Apache-2.0
/** Text on sheets of paper, as PDF. Knows nothing of elections. */
@NullMarked
package org.urna.paper;

import org.jspecify.annotations.NullMarked;
