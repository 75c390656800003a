// SPDX-License-Identifier: Apache-2.0
/** Starts the real programs as processes and plays everyone who uses them. */
@org.jspecify.annotations.NullMarked
package org.urna.acceptance.harness;
