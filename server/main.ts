import { admin } from './command-line/admin.ts';
import { CommandProblem } from './command-line/command-problem.ts';
import { seedDemo } from './command-line/seed-demo.ts';
import { serve } from './command-line/serve.ts';

// The central API as a program: `main.js [--port N] [--data DIR | --database-url URL] ...` serves; `main.js admin ...`
// administers (security.md 4); `main.js seed-demo` makes the demonstration programme.

// Whatever a command makes is for the account that runs it alone (ASVS 13.3.2).
process.umask(0o077);

const commands: Readonly<Record<string, (args: readonly string[]) => Promise<void>>> = {
  serve,
  admin,
  'seed-demo': seedDemo,
};

const [first = '', ...rest] = process.argv.slice(2);
const isOption = first === '' || first.startsWith('-');
try {
  const run = isOption ? serve : commands[first];
  if (run === undefined)
    throw new CommandProblem(`no command is called ${first}; there are ${Object.keys(commands).join(', ')}`);
  await run(isOption ? process.argv.slice(2) : rest);
} catch (error) {
  const code = error instanceof CommandProblem ? error.code : undefined;
  console.error(JSON.stringify({ error: sentenceOf(error), ...(code !== undefined && { code }) }));
  process.exitCode = 1;
}

/** What went wrong, for the person at the command line. */
function sentenceOf(error: unknown): string {
  if (!(error instanceof Error)) return 'The server failed';
  return error.message.split('\n', 1)[0] ?? error.name;
}
