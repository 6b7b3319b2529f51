import fs from 'node:fs';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { Decrypter } from 'age-encryption';
import * as z from 'zod';
import { RecipientsStatement, recipientsFingerprint } from '#sync/protocol/recipients-statement.ts';
import { ageIdentityIn, openRecoveryKeyFile } from '#sync/recovery/recovery-key.ts';
import { loadServerIdentity } from '../auth/server-identity.ts';
import {
  acceptRecipientsStatement,
  type StatementRefusal,
  writeRecipientsStatement,
} from '../auth/stated-recipients.ts';
import { appendAuditLine } from '../db/audit-trail.ts';
import { eraseSecretTraces, type ServerStore, systemDependencies } from '../db/open-store.ts';
import {
  type CreatedRecoveryKey,
  createRecoveryKey,
  parseRecoveryRoot,
  type RecoveryRoot,
} from '../recovery/recovery-key.ts';
import type { StandaloneCommand } from './admin.ts';
import type { AdminCommand } from './admin-commands.ts';
import { CommandProblem, parseCommandOptions, storeOptions } from './command-options.ts';
import { openStoreWithKeys } from './open-store-with-keys.ts';

const recoveryStringOption = { type: 'string' } as const;

const RecoveryKeyOptions = z.object({
  out: z.string().min(1),
  holders: z.coerce.number().int().min(2).max(5).default(3),
  'from-store': z.boolean().default(false),
  root: z.string().optional(),
  after: z.string().optional(),
  data: z.string().optional(),
  'database-url': z.string().optional(),
  'sealing-key': z.string().optional(),
});

/**
 * `recovery-key --out DIR [--holders 3]`: make headquarters' recovery key without a store. `--root FILE --after
 * STATEMENT` continues under the former root; its holders' words come on standard input, a line each. `--from-store`
 * takes the identity out of a store of an earlier version. It erases it there once the files were read back.
 */
export const makeRecoveryKeyCommand: StandaloneCommand = {
  options: {
    ...storeOptions,
    out: recoveryStringOption,
    holders: recoveryStringOption,
    root: recoveryStringOption,
    after: recoveryStringOption,
    'from-store': { type: 'boolean' },
  },
  run: async (values) => {
    const ask = parseCommandOptions(RecoveryKeyOptions, values);
    if (fs.existsSync(ask.out)) throw new CommandProblem(`${ask.out} is there already: name a new folder`);
    if (ask['from-store']) return moveKeyOutOfStore(ask);
    const former = await readFormerRoot(ask);
    const { holders } = ask;
    return writeKeyFiles(
      ask.out,
      await createRecoveryKey(systemDependencies, { holders, identity: null, former }),
    );
  },
};

async function moveKeyOutOfStore(ask: z.output<typeof RecoveryKeyOptions>): Promise<object> {
  const { store } = await openStoreWithKeys(ask);
  try {
    const identity = await readStoredIdentity(store);
    const createdRecoveryKey = await createRecoveryKey(systemDependencies, {
      holders: ask.holders,
      identity,
      former: null,
    });
    const answer = writeKeyFiles(ask.out, createdRecoveryKey);
    await verifyKeyFiles(ask.out, createdRecoveryKey, identity);
    await store.transaction().execute(async (tx) => {
      await writeRecipientsStatement(tx, createdRecoveryKey.statement);
      const { recipients } = createdRecoveryKey.statement;
      await appendAuditLine(tx, systemDependencies, {
        actor: 'command line',
        act: 'take-recovery-key-out',
        subject: { fingerprint: recipientsFingerprint(recipients) },
      });
    });
    await eraseSecretTraces(store);
    return answer;
  } finally {
    await store.destroy();
  }
}

async function readStoredIdentity(store: ServerStore): Promise<string> {
  await loadServerIdentity(store, systemDependencies);
  const row = await store.selectFrom('server').select('recovery_identity').executeTakeFirst();
  if (!row?.recovery_identity) throw new CommandProblem('This store has no recovery key in it');
  return row.recovery_identity;
}

/** Verify that the files on the disk decrypt to the identity; only then it may be erased from the store. */
async function verifyKeyFiles(
  folder: string,
  { files, words }: CreatedRecoveryKey,
  identity: string,
): Promise<void> {
  for (const { name } of files.filter((recoveryKeyFile) =>
    recoveryKeyFile.name.startsWith('recovery-key-'),
  )) {
    const opened = await openRecoveryKeyFile(fs.readFileSync(path.join(folder, name), 'utf8'), words);
    if (!opened.ok || ageIdentityIn(opened.value) !== identity)
      throw new Error(`${name} does not open, so the key stays in the store`);
  }
}

