// SPDX-License-Identifier: Apache-2.0

/** Boards wherever they are: a web server, a folder, or an archive. */
@NullMarked
package org.urna.verifier.place;

import org.jspecify.annotations.NullMarked;
