// SPDX-License-Identifier: Apache-2.0

/** A trustee led through an election: what comes next, what will happen, what to say aloud. */
@NullMarked
package org.urna.trustee.guide;

import org.jspecify.annotations.NullMarked;
