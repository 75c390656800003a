// SPDX-License-Identifier: Apache-2.0

/** The program of trustees and officers: one person, one key file, one process. */
@NullMarked
package org.urna.trustee;

import org.jspecify.annotations.NullMarked;
