// SPDX-License-Identifier: Apache-2.0

/** Boards in one file, a zip or tar archive; what such a file may be is decided before anything of it is used. */
@NullMarked
package org.urna.verifier.archive;

import org.jspecify.annotations.NullMarked;
