import fs from 'node:fs';
import { Problem, runCommand } from './problem.mjs';
import { inRepository } from './repository.mjs';
import { runners } from './test/runners.mjs';

// `npm run journeys -- NAME [...]`: journeys of tests/journeys/ by name, on the real app, server and console. What a
// journey leaves for people to look at is in dist/journeys/NAME/.

const ending = '.journey.ts';

await runCommand('journeys', async () => {
  const names = process.argv.slice(2);
  const known = fs
    .readdirSync(inRepository('tests', 'journeys'))
    .flatMap((file) => (file.endsWith(ending) ? [file.slice(0, -ending.length)] : []));
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined)
    throw new Problem(`no journey is called ${unknown}; there are ${known.join(', ')}`);

  const tally = await runners.journeys?.(names.map((name) => `/${name}\\.journey\\.ts$`));
  const { passed, failed } = tally ?? { passed: 0, failed: 1 };
  console.log(`\n${passed} passed, ${failed} failed`);
  if (failed > 0 || passed === 0) process.exitCode = 1;
});
