// SPDX-License-Identifier: Apache-2.0
/** Secrets in files: the keys of each election and those behind staff accounts. Nothing of this is ever in the database. */
@NullMarked
package org.urna.server.keys;

import org.jspecify.annotations.NullMarked;
