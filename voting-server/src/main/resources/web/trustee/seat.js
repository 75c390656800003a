// SPDX-License-Identifier: Apache-2.0

// One trustee in one election: the key on this side, the board on the other.
import { apiPath, boardPath, getJson, getText, request } from "../app/api.js";
import { read, write, writeBytes } from "../urna/json.js";
import { Refused } from "../urna/malformed.js";
import { utf8, same } from "../urna/bytes.js";
import { readBoard } from "./board.js";

const DEALT = ["trustee", "key-commitment", "key-share"];
const MEDIA_TYPE = "application/vnd.urna.message+json";

/** What there is one of: a kind of message, and where it belongs. */
const placeOf = (type, message) => [type, message.M ?? message.E, message.attempt, message.contest, message.section].join(" ");

export class Seat {
  constructor(election, key) {
    this.election = election;
    this.key = key;
    this.board = null;
  }

  get record() {
    return this.key.record(this.election);
  }

  /** Number of this trustee, from 1; 0 where the manifest does not name the key. */
  get me() {
    return this.board.trustee(this.key.thumbprint);
  }

  /** Reads and verifies the board. */
  async look(onProgress) {
    const board = await readBoard(this.election, this.record.seen, onProgress);
    this.board = board;
    if (this.me > 0) this.#requireOwn(board);
    return board;
  }

  /** Whether the board has more entries than when it was verified: asking this costs little, and is believed by nobody. */
  async hasGrown() {
    const note = await getText(boardPath(this.election, "checkpoint"));
    return note.split("\n")[1] !== String(this.board.size);
  }

  /** Whether the server says that voting is over: worth a look at the board. */
  async isSaidToBeOver() {
    const { state } = await getJson(apiPath(this.election));
    return ["closed", "tallied", "final", "void"].includes(state);
  }

  /**
   * What the board has of this trustee's polynomial and keys was sent from this key file: another copy of it, or somebody else, would send other
   * things. What came later follows from them, and a file that was saved before does not know it.
   */
  #requireOwn(board) {
    const kept = this.record.messages.map((text) => utf8(write(read(utf8(text)).message)));
    const foreign = board.ceremony.find(({ type, entry, signed }) => DEALT.includes(type) && entry.message.trustee === this.me && !kept.some((bytes) => same(bytes, signed)));
    if (foreign) throw new Refused("foreign", `the board has a ${foreign.type} in this trustee's name that this key file did not send`);
  }

  /** Keeps `changed`, and that this board was seen. */
  async store(changed) {
    const { election, attempts, messages, agreed } = changed;
    await this.key.store({ election, seen: { size: this.board.size, root: this.board.root }, attempts, messages, agreed });
  }

  /**
   * Signs a message, keeps it, and only then hands it over; one of which one is kept already is not made a second time.
   *
   * @param changes of what is kept besides
   */
  async send(type, message, changes = {}) {
    const record = { ...this.record, ...changes };
    let text = record.messages.find((each) => {
      const kept = read(utf8(each));
      return placeOf(kept.type, kept.message) === placeOf(type, message);
    });
    if (text === undefined) {
      const signature = await this.key.sign(`urna-${type}`, writeBytes(message));
      text = write({ type, signature, message });
      await this.store({ ...record, messages: [...record.messages, text] });
    }
    await request(apiPath(this.election, "/messages"), { method: "POST", headers: { "Content-Type": MEDIA_TYPE }, body: text });
  }
}
