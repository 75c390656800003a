// SPDX-License-Identifier: Apache-2.0
/** Answering members: where their message is, whether they have voted, and a new code for who needs one. */
@NullMarked
package org.urna.server.helpdesk;

import org.jspecify.annotations.NullMarked;
