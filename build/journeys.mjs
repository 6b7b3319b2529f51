import fs from 'node:fs';
import { BuildProblem, runCommand } from './support/build-problem.mjs';
import { inRepository } from './repository.mjs';
import { runners } from './test/runners.mjs';

// `npm run journeys -- NAME [...]`: journeys of tests/journeys/ by name, on the real app, server and console.
// Files of a journey for people to look at are in dist/journeys/NAME/.

const journeyFileEnding = '.journey.ts';

await runCommand('journeys', async () => {
  const names = process.argv.slice(2);
  const known = fs
    .readdirSync(inRepository('tests', 'journeys'))
    .flatMap((file) => (file.endsWith(journeyFileEnding) ? [file.slice(0, -journeyFileEnding.length)] : []));
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined)
    throw new BuildProblem(`no journey is called ${unknown}; there are ${known.join(', ')}`);

  const tally = await runners.journeys?.(names.map((name) => `/${name}\\.journey\\.ts$`));
  const { passed, failed } = tally ?? { passed: 0, failed: 1 };
  console.log(`\n${passed} passed, ${failed} failed`);
  if (failed > 0 || passed === 0) process.exitCode = 1;
});
