// SPDX-License-Identifier: Apache-2.0
/** The key ceremony as the server sees it: manifest entries, trustees' messages, new attempts. */
@NullMarked
package org.urna.server.ceremony;

import org.jspecify.annotations.NullMarked;
