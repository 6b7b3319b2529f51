import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';
import { loadServerIdentity } from '../auth/server-identity.ts';
import { systemDependencies } from '../runtime-dependencies.ts';
import { adminCommands } from './admin-commands.ts';
import { openStoreWithKeys } from './open-store-with-keys.ts';
import {
  CommandProblem,
  parseCommandOptions,
  storeOptions,
  type StoreOptionValues,
} from './command-options.ts';
import { rotateSealingKey } from '../encryption/rotate-sealing-key.ts';
import { eraseSecretTraces } from '../db/open-store.ts';
import { makeRecoveryKeyCommand, openSealedFileCommand } from './recovery-commands.ts';
import { openRegisterCommand } from './sealed-register-commands.ts';

/** Command of `admin` that opens the store with its key files itself, or needs none. */
export interface StandaloneCommand {
  readonly options: ParseArgsOptionsConfig;
  readonly run: (values: unknown) => Promise<object>;
}

export const standaloneCommands: Readonly<Record<string, StandaloneCommand>> = {
  'recovery-key': makeRecoveryKeyCommand,
  'recovery-open': openSealedFileCommand,
  'open-register': openRegisterCommand,
  /** Stop the server before, and start it afterwards: it keeps the keys of its start. */
  'rotate-sealing-key': {
    options: storeOptions,
    run: async (values) => {
      const { store, sealingFile } = await openStoreWithKeys(values as StoreOptionValues); // by the options
      try {
        const rotated = await rotateSealingKey(store, systemDependencies, sealingFile);
        await eraseSecretTraces(store);
        return rotated;
      } finally {
        await store.destroy();
      }
    },
  },
};

/**
 * Run `admin <command> ...` (docs/security-requirements.md 4) and print one JSON object. Works on the store itself,
 * also while a server runs on it: both engines allow several processes.
 */
export async function runAdminCommand([name = '', ...args]: readonly string[]): Promise<void> {
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
  const ask = parseCommandOptions(command.ask, {
    ...values,
    ...(positional !== undefined && { [positional]: word }),
  });
  const { store } = await openStoreWithKeys(values as StoreOptionValues); // declared above
  try {
    await loadServerIdentity(store, systemDependencies);
    console.log(JSON.stringify(await command.run({ store, dependencies: systemDependencies }, ask)));
  } finally {
    await store.destroy();
  }
}
