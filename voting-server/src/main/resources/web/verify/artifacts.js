// SPDX-License-Identifier: Apache-2.0

// The files that entries name by hash: check `artifacts`.
import { sha256Hex } from "../urna/hash.js";
import { Missing } from "./findings.js";

export class Artifacts {
  #board;
  #findings;
  #named = new Map();

  constructor(board, findings) {
    this.#board = board;
    this.#findings = findings;
  }

  /** Checks an artifact that an entry names and nobody needs to read. */
  async require(entry, artifact) {
    const known = this.#named.get(artifact.sha256);
    if (known !== artifact.length) await this.#read(entry, artifact);
  }

  /** The content of an artifact, checked; what is there need not be what the entry names. */
  async bytes(entry, artifact) {
    const content = await this.#read(entry, artifact);
    if (!content) throw new Missing("an artifact cannot be read");
    return content;
  }

  async #read(entry, { sha256, length }) {
    this.#findings.expect("artifacts", 1);
    this.#named.set(sha256, length);
    let content;
    try {
      content = await this.#board.file(`artifact/${sha256}`, length);
    } catch {
      this.#findings.fail("artifacts", `artifact ${sha256} cannot be read`, entry);
      return undefined;
    }
    if (content.length !== length) this.#findings.fail("artifacts", "an artifact has another length than its entry says", entry);
    else if (sha256Hex(content) !== sha256) this.#findings.fail("artifacts", "an artifact has another hash than its name", entry);
    this.#findings.checked("artifacts");
    return content;
  }

  /** Reports files that no entry names, where the board can list its files. */
  finish() {
    for (const name of this.#board.artifacts() ?? []) {
      if (!this.#named.has(name)) this.#findings.fail("artifacts", `artifact/${name} is named by no entry`);
    }
  }
}
