// SPDX-License-Identifier: Apache-2.0

// Where a board comes from: the server that sent this page, a folder from disk, or one archive file. What a board is for verification.js has
// `file(path, most)`, which fails for what is not there or is longer than `most` bytes, and `artifacts()`.
import { filesIn } from "./archive.js";

const TRIES = 3;
const PAUSE_MILLISECONDS = 500;
const MOST_BYTES = 1 << 28;

/** @param source `{address}` (of the board, with a slash at its end), `{files: [{path, file}]}` or `{archive: File}` */
export async function boardOf({ address, files, archive }) {
  if (address) return new ServedBoard(address);
  return new FileBoard(files ? new Map(files.map(({ path, file }) => [path, { blob: file }])) : await filesIn(archive));
}

class ServedBoard {
  #address;

  constructor(address) {
    this.#address = address;
  }

  async file(path, most = MOST_BYTES) {
    for (let attempt = 1; ; attempt++) {
      try {
        const answer = await fetch(this.#address + path, { cache: "no-store" });
        if (answer.ok) return await bytesOf(answer.body, most);
        if (answer.status < 500 && answer.status !== 429) throw new Refused(`${path}: status ${answer.status}`);
      } catch (error) {
        if (error instanceof Refused || attempt === TRIES) throw error;
      }
      if (attempt === TRIES) throw new Error(`${path}: the server does not answer`);
      await new Promise((resolve) => setTimeout(resolve, attempt * PAUSE_MILLISECONDS));
    }
  }

  /** A server lists nothing. */
  artifacts() {
    return undefined;
  }
}

/** No further try will help. */
class Refused extends Error {}

/** The whole of a stream of at most so many bytes. */
async function bytesOf(stream, most) {
  const reader = stream.getReader();
  const parts = [];
  let length = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    length += part.value.length;
    if (length > most) {
      await reader.cancel();
      throw new Refused("longer than it may be");
    }
    parts.push(part.value);
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}

/** Files by their path; the board is where the one file `checkpoint` is. */
class FileBoard {
  #files = new Map();

  constructor(all) {
    const roots = [...all.keys()].filter((path) => path === "checkpoint" || path.endsWith("/checkpoint")).map((path) => path.slice(0, -"checkpoint".length));
    if (roots.length !== 1) throw new Error(roots.length === 0 ? "there is no board here: no file named checkpoint" : "there is more than one board here");
    for (const [path, found] of all) {
      if (path.startsWith(roots[0])) this.#files.set(path.slice(roots[0].length), found);
    }
  }

  async file(path, most = MOST_BYTES) {
    const found = this.#files.get(path);
    if (!found) throw new Error(`${path} is not there`);
    const { blob, deflated } = found;
    if (!deflated && blob.size > most) throw new Error(`${path} is longer than it may be`);
    return deflated ? bytesOf(blob.stream().pipeThrough(new DecompressionStream("deflate-raw")), most) : new Uint8Array(await blob.arrayBuffer());
  }

  artifacts() {
    return [...this.#files.keys()].filter((path) => path.startsWith("artifact/")).map((path) => path.slice("artifact/".length));
  }
}
