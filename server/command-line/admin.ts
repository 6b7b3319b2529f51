import { parseArgs } from 'node:util';
import { serverIdentity } from '../identity/server-identity.ts';
import { realSurroundings } from '../surroundings.ts';
import { adminCommands } from './admin-commands.ts';
import { CommandProblem } from './command-problem.ts';
import { parseOptions } from './parse-options.ts';
import { openSealedStore } from './open-sealed-store.ts';
import { standaloneCommands } from './standalone-commands.ts';
import { storeOptions, type StoreValues } from './store-options.ts';

/**
 * `admin <command> ...` (security.md 4): prints one JSON object. Works on the store itself, whether a server runs on
 * it or not: both engines let several processes in.
 */
export async function admin([name = '', ...args]: readonly string[]): Promise<void> {
  const standalone = standaloneCommands[name];
  if (standalone !== undefined) {
    const { values } = parseArgs({ args, options: standalone.options });
    console.log(JSON.stringify(await standalone.run(values)));
    return;
  }
  const command = adminCommands[name];
  if (command === undefined) {
    const names = [...Object.keys(adminCommands), ...Object.keys(standaloneCommands)];
    throw new CommandProblem(`admin knows ${names.join(', ')}`);
  }

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
  const { store } = await openSealedStore(values as StoreValues); // declared above
  try {
    await serverIdentity(store, realSurroundings);
    console.log(JSON.stringify(await command.run({ store, surroundings: realSurroundings }, ask)));
  } finally {
    await store.destroy();
  }
}
