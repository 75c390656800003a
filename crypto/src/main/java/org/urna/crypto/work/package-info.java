// SPDX-License-Identifier: Apache-2.0
/** How long computations share the processors that a program gives them. */
@NullMarked
package org.urna.crypto.work;

import org.jspecify.annotations.NullMarked;
