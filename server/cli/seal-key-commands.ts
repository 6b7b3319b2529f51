import { ok } from '#base/result.ts';
import fs from 'node:fs';
import { armor, generateX25519Identity, identityToRecipient } from 'age-encryption';
import * as z from 'zod';
import { dotsAt } from '#domain/document/document.ts';
import { PersonId } from '#domain/ids.ts';
import { sealKeyFingerprint, SealRole } from '#domain/privacy/sealed-value.ts';
import { sealKeyPath, sealRecipientsOf } from '#domain/programme/programme.ts';
import {
  encryptByWords,
  makeRecoveryWords,
  recoveryRandomBytes,
  ageIdentityIn,
  openRecoveryKeyFile,
} from '#sync/recovery/recovery-key.ts';
import { loadProgrammeDocument, writeProgrammeValues } from '../console/programme.ts';
import { appendAuditLine } from '../db/audit-trail.ts';
import type { StoreTransaction, RuntimeDependencies } from '../db/open-store.ts';
import { findProgrammeLog } from '../log/log-registry.ts';
import type { AdminCommand } from './admin-commands.ts';
import { CommandProblem } from './command-options.ts';
import { findOnlyAdministrator } from './instrument-commands.ts';

/** Work factor of the key file, as of a recovery key: enough for words of 66 random bits. */
const keyFileWorkFactor = 15;

const roleOption = { role: SealRole, person: PersonId.optional() };
const personOption = { type: 'string' } as const;

const CreateOptions = z.object({ ...roleOption, out: z.string().min(1) });

/**
 * `create-seal-key ROLE --out FILE [--person ID]`: make an age key for a role and publish its public half in the
 * programme, as an administrator. The file opens with the six printed words alone; the store never has them or the key.
 */
export const createSealKeyCommand: AdminCommand = {
  options: { out: { type: 'string' }, person: personOption },
  positional: 'role',
  ask: CreateOptions,
  run: async ({ store, dependencies }, values) => {
    const { role, out, person } = CreateOptions.parse(values);
    const identity = await generateX25519Identity();
    const recipient = await identityToRecipient(identity);
    const words = makeRecoveryWords(dependencies.randomBytes(recoveryRandomBytes));
    const text = armor.encode(
      await encryptByWords(`# Fieldbook, ${role}\n${identity}\n`, words, keyFileWorkFactor),
    );
    const opened = await openRecoveryKeyFile(text, [words]);
    if (!opened.ok || ageIdentityIn(opened.value) !== identity) throw new Error('The key file does not open');
    // Before the programme names it: a key without its file would lose every name.
    fs.writeFileSync(out, text, { mode: 0o600, flag: 'wx', flush: true });
    await store
      .transaction()
      .execute((tx) => publishSealKey(tx, dependencies, { act: 'create-seal-key', role, person, recipient }));
    return { role, recipient, fingerprint: sealKeyFingerprint(recipient), file: out, words };
  },
};

const RetireOptions = z.object(roleOption);

/** `retire-seal-key ROLE [--person ID]`: no value is encrypted to the role any more. Its file opens earlier ones. */
export const retireSealKeyCommand: AdminCommand = {
  options: { person: personOption },
  positional: 'role',
  ask: RetireOptions,
  run: async ({ store, dependencies }, values) => {
    const { role, person } = RetireOptions.parse(values);
    await store
      .transaction()
      .execute((tx) =>
        publishSealKey(tx, dependencies, { act: 'retire-seal-key', role, person, recipient: null }),
      );
    return { role, recipient: null };
  },
};

/** `list-seal-keys`: the key of each role in the programme; a role without one is absent. */
export const listSealKeysCommand: AdminCommand = {
  options: {},
  ask: z.looseObject({}),
  run: ({ store }) =>
    store.transaction().execute(async (tx) => {
      const log = await findProgrammeLog(tx);
      return sealRecipientsOf(log === null ? [] : [await loadProgrammeDocument(tx, log)]);
    }),
};

interface SealKeyChange {
  readonly act: 'create-seal-key' | 'retire-seal-key';
  readonly role: SealRole;
  readonly person: PersonId | undefined;
  readonly recipient: string | null;
}

async function publishSealKey(
  tx: StoreTransaction,
  dependencies: RuntimeDependencies,
  { act, role, person, recipient }: SealKeyChange,
): Promise<void> {
  const log = await findProgrammeLog(tx);
  if (log === null) throw new CommandProblem('There is no programme yet');
  const by = person ?? (await findOnlyAdministrator(tx));
  const path = sealKeyPath(role);
  const seen = dotsAt(await loadProgrammeDocument(tx, log), path);
  const written = await writeProgrammeValues(tx, dependencies, by, () =>
    ok([{ path, value: recipient, seen }]),
  );
  if (!written.ok) throw new CommandProblem('Only an administrator of the programme may change a seal key');
  await appendAuditLine(tx, dependencies, {
    actor: 'command line',
    act,
    subject: { person: by, role, recipient },
  });
}
