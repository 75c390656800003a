// SPDX-License-Identifier: Apache-2.0
/** Real servers, databases and ballots, each in a process of its own, for whoever measures or torments them. */
@NullMarked
package org.urna.server.trial;

import org.jspecify.annotations.NullMarked;
