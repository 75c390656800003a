// SPDX-License-Identifier: Apache-2.0

/** Boards wherever they are: a web server, or a folder. */
@NullMarked
package org.urna.verifier.place;

import org.jspecify.annotations.NullMarked;
