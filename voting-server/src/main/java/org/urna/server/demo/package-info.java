// SPDX-License-Identifier: Apache-2.0
/** The demo: a whole election on this machine, through the real programs. Its voters know nothing of the server but HTTP. */
@NullMarked
package org.urna.server.demo;

import org.jspecify.annotations.NullMarked;
