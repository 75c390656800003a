// SPDX-License-Identifier: Apache-2.0

// The page's side of the booth's worker. The page never sees the credential's secret, a ballot's randomness or a proof's nonce; when the worker
// ends, all of them are gone.

const WORKER = new URL("./worker.js", import.meta.url).href;

/** Where Trusted Types exist, the one policy of these pages: it gives the worker's address and no other. */
const policy = globalThis.trustedTypes?.createPolicy("urna-worker", { createScriptURL: () => WORKER });

/** What the worker's first message answers. */
const LOADED = 0;

/** What went wrong: `rule` is a name, `detail` says it in words; neither holds a secret. */
export class BoothError extends Error {
  constructor({ rule, detail }) {
    super(`${rule}: ${detail}`);
    this.name = "BoothError";
    this.rule = rule;
    this.detail = detail;
  }
}

export class Booth {
  #worker = new Worker(policy ? policy.createScriptURL("") : WORKER, { type: "module" });
  #waiting = new Map();
  #calls = 0;
  #over = undefined;

  /** A booth whose worker has loaded; fails if it does not. */
  static async start() {
    const booth = new Booth();
    await new Promise((resolve, reject) => booth.#waiting.set(LOADED, { resolve, reject }));
    return booth;
  }

  constructor() {
    this.#worker.addEventListener("message", ({ data }) => this.#answer(data));
    this.#worker.addEventListener("error", () => this.#finish({ rule: "internal", detail: "the worker failed" }));
  }

  /**
   * Reads the election's entries and checks that they belong together; everything else comes after this.
   *
   * @param entries `{manifestEntry, setupEntry}`: exact bytes; and `manifest`, the artifact's bytes, where the manifest is one
   * @returns `{manifest, E, M, booth}`: the manifest as JSON, `booth` the sealed list of the booth's files
   */
  load(entries) {
    return this.#call("load", [entries]);
  }

  /** Derives the credential of the 19 characters that `parseCode` gives; `{K}` is its public half. */
  enterCode(code19) {
    return this.#call("enterCode", [code19]);
  }

  /**
   * Encrypts the answers anew, with new randomness, forgetting any ballot before.
   *
   * @param answers every contest of the style in manifest order: `{contest, marks: [int per option], blank: bool}` or
   *     `{contest, ranking: [candidate numbers from 1, best first]}`
   * @param onProgress called with proofs made and their total
   * @returns `{tracker, ballotHash, bytes}`
   */
  encrypt(styleId, answers, onProgress) {
    return this.#call("encrypt", [styleId, answers], onProgress);
  }

  /** The bytes of the cast request. From here on the ballot cannot be challenged; again, it gives the same bytes. */
  sign() {
    return this.#call("sign", []);
  }

  /** The text of the challenge file. From here on there is no ballot to sign until `encrypt` makes one. */
  challenge() {
    return this.#call("challenge", []);
  }

  /** Checks the server's receipt as receipt.js says, against the ballot that the worker made; `entry`: its bytes on the board, for old receipts. */
  checkReceipt(jwsText, entry) {
    return this.#call("checkReceipt", [jwsText, entry]);
  }

  /** Ends the worker, whatever it is doing, and with it everything it knew. */
  end() {
    this.#finish({ rule: "ended", detail: "the booth was left" });
  }

  #call(call, args, onProgress) {
    if (this.#over) return Promise.reject(new BoothError(this.#over));
    return new Promise((resolve, reject) => {
      const id = ++this.#calls;
      this.#waiting.set(id, { resolve, reject, onProgress });
      this.#worker.postMessage({ id, call, args });
    });
  }

  #answer({ id, progress, value, error }) {
    const waiting = this.#waiting.get(id);
    if (!waiting) return;
    if (progress) {
      waiting.onProgress?.(...progress);
      return;
    }
    this.#waiting.delete(id);
    if (error) waiting.reject(new BoothError(error));
    else waiting.resolve(value);
  }

  #finish(reason) {
    this.#over = reason;
    this.#worker.terminate();
    for (const { reject } of this.#waiting.values()) reject(new BoothError(reason));
    this.#waiting.clear();
  }
}
