// SPDX-License-Identifier: Apache-2.0
/** What voters' and the public's browsers do, in Chromium. */
@NullMarked
package org.urna.acceptance.browser;

import org.jspecify.annotations.NullMarked;
