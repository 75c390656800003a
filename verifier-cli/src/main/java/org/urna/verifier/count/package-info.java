// SPDX-License-Identifier: Apache-2.0
/** Counting a file of rankings by a published rule, apart from any board. */
@NullMarked
package org.urna.verifier.count;

import org.jspecify.annotations.NullMarked;
