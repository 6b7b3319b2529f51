import fs from 'node:fs';
import { inRepository } from './repository.mjs';
import { BuildProblem, runCommand } from './support/build-problem.mjs';
import { runners } from './test/runners.mjs';

// `npm run journeys -- NAME [...]`: journeys of tests/journeys/ by name, the long ones too, on the real app, server and
// console. Without a name: those of `npm test`. Files of a journey for people to look at are in dist/journeys/NAME/.

await runCommand('journeys', async () => {
  const names = process.argv.slice(2);
  const partByName = readJourneys();
  const unknown = names.find((name) => !partByName.has(name));
  if (unknown !== undefined)
    throw new BuildProblem(`no journey is called ${unknown}; there are ${[...partByName.keys()].join(', ')}`);

  let passed = 0;
  let failed = 0;
  for (const part of names.length === 0 ? ['journeys'] : new Set(names.map((name) => partByName.get(name)))) {
    const filters = names.filter((name) => partByName.get(name) === part);
    const tally = await runners[part ?? '']?.(filters.map((name) => `/${name}(\\.long)?\\.journey\\.ts$`));
    passed += tally?.passed ?? 0;
    failed += tally?.failed ?? 1;
  }
  console.log(`\n${passed} passed, ${failed} failed`);
  if (failed > 0 || passed === 0) process.exitCode = 1;
});

/** Part of the tests of each journey, by its name. @returns {Map<string, string>} */
function readJourneys() {
  return new Map(
    fs.readdirSync(inRepository('tests', 'journeys')).flatMap((file) => {
      const [, name, long] = /^(.+?)(\.long)?\.journey\.ts$/.exec(file) ?? [];
      return name === undefined ? [] : [[name, long === undefined ? 'journeys' : 'long-journeys']];
    }),
  );
}
