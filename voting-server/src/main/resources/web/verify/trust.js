// SPDX-License-Identifier: Apache-2.0

/** What no verifier can check, docs/protocol.md §2 and §11, as `{key, ...parameters}`: the page has the words. */
export function trustOf({ manifest, replaced, register }, results) {
  if (!manifest) return [];
  const said = [
    { key: "secrecy", threshold: manifest.threshold, trustees: manifest.trustees.length },
    { key: `registrar.${manifest.registrar.mode}` },
    manifest.quorum === 0 ? { key: "noWitnesses" } : { key: "witnesses", quorum: manifest.quorum, witnesses: manifest.witnesses.length },
  ];
  if (replaced > 0 && register) {
    const cast = [...register.values()].filter(({ reserve, castAt }) => reserve && castAt !== undefined).length;
    said.push({ key: "replaced", replaced, cast });
  }
  for (const { rule, reason } of manifest.overrides) said.push({ key: "override", rule, reason });
  for (const result of results.filter(unanimous)) said.push({ key: "unanimous", contest: result.contest });
  if (manifest.rehearsal) said.push({ key: "rehearsal" });
  return said;
}

function unanimous({ kind, counted, total }) {
  if (kind !== "additive" || !counted || total.ballots === 0) return false;
  const chosen = total.votes.filter((votes) => votes > 0);
  return chosen.length === 0 ? total.blank === total.weight : chosen.length === 1 && chosen[0] === total.weight;
}
