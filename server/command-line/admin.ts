import { parseArgs } from 'node:util';
import { openStore, type Store } from '../store/open-store.ts';
import { serverIdentity } from '../identity/server-identity.ts';
import { realSurroundings } from '../surroundings.ts';
import { type AdminCommand, adminCommands } from './admin-commands.ts';
import { CommandProblem } from './command-problem.ts';
import { parseOptions } from './parse-options.ts';
import { storeOptions, storePlaceOf } from './store-options.ts';

/**
 * `admin <command> ...` (security.md 4): prints one JSON object. Works on the store itself, whether a server runs on
 * it or not: both engines let several processes in.
 */
export async function admin([name = '', ...args]: readonly string[]): Promise<void> {
  const command = adminCommands[name];
  if (command === undefined) throw new CommandProblem(`admin knows ${Object.keys(adminCommands).join(', ')}`);

  const { positional } = command;
  const { values, positionals } = parseArgs({
    args,
    options: { ...storeOptions, ...command.options },
    allowPositionals: positional !== undefined,
  });
  const [word, ...others] = positionals;
  if (others.length > 0) throw new CommandProblem(`${name} takes one ${positional}`);
  const ask = parseOptions(command.ask, {
    ...values,
    ...(positional !== undefined && { [positional]: word }),
  });
  const store = await openStore(storePlaceOf(values as Parameters<typeof storePlaceOf>[0])); // declared above
  try {
    await serverIdentity(store, realSurroundings);
    console.log(JSON.stringify(await run(command, store, ask)));
  } finally {
    await store.destroy();
  }
}

const run = (command: AdminCommand, store: Store, ask: unknown): Promise<object> =>
  command.run({ store, surroundings: realSurroundings }, ask);
