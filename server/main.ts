import { runAdminCommand } from './cli/admin.ts';
import { CommandProblem } from './cli/command-options.ts';
import { runSeedDemo } from './cli/seed-demo.ts';
import { runServer } from './cli/serve.ts';
import { DatabaseReaderError } from './db/database-reader.ts';
import { NewerStoreError } from './db/open-store.ts';
import { type StoreFailure, storeFailureOf } from './db/store-health.ts';

// Program of the central API. `main.js [--port N] [--data DIR | --database-url URL] ...` serves; `main.js admin ...`
// administers (docs/security-requirements.md 4); `main.js seed-demo` makes the demonstration programme.

// All files of a command are for its own account alone (ASVS 13.3.2).
process.umask(0o077);

const programCommands: Readonly<Record<string, (args: readonly string[]) => Promise<void>>> = {
  serve: runServer,
  admin: runAdminCommand,
  'seed-demo': runSeedDemo,
};

const [first = '', ...rest] = process.argv.slice(2);
const startsWithOption = first === '' || first.startsWith('-');
try {
  const run = startsWithOption ? runServer : programCommands[first];
  if (run === undefined)
    throw new CommandProblem(
      `no command is called ${first}; there are ${Object.keys(programCommands).join(', ')}`,
    );
  await run(startsWithOption ? process.argv.slice(2) : rest);
} catch (error) {
  const isCoded =
    error instanceof CommandProblem ||
    error instanceof NewerStoreError ||
    error instanceof DatabaseReaderError;
  const code = isCoded ? error.code : storeFailureOf(error)?.code;
  console.error(JSON.stringify({ error: errorSentenceOf(error), ...(code !== undefined && { code }) }));
  process.exitCode = 1;
}

/** Build the sentence about an error, for the person at the command line. */
function errorSentenceOf(error: unknown): string {
  const storeFailure = storeFailureOf(error);
  if (storeFailure !== null) return storeFailureSentenceOf(storeFailure);
  if (!(error instanceof Error)) return 'The server failed';
  return error.message.split('\n', 1)[0] ?? error.name;
}

/** Explain why a command could not use the store. Its open transaction is rolled back. */
function storeFailureSentenceOf({ code, cause }: StoreFailure): string {
  switch (code) {
    case 'store-full':
      return `the disk of the store is full (${cause}): make room, and give the command again`;
    case 'store-unavailable':
      return `the store cannot be reached or used (${cause}): bring it back, and give the command again`;
    case 'store-files-changed':
      return `another program removed or replaced a file of the store meanwhile (${cause}): look whether the change is there, and give the command again`;
  }
}
