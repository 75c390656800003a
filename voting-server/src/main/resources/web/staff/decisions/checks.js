// SPDX-License-Identifier: Apache-2.0

// Why a decision must not be signed: what its text says is compared with the board, with the booth that the server gives out, and with the clock.
// These are the checks of the officers' program; what a browser cannot check is said beside them.
import { getBytes, getJson } from "../../app/api.js";
import { toHex } from "../../urna/bytes.js";
import { sha256Hex } from "../../urna/hash.js";
import { candidatesOf } from "../../urna/manifest.js";
import { described } from "../../urna/malformed.js";
import { thumbprint } from "../../urna/jws.js";
import { maxBallotBytes } from "./ballotsize.js";
import { checkCeremony } from "./ceremony.js";
import { deadline, officersInOffice } from "./officers.js";

const WHILE_VOTING = ["credential-replaced", "credential-revoked", "candidate-withdrawn", "deadline-extended", "booth-changed"];

/**
 * Compares a decision with a board.
 *
 * @param decision as `readDecision` gives it
 * @param board as `readBoard` gives it
 * @param now milliseconds since 1970, by this device
 * @returns a promise of `{problems, checked, unchecked}`: keys of messages, of `problems` with parameters as `{key, params}`
 */
export async function checkDecision(decision, board, now) {
  const findings = { problems: [], checked: ["signedBoard"], unchecked: ["witnesses", "page"] };
  const problem = (key, params = {}) => findings.problems.push({ key, params });
  const require = (holds, key, params) => holds || problem(key, params);
  anchor(decision, board, require);
  times(decision, now, require);
  if (board.complete) phase(decision, board, require);
  findings[board.complete ? "checked" : "unchecked"].push("wholeBoard");
  await action(decision, board, require, findings);
  return findings;
}

function anchor(decision, board, require) {
  const sealed = decision.anchored === "E";
  require(sealed === (board.E !== null), sealed ? "notSealed" : "sealedAlready");
  require(decision.anchor === (sealed ? board.E : board.M), "otherElection");
  require(!board.decided.some(({ sequence }) => sequence === decision.sequence), "sequenceUsed");
}

function times({ notBefore, notAfter }, now, require) {
  require(notBefore <= notAfter, "endsBeforeItBegins");
  require(Date.parse(notAfter) > now, "over");
}

function phase({ action }, board, require) {
  const has = (type) => board.entries.some((each) => each.type === type);
  require(action === "map-destroyed" || !has("void"), "abandoned");
  if (WHILE_VOTING.includes(action)) require(!has("close"), "votingOver");
  if (action === "close") {
    require(has("open") && !has("close"), "notOpen");
    require(board.manifest.schedule.closeByHand, "noCloseByHand");
  }
  if (action === "publish") {
    require(has("close"), "votingNotOver");
    require(board.entries.filter(({ type }) => type === "tally-agreement").length >= board.manifest.threshold, "tooFewAgreements");
    require(!has("publish"), "publishedAlready");
  }
  if (action === "void" || action === "officer-changed") require(!has("publish"), "publishedAlready");
  if (action === "map-destroyed") require(has("final") || has("void"), "notFinished");
}

async function action(decision, board, require, findings) {
  const { manifest, decided, about } = board;
  const said = decision.arguments;
  switch (decision.action) {
    case "setup":
      await setup(said, board, require, findings);
      break;
    case "booth-changed":
      await booth(said.booth, require);
      findings.checked.push("booth");
      break;
    case "ceremony-abandoned":
      require(said.attempt === about.attempt, "otherAttempt");
      require(said.trustees.every((i) => i <= manifest.trustees.length), "noSuchTrustee");
      break;
    case "candidate-withdrawn": {
      const contest = manifest.contests.find(({ id }) => id === said.contest);
      require(contest && said.candidate <= candidatesOf(contest).length, "noSuchCandidate");
      break;
    }
    case "deadline-extended":
      require(said.closes > deadline(manifest, decided), "notLater");
      break;
    case "officer-changed":
      officers(said, officersInOffice(manifest, decided), require);
      break;
    case "map-destroyed":
      require(decision.notBefore >= manifest.schedule.disputeEnds, "disputesNotOver");
      break;
    case "credential-replaced":
    case "credential-revoked":
      findings.unchecked.push("credentials");
      break;
    default:
  }
}

function officers({ removed, added }, inOffice, require) {
  const keys = new Set(inOffice.map((each) => each.thumbprint));
  if (removed !== undefined) require(keys.delete(removed), "removedNotInOffice");
  if (added !== undefined) {
    const print = thumbprint(added.key);
    require(!keys.has(print), "addedInOffice");
    keys.add(print);
  }
  require(keys.size >= 2, "tooFewOfficers");
}

async function setup(said, board, require, findings) {
  const { manifest, entries, about } = board;
  const latest = entries.findLastIndex(({ type }) => type === "manifest");
  const messages = entries.slice(latest + 1).filter(({ type }) => type !== "credentials");
  require(said.attempt === about.attempt && said.attempt === entries.filter(({ type }) => type === "manifest").length, "otherAttempt");
  require(said.size === board.size, "otherSize");
  require(said.root === toHex(board.root), "otherRoot");
  require(said.maxBallotBytes === maxBallotBytes(manifest), "otherBallotSize");
  require(entries.slice(latest).some(({ type }) => type === "credentials"), "noCredentials");
  try {
    const { T, Y, V } = checkCeremony(messages.map(({ bytes }) => bytes), manifest, board.M, said.attempt);
    require(said.T === T, "otherTranscript");
    require(said.Y.equals(Y), "otherKey");
    require(said.V.length === V.length && said.V.every((point, i) => point.equals(V[i])), "otherTrusteeKeys");
  } catch (error) {
    require(false, "ceremony", { detail: described(error).detail });
  }
  await booth(said.booth, require);
  findings.checked.push("ceremony", "ballotSize", "booth");
  findings.unchecked.push("roll");
}

/** The server's list of the booth's files, and every file, are the ones that the decision names. */
async function booth(decided, require) {
  const named = new Map(decided.map(({ path, sha256 }) => [path, sha256]));
  const served = new Map((await getJson("/booth.json")).map(({ path, sha256 }) => [path, sha256]));
  for (const path of new Set([...named.keys(), ...served.keys()])) require(named.get(path) === served.get(path), "boothListed", { path });
  for (const [path, sha256] of named) {
    const content = await getBytes(`/assets/${path}`).catch(() => null);
    require(content !== null && sha256Hex(content) === sha256, "boothFile", { path });
  }
}
