// SPDX-License-Identifier: Apache-2.0
/** Strict reading of the JSON that staff send. Published objects are read by {@code org.urna.crypto.record} alone. */
@NullMarked
package org.urna.server.json;

import org.jspecify.annotations.NullMarked;
