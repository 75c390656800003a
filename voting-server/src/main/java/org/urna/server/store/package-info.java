// SPDX-License-Identifier: Apache-2.0
/** The database: pool, transactions, migrations, clock. One data-access code for SQLite and PostgreSQL. */
@NullMarked
package org.urna.server.store;

import org.jspecify.annotations.NullMarked;
