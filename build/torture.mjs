import { parseArgs } from 'node:util';
import { Problem, runCommand } from './problem.mjs';
import { runProgram } from './run-program.mjs';

// `npm run torture [-- --rounds 100] [--seed 1]`: real processes killed, disks filled and requests cut at moments drawn
// by chance. `npm test` does the same with 5 rounds.

/** @param {string} name @param {string} word */
function wholeNumber(name, word) {
  if (!/^[1-9]\d{0,8}$/.test(word))
    throw new Problem(`--${name} takes a whole number from 1 on, not ${word}`);
  return word;
}

await runCommand('torture', async () => {
  const { values } = parseArgs({
    options: { rounds: { type: 'string', default: '100' }, seed: { type: 'string', default: '1' } },
  });
  const env = {
    ...process.env,
    FIELDBOOK_ROUNDS: wholeNumber('rounds', values.rounds),
    FIELDBOOK_SEED: wholeNumber('seed', values.seed),
  };
  const { code } = await runProgram(process.execPath, ['build/test.mjs', 'torture'], { env, show: true });
  process.exitCode = code;
});
