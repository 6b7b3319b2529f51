import fs from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { ok, type Result, refuse } from '#base/result.ts';
import { PersonId } from '#domain/ids.ts';
import { checkInstrument } from '#domain/instrument/check-instrument.ts';
import { withDefaultVersion } from '#domain/instrument/instrument-edition.ts';
import { importInstrument } from '#forms/import-instrument.ts';
import type { Instrument } from '#forms/model/instrument.ts';
import { type PublishInstrumentRefusal, publishInstrument } from '../console/instrument-library.ts';
import { appendAuditLine } from '../db/audit-trail.ts';
import type { StoreTransaction } from '../db/open-store.ts';
import type { AdminCommand } from './admin-commands.ts';
import { CommandProblem } from './command-options.ts';

/** Read a questionnaire of any supported format for publication. Refuses with a sentence about the first error. */
export function readInstrumentFile(
  bytes: Uint8Array,
  file: string,
  csv: Readonly<Record<string, string>> = {},
): Result<Instrument, string> {
  const { instrument, diagnostics } = importInstrument(bytes, file, csv);
  const foundDiagnostics = instrument === null ? diagnostics : checkInstrument(instrument);
  const error = foundDiagnostics.find(({ severity }) => severity === 'error');
  if (instrument !== null && error === undefined) return ok(withDefaultVersion(instrument));
  const place = [error?.sheet, error?.row && `${error.column ?? ''}${error.row}`].filter(Boolean).join(' ');
  return refuse(`${place === '' ? '' : `${place}: `}${error?.message ?? 'no questionnaire'}`);
}

const PublishInstrumentOptions = z.object({
  file: z.string().min(1),
  csv: z.array(z.string().min(1)).default([]),
  person: PersonId.optional(),
});

/**
 * `publish-instrument FILE [--csv FILE ...] [--person ID]`: publish as the console's library does. Without a person,
 * the only administrator publishes.
 */
export const publishInstrumentCommand: AdminCommand = {
  options: { person: { type: 'string' }, csv: { type: 'string', multiple: true } },
  positional: 'file',
  ask: PublishInstrumentOptions,
  run: async ({ store, dependencies }, values) => {
    const ask = PublishInstrumentOptions.parse(values);
    const file = path.basename(ask.file);
    const lists = ask.csv.map((list) => [path.basename(list), fs.readFileSync(list, 'utf8')] as const);
    const instrument = readInstrumentFile(fs.readFileSync(ask.file), file, Object.fromEntries(lists));
    if (!instrument.ok) throw new CommandProblem(`${file}: ${instrument.refusal}`);
    return store.transaction().execute(async (tx) => {
      const personId = ask.person ?? (await findOnlyAdministrator(tx));
      const published = await publishInstrument(tx, dependencies, personId, instrument.value);
      if (!published.ok) throw new CommandProblem(publishRefusalSentences[published.refusal.kind]);
      const { ref, hash, isNew } = published.value;
      const subject = { person: personId, ref, hash };
      if (isNew)
        await appendAuditLine(tx, dependencies, {
          actor: 'command line',
          act: 'publish-instrument',
          subject,
        });
      return { instrument: ref, hash, new: isNew };
    });
  },
};

const publishRefusalSentences: { readonly [kind in PublishInstrumentRefusal['kind']]: string } = {
  tooLarge: 'The instrument is larger than laptops take',
  differs: 'This id and version is published already with another content: raise the version',
  noProgramme: 'There is no programme log yet: add-log --kind programme',
  absent: 'There is no such person',
  held: 'Only an administrator publishes',
};

/** The administrator in whose name a command writes, when there is one alone. */
export async function findOnlyAdministrator(tx: StoreTransaction): Promise<PersonId> {
  const [onlyPersonId, ...otherPersonIds] = await tx
    .selectFrom('persons')
    .select('person')
    .where('role', '=', 'admin')
    .where('deactivated_ms', 'is', null)
    .execute();
  if (onlyPersonId === undefined)
    throw new CommandProblem('Only an administrator publishes, and there is none yet');
  if (otherPersonIds.length > 0)
    throw new CommandProblem('There are several administrators: say which by --person');
  return onlyPersonId.person;
}
