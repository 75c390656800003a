// SPDX-License-Identifier: Apache-2.0
/** Settings: a file or the environment, read and checked once, at start. */
@NullMarked
package org.urna.server.config;

import org.jspecify.annotations.NullMarked;
