import { expect, test } from 'vitest';
import { standaloneCommands } from '#server/cli/admin.ts';
import { adminCommands } from '#server/cli/admin-commands.ts';
import { readSource, sourceFiles } from '#tests/support/repository/source-files.ts';

const commands = [...Object.keys(adminCommands), ...Object.keys(standaloneCommands)];

test('every admin command is in the table of server/README.md', () => {
  const readme = readSource('server/README.md');
  const missing = commands.filter((name) => !new RegExp(`^\\|.*\`${name}[ \`].*\\|`, 'm').test(readme));
  expect(missing, 'add a row for each to the table of commands in server/README.md').toEqual([]);
});

test('every admin command is run by a test', () => {
  const specs = sourceFiles(/\.(spec|journey)\.ts$/, ['tests/protocol', 'tests/server', 'tests/journeys'])
    .filter((file) => !file.endsWith('/admin-commands.spec.ts'))
    .map(readSource)
    .join('\n');
  const untried = commands.filter((name) => !specs.includes(`'${name}'`) && !specs.includes(`{ ${name} }`));
  // Its work has tests of its own; the command stops and opens a whole store around it.
  const triedByItsWork = ['rotate-sealing-key'];
  expect(untried, 'run each in tests/protocol/command-line.spec.ts').toEqual(triedByItsWork);
});
