import { ok, refuse, type Result } from '#domain/base/result.ts';
import { dotsAt, type Document } from '#domain/document/document.ts';
import type { LogId, PersonId } from '#domain/ids.ts';
import { contentRights } from '#domain/people/rights.ts';
import {
  endOfProgramme,
  endsOnPath,
  programmeDocument,
  programmeEndMs,
  programmeKind,
} from '#domain/programme/programme.ts';
import type { Programme, SetProgrammeEnd } from '#sync/protocol/programme-api.ts';
import { rolesAtHeadquarters } from '../access/directory.ts';
import { programmeLog, programmeLogs } from '../access/programme.ts';
import { type HeadquartersRefusal, writeAtHeadquarters } from '../log/write-at-headquarters.ts';
import type { StoreTransaction } from '../store/open-store.ts';
import type { Surroundings } from '../surroundings.ts';
import { loadDocuments } from '../views/document-rows.ts';

/** From when the periods of retention run (domain.md E): null while a programme has no end, or there is none. */
export async function readProgrammeEndMs(tx: StoreTransaction): Promise<number | null> {
  const ends: (string | null)[] = [];
  for (const log of await programmeLogs(tx)) ends.push(endOfProgramme(await readProgrammeDocument(tx, log)));
  return programmeEndMs(ends);
}

/** The programme as one of those who look after it sees it; null before it is opened. */
export async function readProgramme(tx: StoreTransaction, person: PersonId): Promise<Programme | null> {
  const log = await programmeLog(tx);
  if (log === null) return null;
  const { title } = await tx
    .selectFrom('logs')
    .select('title')
    .where('log', '=', log)
    .executeTakeFirstOrThrow();
  const document = await readProgrammeDocument(tx, log);
  const roles = await rolesAtHeadquarters(tx, log, person);
  return {
    log,
    title,
    endsOn: endOfProgramme(document),
    seen: dotsAt(document, endsOnPath),
    mayChange: roles.some((role) => contentRights.programme.period?.includes(role)),
  };
}

export type EndRefusal = HeadquartersRefusal | { readonly kind: 'noProgramme' | 'moved' };

/** Says on which day the programme ends, or takes that back. Refuses who saw something else than what stands there. */
export async function setProgrammeEnd(
  tx: StoreTransaction,
  surroundings: Surroundings,
  person: PersonId,
  { endsOn, seen }: SetProgrammeEnd,
): Promise<Result<true, EndRefusal>> {
  const log = await programmeLog(tx);
  if (log === null) return refuse({ kind: 'noProgramme' });
  const doc = programmeDocument(log);
  const written = await writeAtHeadquarters<{ readonly kind: 'moved' }>(tx, surroundings, {
    person,
    log,
    docs: [doc],
    decide: (documents) => {
      const over = dotsAt(documents.get(doc), endsOnPath);
      if (over.join() !== seen.join()) return refuse({ kind: 'moved' });
      return ok([{ doc, kind: programmeKind, path: endsOnPath, value: endsOn, over }]);
    },
  });
  return written.ok ? ok(true) : written;
}

async function readProgrammeDocument(tx: StoreTransaction, log: LogId): Promise<Document | undefined> {
  const doc = programmeDocument(log);
  return (await loadDocuments(tx, log, [doc])).get(doc);
}
