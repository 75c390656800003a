// SPDX-License-Identifier: Apache-2.0
/** The voting server: its commands, and the one place where its parts are put together. */
@NullMarked
package org.urna.server;

import org.jspecify.annotations.NullMarked;
