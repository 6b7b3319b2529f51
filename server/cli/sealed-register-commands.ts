import fs from 'node:fs';
import * as z from 'zod';
import { DocumentId } from '#domain/ids.ts';
import { SealRole } from '#domain/path-rules/sealed-value.ts';
import { readSealedNameText } from '#domain/workshop/certificates.ts';
import { SealedRegister, sealedRegisterOf } from '#domain/workshop/register.ts';
import { workshopKind } from '#domain/workshop/workshop.ts';
import { writeCsv } from '#forms/export/data-files.ts';
import { ageIdentityIn, openRecoveryKeyFile } from '#sync/recovery/recovery-key.ts';
import { openSealed } from '#sync/seal/sealed-values.ts';
import { appendAuditLine } from '../db/audit-trail.ts';
import type { StoreTransaction } from '../db/open-store.ts';
import { loadDocuments } from '../projections/load-documents.ts';
import type { StandaloneCommand } from './admin.ts';
import type { AdminCommand } from './admin-commands.ts';
import { CommandProblem, parseCommandOptions } from './command-options.ts';
import { readStreamText } from './recovery-commands.ts';

const fileOption = { type: 'string' } as const;

const ExportOptions = z.object({ role: SealRole, workshop: DocumentId, out: z.string().min(1) });

/**
 * `export-register ROLE --workshop ID --out FILE`: write the names (`certificate-desk`) or addresses (`me`) of a
 * workshop as they are in the store, encrypted to the role. The audit trail notes it.
 */
export const exportRegisterCommand: AdminCommand = {
  options: { workshop: fileOption, out: fileOption },
  positional: 'role',
  ask: ExportOptions,
  run: async ({ store, dependencies }, values) => {
    const { role, workshop, out } = ExportOptions.parse(values);
    const sealedRegister = await store.transaction().execute(async (tx) => {
      const foundRegister = await loadSealedRegister(tx, workshop, role);
      const subject = { log: foundRegister.log, workshop, role, values: foundRegister.values.length };
      await appendAuditLine(tx, dependencies, { actor: 'command line', act: 'export-register', subject });
      return foundRegister;
    });
    fs.writeFileSync(out, `${JSON.stringify(sealedRegister, null, 1)}\n`, { mode: 0o600, flag: 'wx' });
    return { role, workshop, values: sealedRegister.values.length };
  },
};

async function loadSealedRegister(
  tx: StoreTransaction,
  workshopId: DocumentId,
  sealRole: SealRole,
): Promise<SealedRegister> {
  const row = await tx
    .selectFrom('documents')
    .select('log')
    .where('doc', '=', workshopId)
    .where('kind', '=', workshopKind)
    .executeTakeFirst();
  const document = row && (await loadDocuments(tx, row.log, [workshopId])).get(workshopId);
  if (row === undefined || document === undefined)
    throw new CommandProblem(
      `There is no workshop ${workshopId}: its id is in the address of its page in the console`,
    );
  return sealedRegisterOf(row.log, document, sealRole);
}

const OpenOptions = z.object({ key: z.string().min(1), file: z.string().min(1), out: z.string().min(1) });

/**
 * `open-register --key FILE --file REGISTER --out FILE`: decrypt a sealed register into a CSV. FILE is the file of
 * `create-seal-key`, with its six words on standard input, or a plain age identity. No store and no network is used.
 */
export const openRegisterCommand: StandaloneCommand = {
  options: { key: fileOption, file: fileOption, out: fileOption },
  run: async (values) => {
    const { key, file, out } = parseCommandOptions(OpenOptions, values);
    const sealedRegister = readRegisterFile(file);
    const identity = await readIdentity(key);
    const opened = await Promise.all(
      sealedRegister.values.map(async ({ code, certificate, sealed }) => ({
        code,
        certificate,
        text: await openSealed(identity, sealed),
      })),
    );
    const isDesk = sealedRegister.to === 'certificate-desk';
    const rows = opened.flatMap(({ code, certificate, text }) => {
      if (text === null) return [];
      if (!isDesk) return [[code, text]];
      const { name, number } = readSealedNameText(text);
      return [[number ?? certificate?.number ?? null, certificate?.on ?? null, name]];
    });
    // The desk's list joins no name with a code: under the code stand attendance and function.
    const columns = (isDesk ? ['certificate', 'issued-on', 'name'] : ['code', 'email']).map((key) => ({
      key,
    }));
    if (rows.length === 0 && opened.length > 0)
      throw new CommandProblem(`${file} was sealed to another key, or is damaged`);
    fs.writeFileSync(out, writeCsv({ columns, rows }), { mode: 0o600, flag: 'wx' });
    const unopened = opened.filter(({ text }) => text === null).map(({ code }) => code);
    return { opened: rows.length, unopened };
  },
};

function readRegisterFile(file: string): SealedRegister {
  try {
    return SealedRegister.parse(JSON.parse(fs.readFileSync(file, 'utf8')));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError)
      throw new CommandProblem(`${file} is no sealed register`);
    throw error;
  }
}

/** Age identity of a role's key file. A plain one needs no words. */
async function readIdentity(file: string): Promise<string> {
  const text = fs.readFileSync(file, 'utf8');
  const plain = ageIdentityIn(text);
  if (plain !== null) return plain;
  const opened = await openRecoveryKeyFile(text, [(await readStreamText(process.stdin)).trim()]);
  const identity = opened.ok ? ageIdentityIn(opened.value) : null;
  if (identity !== null) return identity;
  throw new CommandProblem(
    opened.ok || opened.refusal === 'file'
      ? `${file} is no key file`
      : `${file} needs its six words on standard input, in one line`,
  );
}
