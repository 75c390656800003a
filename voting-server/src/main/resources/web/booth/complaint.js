// SPDX-License-Identifier: Apache-2.0

/**
 * The complaint file: evidence that a server answered a cast with something other than the receipt of the ballot that was sent. It holds
 * what was sent, what came back and what was expected, byte for byte; neither the code nor anything by which the ballot could be opened.
 */
const decoder = new TextDecoder();

/**
 * @param evidence `{election, E, time, request: Uint8Array | null, answer: string, expected: {tracker, ballotHash}, rule, detail}`
 * @returns the file's text
 */
export function complaintFile({ election, E, time, request, answer, expected, rule, detail }) {
  return `${JSON.stringify(
    {
      type: "urna-complaint",
      election,
      E,
      time,
      expected: { tracker: expected.tracker, ballot: expected.ballotHash },
      failed: { rule, detail },
      request: request === null ? null : decoder.decode(request),
      answer,
    },
    null,
    2,
  )}\n`;
}
