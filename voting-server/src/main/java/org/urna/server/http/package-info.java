// SPDX-License-Identifier: Apache-2.0
/** Router, problem details, authentication, limits, OpenAPI. Parses and answers; decides nothing. */
@NullMarked
package org.urna.server.http;

import org.jspecify.annotations.NullMarked;
