// SPDX-License-Identifier: Apache-2.0
/** Whole elections through the three programs, as their users run them. */
@org.jspecify.annotations.NullMarked
package org.urna.acceptance;
