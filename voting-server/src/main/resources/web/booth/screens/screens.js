// SPDX-License-Identifier: Apache-2.0

/** One component per screen of the state. */
import { CastScreen } from "./cast.js";
import { CastingScreen, UnknownScreen } from "./casting.js";
import { ClosedScreen } from "./closed.js";
import { ContestScreen } from "./contest.js";
import { EncryptedScreen, EncryptingScreen } from "./encrypted.js";
import { FinishedScreen } from "./finished.js";
import { LoadingScreen, StartScreen } from "./start.js";
import { MismatchScreen, RefusedScreen } from "./stopped.js";
import { ReviewScreen } from "./review.js";
import { TestScreen, TestedScreen } from "./test.js";

export const SCREENS = Object.freeze({
  loading: LoadingScreen,
  closed: ClosedScreen,
  start: StartScreen,
  checking: StartScreen,
  contest: ContestScreen,
  review: ReviewScreen,
  encrypting: EncryptingScreen,
  encrypted: EncryptedScreen,
  test: TestScreen,
  tested: TestedScreen,
  casting: CastingScreen,
  unknown: UnknownScreen,
  refused: RefusedScreen,
  mismatch: MismatchScreen,
  cast: CastScreen,
  finished: FinishedScreen,
});
