// SPDX-License-Identifier: Apache-2.0

/** What the pages under {@code web/} are made of, checked without a browser. */
@NullMarked
package org.urna.server.frontend;

import org.jspecify.annotations.NullMarked;
