import type { LogId } from '#domain/ids.ts';
import { recordsOfKind } from '#domain/kinds/records-of-kind.ts';
import {
  eraseAfterOfProgramme,
  latestProgrammeEndMs,
  programmeDocumentId,
  programmeEndDay,
  sealRecipientsOf,
} from '#domain/programme/programme.ts';
import { partSealKeys } from '#domain/programme/seal-keys.ts';
import { leastErasingLimit } from '#domain/vault/passphrase.ts';
import { type PublishedTemplate } from '#domain/workshop/templates/offered-templates.ts';
import { readPublishedTemplate } from '#domain/workshop/templates/publish-template.ts';
import { TemplateStatus } from '#domain/workshop/templates/template-kind.ts';
import type { LogAbout } from '#sync/protocol/wire.ts';
import type { FieldDatabase } from '../db/database.ts';
import { type MetaValue, readMeta } from '../db/meta.ts';
import type { QueryFunction } from './live-query.ts';
import { readAllSummaries } from './summaries.ts';

/**
 * Wrong passphrases before erasure. A rebuilt database knows no programme until the next contact: that is "unknown",
 * not "never". Of several programmes, the one that erases least counts.
 */
export const queryEraseAfter: QueryFunction<'eraseAfter'> = async ({ db }) => {
  const grants = await readMeta(db, 'grants');
  if (grants === undefined) return 'unknown';
  const documents = await db.documents.bulkGet(
    programmeLogsIn(grants).map((log) => [log, programmeDocumentId(log)] as const),
  );
  return leastErasingLimit(documents.map(eraseAfterOfProgramme)) ?? 'never';
};

/** Keys of roles that the programmes name, as headquarters last sent them, by this person's agreement. */
export const querySealRecipients: QueryFunction<'sealRecipients'> = async ({ db }) => {
  const logIds = await readProgrammeLogs(db);
  const documents = await db.documents.bulkGet(logIds.map((log) => [log, programmeDocumentId(log)] as const));
  return partSealKeys(sealRecipientsOf(documents), (await readMeta(db, 'agreedSealKeys')) ?? {});
};

/** Logs of programmes, the source of instruments: only there publishing needs an administrator. */
export const readProgrammeLogs = async (db: FieldDatabase): Promise<readonly LogId[]> =>
  programmeLogsIn(await readMeta(db, 'grants'));

/** The same from grants that were read already. */
function programmeLogsIn(grants: MetaValue<'grants'> | undefined): readonly LogId[] {
  // Keys of a parsed record are log ids; Object.entries forgets that.
  const about = Object.entries(grants?.about ?? {}) as [LogId, LogAbout][];
  return about.filter(([, { kind }]) => kind === 'programme').map(([log]) => log);
}

/**
 * Time from which retention periods after the programme's end run (docs/requirements.md E), as headquarters last sent
 * it. Null while unknown here.
 */
export async function readKnownProgrammeEndMs(db: FieldDatabase): Promise<number | null> {
  const ends: (string | null)[] = [];
  for (const logId of await readProgrammeLogs(db))
    ends.push(programmeEndDay(await db.documents.get([logId, programmeDocumentId(logId)])));
  return latestProgrammeEndMs(ends);
}

/** Published templates of workshops on this device; a damaged or incomplete one is left out. */
export const queryWorkshopTemplates: QueryFunction<'workshopTemplates'> = async ({ db }) => {
  const logIds = await readProgrammeLogs(db);
  const listedOfKinds = recordsOfKind(await readAllSummaries(db), 'workshop-template').filter(({ log }) =>
    logIds.includes(log),
  );
  const documents = await db.documents.bulkGet(listedOfKinds.map(({ log, doc }) => [log, doc] as const));
  return documents.flatMap((document, at): readonly PublishedTemplate[] => {
    const status = TemplateStatus.safeParse(listedOfKinds[at]?.status);
    const workshopTemplate = document === undefined ? null : readPublishedTemplate(document);
    return workshopTemplate !== null && status.success
      ? [{ template: workshopTemplate, status: status.data }]
      : [];
  });
};
