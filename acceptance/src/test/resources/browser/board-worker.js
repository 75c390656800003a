// SPDX-License-Identifier: Apache-2.0

// Verifies one board as often as it is asked to, each time from its files alone.
import { verifyContent } from "./verify-board.js";

addEventListener("message", async ({ data: { content, given, times } }) => {
  try {
    const found = [];
    for (let i = 0; i < times; i++) {
      const { outcome, rows } = await verifyContent(content, given);
      found.push({ outcome, rows: Object.fromEntries(rows.map((row) => [row.check, row.outcome])) });
    }
    postMessage({ found });
  } catch (error) {
    postMessage({ failed: String(error.stack ?? error) });
  }
});