function writeKeyFiles(folder: string, { statement, files, words }: CreatedRecoveryKey): object {
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  const all = [...files, { name: 'statement.json', text: `${JSON.stringify(statement)}\n` }];
  for (const recoveryKeyFile of all)
    fs.writeFileSync(path.join(folder, recoveryKeyFile.name), recoveryKeyFile.text, {
      mode: 0o600,
      flag: 'wx',
      flush: true,
    });
  return {
    fingerprint: recipientsFingerprint(statement.recipients),
    files: all.map(({ name }) => name),
    holders: words.map((said, at) => ({ holder: at + 1, words: said })),
  };
}

async function readFormerRoot(
  ask: z.output<typeof RecoveryKeyOptions>,
): Promise<{ readonly root: RecoveryRoot; readonly n: number } | null> {
  const { root: file, after } = ask;
  if (file === undefined && after === undefined) return null;
  if (file === undefined || after === undefined)
    throw new CommandProblem('--root and --after are given together: a root file, and the last statement');
  const recoveryRoot = parseRecoveryRoot(await openWithHolderWords(file));
  const lastRecipientsStatement = readStatementFile(after);
  if (recoveryRoot?.publicKey !== lastRecipientsStatement.root)
    throw new CommandProblem(`${file} is not the root of ${after}`);
  return { root: recoveryRoot, n: lastRecipientsStatement.n };
}

const UseRecoveryKeyOptions = z.object({
  statement: z.string().min(1),
  'new-root': z.boolean().default(false),
});

/** `use-recovery-key --statement FILE [--new-root]`: in force at the server's next start. */
export const useRecoveryKeyCommand: AdminCommand = {
  options: { statement: recoveryStringOption, 'new-root': { type: 'boolean' } },
  ask: UseRecoveryKeyOptions,
  run: ({ store, dependencies }, values) => {
    const { statement: file, 'new-root': allowsNewRoot } = UseRecoveryKeyOptions.parse(values);
    const recipientsStatement = readStatementFile(file);
    return store.transaction().execute(async (tx) => {
      const stated = await acceptRecipientsStatement(tx, recipientsStatement, allowsNewRoot);
      if (!stated.ok) throw new CommandProblem(statementProblems[stated.refusal]);
      const fingerprint = recipientsFingerprint(recipientsStatement.recipients);
      const subject = { fingerprint, n: recipientsStatement.n };
      await appendAuditLine(tx, dependencies, { actor: 'command line', act: 'use-recovery-key', subject });
      return { fingerprint };
    });
  },
};

const statementProblems: Readonly<Record<StatementRefusal, string>> = {
  signature: 'The root did not sign this statement',
  number: 'A statement with this number or a later one is in force',
  root: 'Another root is in force: laptops refuse this one until they are enrolled anew; --new-root takes it all the same',
  inStore: 'The recovery key is still in the store: take it out with recovery-key --from-store first',
};

const OpenSealedFileOptions = z.object({
  key: z.string().min(1),
  file: z.string().min(1),
  out: z.string().min(1),
});

/**
 * `recovery-open --key FILE --file SEALED --out FILE`: decrypt the work that a laptop encrypted for headquarters before
 * it erased itself. The words of two holders come on standard input, a line each. No store is opened.
 */
export const openSealedFileCommand: StandaloneCommand = {
  options: { key: recoveryStringOption, file: recoveryStringOption, out: recoveryStringOption },
  run: async (values) => {
    const ask = parseCommandOptions(OpenSealedFileOptions, values);
    const identity = ageIdentityIn(await openWithHolderWords(ask.key));
    if (identity === null) throw new CommandProblem(`${ask.key} is no recovery key`);
    const decrypter = new Decrypter();
    decrypter.addIdentity(identity);
    const opened = await decrypter.decrypt(Uint8Array.from(fs.readFileSync(ask.file))).catch(() => null);
    if (opened === null) throw new CommandProblem(`${ask.file} was not sealed to this key, or is damaged`);
    fs.writeFileSync(ask.out, opened, { mode: 0o600, flag: 'wx' });
    return { bytes: opened.length };
  },
};

async function openWithHolderWords(file: string): Promise<string> {
  const words = (await readStreamText(process.stdin)).split(/\r?\n/).filter((line) => line.trim() !== '');
  const opened = await openRecoveryKeyFile(fs.readFileSync(file, 'utf8'), words);
  if (opened.ok) return opened.value;
  throw new CommandProblem(
    opened.refusal === 'file'
      ? `${file} is no key file`
      : `${file} needs the six words of both of its holders on standard input, a line each`,
  );
}

function readStatementFile(file: string): RecipientsStatement {
  const parsed = RecipientsStatement.safeParse(JSON.parse(fs.readFileSync(file, 'utf8')));
  if (!parsed.success) throw new CommandProblem(`${file} is no statement of a recovery key`);
  return parsed.data;
}

/** Whole text of a stream. */
export async function readStreamText(input: Readable): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of input) parts.push(Buffer.from(part));
  return Buffer.concat(parts).toString('utf8');
}
