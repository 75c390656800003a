// SPDX-License-Identifier: Apache-2.0
/** Letters to members as print files: PDF, for an envelope with a window. */
@NullMarked
package org.urna.server.letter;

import org.jspecify.annotations.NullMarked;
