// SPDX-License-Identifier: Apache-2.0

// The published rankings as a BLT file, which other people's counting programs read.

/**
 * @param lines the rankings artifact: one `[ballots,[candidate,…]]` a line (docs/protocol.md §12.3)
 * @param contest `{seats, withdrawn, names, title}`: numbers of withdrawn candidates from 1, names in manifest order, the contest's title
 */
export function bltOf(lines, { seats, withdrawn, names, title }) {
  const papers = lines
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line))
    .map(([ballots, ranking]) => [ballots, ...ranking, 0].join(" "));
  return [
    `${names.length} ${seats}`,
    ...(withdrawn.length > 0 ? [withdrawn.map((each) => -each).join(" ")] : []),
    ...papers,
    "0",
    ...names.map(quoted),
    quoted(title),
    "",
  ].join("\n");
}

/** The format knows no escapes: whatever would end a name early is replaced. */
function quoted(name) {
  return `"${name.replace(/"/gu, "”").replace(/[\u0000-\u001f\u2028\u2029]/gu, " ")}"`;
}
