// SPDX-License-Identifier: Apache-2.0

// What a ballot is made for: the manifest and the key of an election, read from its two entries on the board.
import { same, utf8 } from "./bytes.js";
import { sha256Hex } from "./hash.js";
import { verifyDetached } from "./jws.js";
import { write } from "./json.js";
import { Malformed, Refused } from "./malformed.js";
import { candidatesOf, manifestOf, readEntry } from "./manifest.js";

/**
 * Reads both entries and checks that they belong together: the `setup` names the hash of the manifest's entry and two different officers of
 * the manifest have signed it.
 *
 * @returns `{manifest, M, E, Y, booth}`: hashes in hexadecimal, `Y` a point, `booth` the file hashes that the officers sealed
 */
export function readElection({ manifestEntry, setupEntry, manifest: artifact }) {
  const manifest = manifestOf(manifestEntry, artifact);
  const M = sha256Hex(manifestEntry);
  const setup = readEntry(setupEntry);
  if (setup.type !== "setup") throw new Malformed("not a setup entry");
  if (setup.decision.M !== M) throw new Refused("setup", "the setup is for another manifest");
  checkOfficers(manifest, setup, setupEntry);
  manifest.contests.forEach(checkContest);
  const { Y, booth, maxBallotBytes } = setup.decision.arguments;
  return { manifest, M, E: sha256Hex(setupEntry), Y, booth, maxBallotBytes };
}

function checkOfficers(manifest, setup, bytes) {
  const start = utf8(`{"type":"setup","time":"${setup.time}","signatures":${write(setup.signatures)},"decision":`);
  if (!same(bytes.slice(0, start.length), start)) throw new Malformed("setup entry");
  const decision = bytes.slice(start.length, -1);
  const signers = setup.signatures.map((jws) => manifest.officers.findIndex(({ key }) => verifyDetached(jws, key, "urna-decision", decision)));
  if (signers.includes(-1) || signers[0] === signers[1]) throw new Refused("officers", "the setup is not signed by two officers of the manifest");
}

/** The bounds without which no ballot can be made (docs/protocol.md §4); the rest of the manifest's rules are the verifier's. */
function checkContest(contest) {
  const n = candidatesOf(contest).length;
  const holds =
    contest.kind === "ranked"
      ? contest.maxRanks >= 1 && contest.maxRanks <= n
      : n >= 1 && contest.maxPerOption >= 1 && contest.min <= contest.max && contest.max <= n * contest.maxPerOption;
  if (!holds) throw new Refused("manifest", `the bounds of contest ${contest.id} do not fit each other`);
}
