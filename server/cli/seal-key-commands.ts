import fs from 'node:fs';
import { armor, generateX25519Identity, identityToRecipient } from 'age-encryption';
import * as z from 'zod';
import { PersonId } from '#domain/ids.ts';
import { SealRole, sealKeyFingerprint } from '#domain/path-rules/sealed-value.ts';
import { sealRecipientsOf } from '#domain/programme/programme.ts';
import { ageIdentityIn, openRecoveryKeyFile } from '#sync/recovery/recovery-key.ts';
import { encryptByWords, makeRecoveryWords, recoveryRandomBytes } from '#sync/recovery/recovery-response.ts';
import { requestAct } from '../admin/approvals.ts';
import { publishSealKey } from '../admin/publish-seal-key.ts';
import { loadProgrammeDocument } from '../console/programme.ts';
import type { StoreTransaction } from '../db/open-store.ts';
import { findProgrammeLog } from '../log/log-registry.ts';
import type { AdminCommand } from './admin-commands.ts';
import { CommandProblem } from './command-options.ts';
import { findOnlyAdministrator } from './publish-instrument-command.ts';

/** Work factor of the key file, as of a recovery key: enough for words of 66 random bits. */
const keyFileWorkFactor = 15;

const roleOption = { role: SealRole, person: PersonId.optional() };
const personOption = { type: 'string' } as const;

const CreateOptions = z.object({ ...roleOption, out: z.string().min(1) });

/**
 * `create-seal-key ROLE --out FILE [--person ID]`: make an age key for a role, and ask for its publication in the
 * programme, as an administrator. Another administrator compares the fingerprint and approves it in the console. The
 * file opens with the six printed words alone; the store never has them or the key.
 */
export const createSealKeyCommand: AdminCommand = {
  options: { out: { type: 'string' }, person: personOption },
  positional: 'role',
  ask: CreateOptions,
  run: async ({ store, dependencies }, values) => {
    const { role, out, person } = CreateOptions.parse(values);
    await store.transaction().execute(async (tx) => {
      await requireProgramme(tx);
      await requireAdministrator(tx, person);
    });
    const identity = await generateX25519Identity();
    const recipient = await identityToRecipient(identity);
    const words = makeRecoveryWords(dependencies.randomBytes(recoveryRandomBytes));
    const text = armor.encode(
      await encryptByWords(`# Fieldbook, ${role}\n${identity}\n`, words, keyFileWorkFactor),
    );
    const opened = await openRecoveryKeyFile(text, [words]);
    if (!opened.ok || ageIdentityIn(opened.value) !== identity) throw new Error('The key file does not open');
    // Before anybody is asked: a key without its file would lose every name.
    fs.writeFileSync(out, text, { mode: 0o600, flag: 'wx', flush: true });
    const waitsFor = await store.transaction().execute(async (tx) => {
      const by = await requireAdministrator(tx, person);
      const asked = await requestAct(tx, dependencies, by, { kind: 'seal-key', person: by, role, recipient });
      if (!asked.ok) throw new CommandProblem('There is no such administrator');
      return asked.value.approval;
    });
    return { role, recipient, fingerprint: sealKeyFingerprint(recipient), file: out, words, waitsFor };
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
    await store.transaction().execute(async (tx) => {
      await requireProgramme(tx);
      const by = await requireAdministrator(tx, person);
      const change = { act: 'retire-seal-key', role, recipient: null, by } as const;
      const done = await publishSealKey(tx, dependencies, change);
      if (!done.ok) throw new Error('The programme took no change of a seal key');
    });
    return { role, recipient: null };
  },
};

/** `list-seal-keys`: the key of each role in the programme; a role without one is absent. */
export const listSealKeysCommand: AdminCommand = {
  options: {},
  ask: z.looseObject({}),
  run: ({ store }) =>
    store.transaction().execute(async (tx) => {
      const logId = await findProgrammeLog(tx);
      return sealRecipientsOf(logId === null ? [] : [await loadProgrammeDocument(tx, logId)]);
    }),
};

async function requireProgramme(tx: StoreTransaction): Promise<void> {
  if ((await findProgrammeLog(tx)) === null) throw new CommandProblem('There is no programme yet');
}

async function requireAdministrator(tx: StoreTransaction, personId: PersonId | undefined): Promise<PersonId> {
  const by = personId ?? (await findOnlyAdministrator(tx));
  const row = await tx
    .selectFrom('persons')
    .select('person')
    .where('person', '=', by)
    .where('role', '=', 'admin')
    .where('deactivated_ms', 'is', null)
    .executeTakeFirst();
  if (row === undefined)
    throw new CommandProblem('Only an administrator of the programme may change a seal key');
  return by;
}
