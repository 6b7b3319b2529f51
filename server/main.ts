import { admin } from './command-line/admin.ts';
import { CommandProblem } from './command-line/command-problem.ts';
import { seedDemo } from './command-line/seed-demo.ts';
import { serve } from './command-line/serve.ts';
import { NewerStore } from './store/newer-store.ts';
import { type StoreFailure, storeFailureOf } from './store/store-failure.ts';

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
  const isCoded = error instanceof CommandProblem || error instanceof NewerStore;
  const code = isCoded ? error.code : storeFailureOf(error)?.code;
  console.error(JSON.stringify({ error: sentenceOf(error), ...(code !== undefined && { code }) }));
  process.exitCode = 1;
}

/** What went wrong, for the person at the command line. */
function sentenceOf(error: unknown): string {
  const failure = storeFailureOf(error);
  if (failure !== null) return commandSentenceOf(failure);
  if (!(error instanceof Error)) return 'The server failed';
  return error.message.split('\n', 1)[0] ?? error.name;
}

/** Why a command could not use the store. A transaction of it that had begun is undone. */
function commandSentenceOf({ code, cause }: StoreFailure): string {
  switch (code) {
    case 'store-full':
      return `the disk of the store is full (${cause}): make room, and give the command again`;
    case 'store-unavailable':
      return `the store cannot be reached or used (${cause}): bring it back, and give the command again`;
  }
}
