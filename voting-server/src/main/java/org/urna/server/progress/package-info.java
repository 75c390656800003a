// SPDX-License-Identifier: Apache-2.0
/** Who has to do what next. */
@NullMarked
package org.urna.server.progress;

import org.jspecify.annotations.NullMarked;
