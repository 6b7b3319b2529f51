import { ok, refuse, type Result } from '#base/result.ts';
import type { JsonValue } from '#base/json.ts';
import { type Document, dotsAt } from '#domain/document/document.ts';
import type { Dot } from '#domain/document/dot.ts';
import type { Path } from '#domain/document/path.ts';
import type { LogId, PersonId } from '#domain/ids.ts';
import { contentRightsByKind } from '#domain/people/rights.ts';
import {
  programmeEndDay,
  programmeEndPath,
  eraseAfterOfProgramme,
  eraseAfterPath,
  programmeDocumentId,
  latestProgrammeEndMs,
  programmeKind,
} from '#domain/programme/programme.ts';
import type { ProgrammeOverview, SetProgrammeEndRequest } from '#api/programme-api.ts';
import { rolesInConsole } from '../auth/grants.ts';
import { findProgrammeLog, listProgrammeLogs } from '../log/log-registry.ts';
import { appendConsoleOps, type ConsoleWriteRefusal } from '../log/append-console-ops.ts';
import type { StoreTransaction } from '../db/open-store.ts';
import type { RuntimeDependencies } from '../runtime-dependencies.ts';
import { loadDocuments } from '../projections/load-documents.ts';

/** From when the periods of retention run (domain.md E): null while a programme has no end, or there is none. */
export async function loadProgrammeEndMs(tx: StoreTransaction): Promise<number | null> {
  const ends: (string | null)[] = [];
  for (const log of await listProgrammeLogs(tx))
    ends.push(programmeEndDay(await loadProgrammeDocument(tx, log)));
  return latestProgrammeEndMs(ends);
}

/** Says on which day the programme ends, or takes that back. Refuses who saw something else than what stands there. */
export const setProgrammeEnd = (
  tx: StoreTransaction,
  dependencies: RuntimeDependencies,
  person: PersonId,
  { endsOn, seen }: SetProgrammeEndRequest,
): Promise<Result<true, ProgrammeRefusal>> =>
  writeProgrammeValue(tx, dependencies, person, { path: programmeEndPath, value: endsOn, seen });

/** The programme as one of those who look after it sees it; null before it is opened. */
export async function readProgrammeAnswer(
  tx: StoreTransaction,
  person: PersonId,
): Promise<ProgrammeOverview | null> {
  const log = await findProgrammeLog(tx);
  if (log === null) return null;
  const { title } = await tx
    .selectFrom('logs')
    .select('title')
    .where('log', '=', log)
    .executeTakeFirstOrThrow();
  const document = await loadProgrammeDocument(tx, log);
  const roles = await rolesInConsole(tx, log, person);
  const { period, vaults } = contentRightsByKind.programme;
  return {
    log,
    title,
    endsOn: programmeEndDay(document),
    seen: dotsAt(document, programmeEndPath),
    mayChange: roles.some((role) => period?.includes(role)),
    vaults: {
      eraseAfter: eraseAfterOfProgramme(document),
      seen: dotsAt(document, eraseAfterPath),
      mayChange: roles.some((role) => vaults?.includes(role)),
    },
  };
}

/** What is said of the programme as a whole; undefined while nobody has said anything. */
export async function loadProgrammeDocument(tx: StoreTransaction, log: LogId): Promise<Document | undefined> {
  const doc = programmeDocumentId(log);
  return (await loadDocuments(tx, log, [doc])).get(doc);
}

export type ProgrammeRefusal = ConsoleWriteRefusal | { readonly kind: 'noProgramme' | 'moved' };

/** What somebody says of the programme, and what they saw in that place. */
export interface ProgrammeWrite {
  readonly path: Path;
  readonly value: JsonValue;
  readonly seen: readonly Dot[];
}

/** Writes into the programme's record. Refuses who saw something else than what stands there. */
export async function writeProgrammeValue(
  tx: StoreTransaction,
  dependencies: RuntimeDependencies,
  person: PersonId,
  { path, value, seen }: ProgrammeWrite,
): Promise<Result<true, ProgrammeRefusal>> {
  const log = await findProgrammeLog(tx);
  if (log === null) return refuse({ kind: 'noProgramme' });
  const doc = programmeDocumentId(log);
  const written = await appendConsoleOps<{ readonly kind: 'moved' }>(tx, dependencies, {
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
