// SPDX-License-Identifier: Apache-2.0

// What workers do: everything that takes long and needs no knowledge of the rest of the log. Arguments and results are plain values and bytes.
import { pointText } from "../urna/group.js";
import { sha256Hex } from "../urna/hash.js";
import { leafHash, readBundle } from "../urna/log.js";
import { Malformed } from "../urna/malformed.js";
import { ciphertextsOf } from "../urna/ballotcheck.js";
import { checkBallots } from "./ballotbatch.js";
import { decodeRankings, decryptionFault } from "./decryption.js";
import { readPosted, typeOf } from "./entries.js";
import { shuffleFault } from "./shuffle.js";

/** Ballots read, by bundle and place, until they are checked. */
const read = new Map();

export const jobs = {
  /** Reads a bundle of entries; of ballots it tells what the order of the log decides about, and keeps the rest. */
  read({ bundle, bytes, width }) {
    const ballots = new Map();
    read.set(bundle, ballots);
    return readBundle(bytes, width).map((entry, at) => {
      const type = typeOf(entry);
      return { leaf: leafHash(entry), type, ballot: type === "ballot" ? ballotIn(entry, at, ballots) : undefined };
    });
  },

  /** Checks some ballots of a bundle; `last` forgets the bundle. */
  ballots({ bundle, ballots, election, last }) {
    const known = read.get(bundle);
    if (last) read.delete(bundle);
    if (ballots.length === 0) return { formless: [], failures: [], sums: [], rankings: [] };
    return checkBallots(ballots.map((each) => ({ ...known.get(each.at), ...each })), election);
  },

  shuffle({ place, input, output, proof, width }) {
    return shuffleFault(place, input, output, proof, width);
  },

  decryption({ place, ciphertexts, factors, proof }) {
    return decryptionFault(place, ciphertexts, factors, proof);
  },

  decode({ contest, ciphertexts, trustees, factors, hints }) {
    return decodeRankings(contest, ciphertexts, trustees, factors, hints);
  },
};

function ballotIn(bytes, at, ballots) {
  try {
    const { time, entry, signed } = readPosted(bytes);
    const { ballot, signature } = entry;
    const hash = sha256Hex(signed);
    ballots.set(at, { ballot, signature, hash });
    const alphas = ballot.contests.flatMap((part) => ciphertextsOf(part).map(({ alpha }) => [part.contest, pointText(alpha)]));
    return { time, hash, K: pointText(ballot.K), contests: ballot.contests.map(({ contest }) => contest), alphas, length: bytes.length };
  } catch (error) {
    if (error instanceof Malformed) return { fault: error.message };
    throw error;
  }
}
