// SPDX-License-Identifier: Apache-2.0
/** The files of the booth and of the public pages: read from the class path once, hashed, and never changed while the server runs. */
@NullMarked
package org.urna.server.web;

import org.jspecify.annotations.NullMarked;
