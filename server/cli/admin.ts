import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';
import { loadServerIdentity } from '../auth/server-identity.ts';
import { decryptRemark, encryptRemark } from '../console/encrypted-remarks.ts';
import { appendAuditLine } from '../db/audit-trail.ts';
import {
  decryptSecret,
  encryptSecretWithKey,
  readStoredSecrets,
  writeStoredSecret,
} from '../db/encryption/encrypted-secrets.ts';
import { addSealingKey, boundSealingKeysOf, type SealingKey } from '../db/encryption/sealing-keys.ts';
import {
  eraseSecretTraces,
  type RuntimeDependencies,
  type ServerStore,
  systemDependencies,
} from '../db/open-store.ts';
import { adminCommands } from './admin-commands.ts';
import { backupCommand } from './backup-command.ts';
import {
  CommandProblem,
  parseCommandOptions,
  type StoreOptionValues,
  storeOptions,
} from './command-options.ts';
import { openStoreWithKeys } from './open-store-with-keys.ts';
import { makeRecoveryKeyCommand, openSealedFileCommand } from './recovery-commands.ts';
import { openRegisterCommand } from './sealed-register-commands.ts';

/** Command of `admin` that opens the store with its key files itself, or needs none. */
export interface StandaloneCommand {
  readonly options: ParseArgsOptionsConfig;
  readonly run: (values: unknown) => Promise<object>;
}

export const standaloneCommands: Readonly<Record<string, StandaloneCommand>> = {
  backup: backupCommand,
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
  const standaloneCommand = standaloneCommands[name];
  if (standaloneCommand !== undefined) {
    const { values } = parseArgs({ args, options: standaloneCommand.options });
    console.log(JSON.stringify(await standaloneCommand.run(values)));
    return;
  }
  const adminCommand = adminCommands[name];
  if (adminCommand === undefined) {
    const names = [...Object.keys(adminCommands), ...Object.keys(standaloneCommands)];
    throw new CommandProblem(`admin knows ${names.join(', ')}`);
  }

  const { positional } = adminCommand;
  const { values, positionals } = parseArgs({
    args,
    options: { ...storeOptions, ...adminCommand.options },
    allowPositionals: positional !== undefined,
  });
  const [word, ...others] = positionals;
  if (others.length > 0) throw new CommandProblem(`${name} takes one ${positional}`);
  const ask = parseCommandOptions(adminCommand.ask, {
    ...values,
    ...(positional !== undefined && { [positional]: word }),
  });
  const { store } = await openStoreWithKeys(values as StoreOptionValues); // declared above
  try {
    await loadServerIdentity(store, systemDependencies);
    console.log(JSON.stringify(await adminCommand.run({ store, dependencies: systemDependencies }, ask)));
  } finally {
    await store.destroy();
  }
}

/** Result of a rotation: rows encrypted by the new key, and remarks that no available key decrypted. */
interface SealingKeyRotation {
  readonly key: string;
  readonly secrets: number;
  readonly words: number;
  readonly unreadable: number;
}

/**
 * Add a key to the file and encrypt the store's secrets and remarks by it. Former keys stay in the file, since backups
 * of the store need them. A server that runs meanwhile cannot decrypt the new form until its next start.
 */
export async function rotateSealingKey(
  store: ServerStore,
  dependencies: RuntimeDependencies,
  file: string,
): Promise<SealingKeyRotation> {
  const { sealsWith: nextSealingKey } = addSealingKey(file);
  return store.transaction().execute(async (tx) => {
    const storedSecrets = await readStoredSecrets(tx);
    for (const { location: secretLocation, stored } of storedSecrets)
      await writeStoredSecret(
        tx,
        secretLocation,
        encryptSecretWithKey(nextSealingKey, secretLocation, decryptSecret(tx, secretLocation, stored)),
      );
    const words = await tx.selectFrom('sealed_words').selectAll().execute();
    let unreadable = 0;
    for (const row of words) {
      const formerSealingKey: SealingKey | undefined = boundSealingKeysOf(tx).byId.get(row.key_id);
      const opened = formerSealingKey && decryptRemark(formerSealingKey, row, row.sealed);
      if (opened === undefined || opened === null) unreadable += 1;
      else
        await tx
          .updateTable('sealed_words')
          .set({ key_id: nextSealingKey.id, sealed: encryptRemark(nextSealingKey, row, opened) })
          .where('log', '=', row.log)
          .where('doc', '=', row.doc)
          .where('point', '=', row.point)
          .execute();
    }
    await appendAuditLine(tx, dependencies, {
      actor: 'command line',
      act: 'rotate-sealing-key',
      subject: { key: nextSealingKey.id },
    });
    return {
      key: nextSealingKey.id,
      secrets: storedSecrets.length,
      words: words.length - unreadable,
      unreadable,
    };
  });
}
