import fs from 'node:fs/promises';
import { parseArgs } from 'node:util';
import * as z from 'zod';
import { runTerminalProgram, TerminalError } from '#server/cli/instrument/run-terminal-program.ts';
import { cohortResultsOf, differencesOf, ResultVectors } from './results-vectors.ts';

// Program behind `npm run workshop -- results`. Computes the results of each cohort, prints the differences from the
// expected ones, and ends with the counts as JSON. Exit code 0 when all are equal, 1 otherwise.

await runTerminalProgram(1, async () => {
  const { values, positionals } = parseArgs({
    options: { show: { type: 'boolean' } },
    allowPositionals: true,
  });
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0)
    throw new TerminalError('results FILE [--show]: one file is needed');

  const vectors = ResultVectors.safeParse(await read(file));
  if (!vectors.success)
    throw new TerminalError(`${file} holds no cohorts as expected:\n${z.prettifyError(vectors.error)}`);
  let equal = 0;
  for (const cohortVector of vectors.data.cohorts) {
    const found = cohortResultsOf(cohortVector);
    if (values.show === true)
      console.log(JSON.stringify({ name: cohortVector.name, ...rounded(found) }, null, 1));
    const differences = differencesOf(cohortVector.expect, found);
    if (differences.length === 0) equal += 1;
    else console.log(`${cohortVector.name}\n  ${differences.join('\n  ')}`);
  }
  const total = vectors.data.cohorts.length;
  console.log(JSON.stringify({ total, equal }));
  return equal === total ? 0 : 1;
});

/** Results with numbers of four decimals. */
function rounded(results: unknown): Readonly<Record<string, unknown>> {
  const text = JSON.stringify(results, (_, value: unknown) =>
    typeof value === 'number' ? Number(value.toFixed(4)) : value,
  );
  return z.record(z.string(), z.unknown()).parse(JSON.parse(text));
}

async function read(file: string): Promise<unknown> {
  const text = await fs.readFile(file, 'utf8');
  try {
    return JSON.parse(text);
  } catch {
    throw new TerminalError(`${file} is not JSON`);
  }
}
