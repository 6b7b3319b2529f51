import path from 'node:path';

/** File that a program reads before its own; `FIELDBOOK_TEST_AHEAD_MS` tells it the amount. */
export const movedClockFile = path.resolve('tests/support/clock/moved-clock.cjs');

export const aheadVariable = (aheadMs: number) => ({ FIELDBOOK_TEST_AHEAD_MS: String(aheadMs) });

/** Environment of a process of Node, and of its threads, whose clock is ahead by this much. */
export const movedEnvironment = (aheadMs: number): NodeJS.ProcessEnv => ({
  ...process.env,
  ...aheadVariable(aheadMs),
  NODE_OPTIONS: `--require ${movedClockFile}`,
});
