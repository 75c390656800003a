// SPDX-License-Identifier: Apache-2.0

/** Boards on web servers. */
@NullMarked
package org.urna.verifier.http;

import org.jspecify.annotations.NullMarked;
