import fs from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { PersonId } from '#domain/ids.ts';
import { audit } from '../identity/audit.ts';
import { type NotPublished, publishInstrument } from '../instruments/publish-instrument.ts';
import { readInstrumentFile } from '../instruments/read-instrument-file.ts';
import type { StoreTransaction } from '../store/open-store.ts';
import type { AdminCommand } from './admin-commands.ts';
import { CommandProblem } from './command-problem.ts';

const Ask = z.object({
  file: z.string().min(1),
  csv: z.array(z.string().min(1)).default([]),
  person: PersonId.optional(),
});

/**
 * `publish-instrument FILE [--csv FILE ...] [--person ID]`: what the console's library does. Without a person it is the only administrator
 * that there is.
 */
export const publishInstrumentCommand: AdminCommand = {
  options: { person: { type: 'string' }, csv: { type: 'string', multiple: true } },
  positional: 'file',
  ask: Ask,
  run: async ({ store, surroundings }, values) => {
    const ask = Ask.parse(values);
    const file = path.basename(ask.file);
    const lists = ask.csv.map((list) => [path.basename(list), fs.readFileSync(list, 'utf8')] as const);
    const instrument = readInstrumentFile(fs.readFileSync(ask.file), file, Object.fromEntries(lists));
    if (!instrument.ok) throw new CommandProblem(`${file}: ${instrument.refusal}`);
    return store.transaction().execute(async (tx) => {
      const person = ask.person ?? (await onlyAdministrator(tx));
      const published = await publishInstrument(tx, surroundings, person, instrument.value);
      if (!published.ok) throw new CommandProblem(sentences[published.refusal.kind]);
      const { ref, hash, isNew } = published.value;
      const subject = { person, ref, hash };
      if (isNew) await audit(tx, surroundings, { actor: 'command line', act: 'publish-instrument', subject });
      return { instrument: ref, hash, new: isNew };
    });
  },
};

const sentences: { readonly [kind in NotPublished['kind']]: string } = {
  tooLarge: 'The instrument is larger than laptops take',
  differs: 'This id and version is published already with another content: raise the version',
  noProgramme: 'There is no programme log yet: add-log --kind programme',
  absent: 'There is no such person',
  held: 'Only an administrator publishes',
};

async function onlyAdministrator(tx: StoreTransaction): Promise<PersonId> {
  const [only, ...others] = await tx
    .selectFrom('persons')
    .select('person')
    .where('role', '=', 'admin')
    .where('deactivated_ms', 'is', null)
    .execute();
  if (only === undefined) throw new CommandProblem('Only an administrator publishes, and there is none yet');
  if (others.length > 0) throw new CommandProblem('There are several administrators: say which by --person');
  return only.person;
}
