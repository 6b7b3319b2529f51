import { ok, refuse, type Result } from '#domain/base/result.ts';
import type { Json } from '#domain/base/json.ts';
import { dotsAt, type Document } from '#domain/document/document.ts';
import type { Dot } from '#domain/document/dot.ts';
import type { Path } from '#domain/document/path.ts';
import type { LogId, PersonId } from '#domain/ids.ts';
import { contentRights } from '#domain/people/rights.ts';
import {
  endOfProgramme,
  endsOnPath,
  eraseAfterOf,
  eraseAfterPath,
  programmeDocument,
  programmeKind,
} from '#domain/programme/programme.ts';
import type { Programme } from '#sync/protocol/programme-api.ts';
import { rolesAtHeadquarters } from '../access/directory.ts';
import { programmeLog } from '../access/programme.ts';
import { type HeadquartersRefusal, writeAtHeadquarters } from '../log/write-at-headquarters.ts';
import type { StoreTransaction } from '../store/open-store.ts';
import type { Surroundings } from '../surroundings.ts';
import { loadDocuments } from '../views/load-documents.ts';

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
  const { period, vaults } = contentRights.programme;
  return {
    log,
    title,
    endsOn: endOfProgramme(document),
    seen: dotsAt(document, endsOnPath),
    mayChange: roles.some((role) => period?.includes(role)),
    vaults: {
      eraseAfter: eraseAfterOf(document),
      seen: dotsAt(document, eraseAfterPath),
      mayChange: roles.some((role) => vaults?.includes(role)),
    },
  };
}

/** What is said of the programme as a whole; undefined while nobody has said anything. */
export async function readProgrammeDocument(tx: StoreTransaction, log: LogId): Promise<Document | undefined> {
  const doc = programmeDocument(log);
  return (await loadDocuments(tx, log, [doc])).get(doc);
}

export type ProgrammeRefusal = HeadquartersRefusal | { readonly kind: 'noProgramme' | 'moved' };

/** What somebody says of the programme, and what they saw in that place. */
export interface ProgrammeWrite {
  readonly path: Path;
  readonly value: Json;
  readonly seen: readonly Dot[];
}

/** Writes into the programme's record. Refuses who saw something else than what stands there. */
export async function writeProgramme(
  tx: StoreTransaction,
  surroundings: Surroundings,
  person: PersonId,
  { path, value, seen }: ProgrammeWrite,
): Promise<Result<true, ProgrammeRefusal>> {
  const log = await programmeLog(tx);
  if (log === null) return refuse({ kind: 'noProgramme' });
  const doc = programmeDocument(log);
  const written = await writeAtHeadquarters<{ readonly kind: 'moved' }>(tx, surroundings, {
    person,
    log,
    docs: [doc],
    decide: (documents) => {
      const over = dotsAt(documents.get(doc), path);
      if (over.join() !== seen.join()) return refuse({ kind: 'moved' });
      return ok([{ doc, kind: programmeKind, path, value, over }]);
    },
  });
  return written.ok ? ok(true) : written;
}
