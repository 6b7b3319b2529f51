import { noFile } from './failures.mjs';

/** @typedef {import('./runners.mjs').Runner} Runner */
/** @typedef {import('./tally.mjs').Tally} Tally */
/** @typedef {import('./failures.mjs').Failure} Failure */

/** Files of one part that are run again. More of them failing is a broken change and no accident. */
const mostFiles = 5;

/**
 * Runs the files of failed tests again, one at a time, while nothing else runs. A test that passes then is flaky: it
 * counts as passed and is named. A test that fails again has failed.
 * @param {Tally} tally of the first run
 * @param {Runner} runner of the same part
 * @returns {Promise<Tally>}
 */
export async function retryFailed(tally, runner) {
  const failures = tally.failures ?? [];
  const files = [...new Set(failures.map(({ file }) => file))];
  // A note tells of a failure that is no test's: another run could not explain it.
  if (files.length === 0 || files.length > mostFiles || files.includes(noFile) || tally.note !== undefined)
    return tally;

  const rest = withoutFiles(tally, files);
  /** @type {Failure[]} */
  const failedAgain = [];
  for (const file of files) {
    console.log(`\n=== again, alone: ${file} ===`);
    const again = await runner([file]);
    if (again.failed > 0 && !again.failures?.length) return tally;
    failedAgain.push(...(again.failures ?? []));
    rest.passed += again.passed;
    rest.failed += again.failed;
    rest.skipped += again.skipped;
  }
  const named = new Set(failedAgain.map(nameOf));
  return {
    ...tally,
    ...rest,
    failures: failedAgain,
    flaky: failures.filter((failure) => !named.has(nameOf(failure))),
  };
}

/**
 * Counts of a part without some of its files. All failures are in those.
 * @param {Tally} tally
 * @param {readonly string[]} files
 */
function withoutFiles({ passed, skipped, files: results = [] }, files) {
  const rest = { passed, failed: 0, skipped };
  for (const result of results)
    if (files.includes(result.file)) {
      rest.passed -= result.passed;
      rest.skipped -= result.skipped;
    }
  return rest;
}

/** @param {Failure} failure */
const nameOf = ({ file, title }) => `${file} › ${title}`;
