// SPDX-License-Identifier: Apache-2.0

// The steps themselves. Each reads and verifies the board anew before it signs, and waits for others by asking.
import { beginAttempt, keyCheck, nextStep } from "./ceremony.js";
import { agreement, decryptions, isAgreed, lot, rootToAgree, sealedShare } from "./tally.js";
import { Refused } from "../urna/malformed.js";

export const STAGES = ["ceremony", "copy", "voting", "agree", "decrypt", "over"];

const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 10_000;

/** Where a trustee stands, as the key and the board say. */
export function stageOf(seat) {
  const { board, me } = seat;
  if (me === 0) return "stranger";
  if (board.manifest.contests.some(({ kind }) => kind === "ranked")) return "ranked";
  if (board.has("void") || board.has("publish")) return "over";
  if (attemptOf(seat)?.share === undefined) return "ceremony";
  if (!sentBy(board.ceremony, "key-check", me)) return "copy";
  if (!isTallied(board)) return "voting";
  const agreed = seat.record.agreed && sentBy(board.posted, "tally-agreement", me);
  return agreed && sentBy(board.posted, "lot", me) ? "decrypt" : "agree";
}

const sentBy = (posted, type, me) => posted.some((each) => each.type === type && each.entry.message.trustee === me);

const isTallied = (board) => board.facts.closed !== undefined && board.messages("tally").length === board.facts.slots.length;

function attemptOf({ board, record }) {
  return record.attempts.find(({ keys }) => keys.M === board.facts.M && keys.attempt === board.facts.attempts);
}

const withAttempt = (record, attempt) => [...record.attempts.filter(({ keys }) => keys.M !== attempt.keys.M || keys.attempt !== attempt.keys.attempt), attempt];

/** Waits less and less impatiently; `reset` after something happened. */
function patience() {
  let pause = FIRST_PAUSE;
  return {
    wait: () => new Promise((done) => setTimeout(done, (pause = Math.min(LONGEST_PAUSE, pause * 1.5)))),
    reset: () => (pause = FIRST_PAUSE),
  };
}

/** Takes part until all have confirmed one transcript, and keeps the share. */
export async function holdCeremony(seat, report) {
  const { wait, reset } = patience();
  const sent = new Set();
  await seat.look();
  for (;;) {
    const { board } = seat;
    const attempt = board.abandoned ? null : (attemptOf(seat) ?? newAttempt(seat));
    const step = attempt ? await nextStep(board, attempt, seat.me) : { wait: "manifest" };
    if (step.finished) {
      await seat.store({ ...seat.record, attempts: withAttempt(seat.record, step.finished) });
      return;
    }
    const what = `${board.facts.attempts} ${step.type}`;
    if (step.send && !sent.has(what)) {
      await seat.send(step.type, step.send, { attempts: withAttempt(seat.record, step.attempt) });
      sent.add(what);
      report.sent(step.type);
      if (step.type === "complaint") report.complained(step.send.against);
      reset();
    } else {
      report.waiting(step.wait ?? step.type, step.trustees);
      await wait();
    }
    if (await seat.hasGrown()) await seat.look();
  }
}

function newAttempt(seat) {
  if (seat.board.has("setup")) throw new Refused("late", "the election is sealed, and this key took no part in its ceremony");
  return beginAttempt(seat.board, seat.me, seat.key);
}

/** Shows on the board that the share that was stored works. */
export async function proveStored(seat, report) {
  const board = await seat.look();
  if (sentBy(board.ceremony, "key-check", seat.me)) return;
  await seat.send("key-check", keyCheck(board, attemptOf(seat), seat.me));
  report.sent("key-check");
  await until(seat, () => sentBy(seat.board.ceremony, "key-check", seat.me), () => report.waiting("board"));
}

/** Signs that the board that was just verified may be decrypted, and for this election never another; then draws lots with the others. */
export async function signAgreement(seat, report) {
  const board = await seat.look();
  const share = sealedShare(board, seat.record, seat.me);
  const root = rootToAgree(board, seat.record, seat.me);
  if (!sentBy(board.posted, "tally-agreement", seat.me)) {
    await seat.send("tally-agreement", agreement(board, root, seat.me), { agreed: root });
    report.sent("tally-agreement");
  } else if (!seat.record.agreed) {
    await seat.store({ ...seat.record, agreed: root }); // a file saved before does not know it; the board does
  }
  await until(seat, () => isAgreed(seat.board, seat.me), () => report.waiting("agreement"));
  rootToAgree(seat.board, seat.record, seat.me);
  if (!sentBy(seat.board.posted, "lot", seat.me)) {
    await seat.send("lot", lot(seat.board, share, seat.me));
    report.sent("lot");
  }
  await until(seat, () => sentBy(seat.board.posted, "lot", seat.me), () => report.waiting("board"));
}

/** Hands over this trustee's part of every sum. */
export async function decrypt(seat, report) {
  const board = await seat.look();
  const share = sealedShare(board, seat.record, seat.me);
  if (!seat.record.agreed) throw new Refused("fork", "this key file knows of no agreement: it was restored from an older copy");
  rootToAgree(board, seat.record, seat.me);
  for (const message of decryptions(board, share, seat.me)) {
    await seat.send("decryption", message);
    report.sent("decryption");
  }
}

/** Whether every sum's part was made: the board does not show them before the result is published. */
export function isDecrypted({ board, record }) {
  const made = record.messages.filter((text) => text.startsWith('{"type":"decryption"') && text.includes(`"E":"${board.facts.E}"`));
  return made.length === board.facts.tallies.length;
}

async function until(seat, holds, say) {
  const { wait } = patience();
  while (!holds()) {
    say();
    await wait();
    if (await seat.hasGrown()) await seat.look();
  }
}
