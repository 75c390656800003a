// SPDX-License-Identifier: Apache-2.0

import { list, t } from "../app/i18n.js";

const MINUTE = 60_000;
const UNITS = [
  ["day", 1440],
  ["hour", 60],
  ["minute", 1],
];

/** A span of milliseconds in words, its two largest units, never seconds: "2 days and 3 hours". Under a minute counts as one. */
export function spoken(milliseconds) {
  let minutes = Math.max(1, Math.ceil(milliseconds / MINUTE));
  const words = [];
  for (const [unit, size] of UNITS) {
    const count = Math.floor(minutes / size);
    minutes -= count * size;
    if (count > 0) words.push(t(`page.span.${unit}`, { count }));
    else if (words.length > 0) break;
    if (words.length === 2) break;
  }
  return list(words);
}
