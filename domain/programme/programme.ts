import { type Document, conflictPathsOf, valueAt } from '../document/document.ts';
import type { KindSchema } from '../document/kind-schema.ts';
import { DocumentKind, pathOf, type Path } from '../document/op.ts';
import { parseDayNumber } from '#base/civil-date.ts';
import { DocumentId, type LogId } from '../ids.ts';
import { IsoDay } from '../mission/mission-work.ts';
import type { Role } from '../people/role.ts';
import { noAudience } from '../privacy/path-audience.ts';
import { SealRecipient, SealRole } from '../privacy/sealed-value.ts';
import { EraseAfter, leastErasingLimit } from '../vault/passphrase.ts';

/** Settings of the programme as a whole: a document of the programme's log, which every laptop reads. */
export const programmeKind = DocumentKind.parse('programme');

// Sharing starts from a mission.
const programmeHandling = { group: 'programme', sharedWith: noAudience, erasable: 'never' } as const;

/** Null removes a setting: there is no last day any more, or vaults never erase themselves. */
export const programmeSchema: KindSchema<'programme'> = [
  { pattern: 'ends-on', holds: IsoDay.nullable(), rights: 'period', ...programmeHandling },
  { pattern: 'erase-after', holds: EraseAfter.nullable(), rights: 'vaults', ...programmeHandling },
  // Key of each role to which values are encrypted, by `SealRole`. Null: the role has none any more.
  { pattern: 'seal-keys/*', holds: SealRecipient.nullable(), rights: 'seal-keys', ...programmeHandling },
];

/** Register of the last day of the programme. */
export const programmeEndPath = pathOf('ends-on');

/** Register of the number of wrong passphrases in a row after which a vault erases itself. */
export const eraseAfterPath = pathOf('erase-after');

/**
 * A programme's log has one such document, with the log's own id. Two people who set its end write the same register.
 */
export const programmeDocumentId = (log: LogId): DocumentId => DocumentId.parse(log);

/** Last day of the programme; null while it is not set, or in conflict: no erasure follows a disputed day. */
export function programmeEndDay(document: Document | undefined): string | null {
  if (document?.kind !== programmeKind || conflictPathsOf(document).includes(programmeEndPath)) return null;
  return IsoDay.safeParse(valueAt(document, programmeEndPath)).data ?? null;
}

/**
 * Day on which all programmes are over, in epoch milliseconds; retention periods count from it. Null while one of
 * them has no end, or there is none. A mission does not record its programme: the last end counts.
 */
export function latestProgrammeEndMs(ends: readonly (string | null)[]): number | null {
  const known = ends.filter((end) => end !== null);
  if (known.length === 0 || known.length < ends.length) return null;
  return Math.max(...known.map(parseDayNumber)) * programmeDayMs;
}

const programmeDayMs = 24 * 60 * 60_000;

/**
 * Number of wrong passphrases in a row after which a vault erases itself. Null for never, while it is not set. In a
 * conflict the value that erases less counts.
 */
export function eraseAfterOfProgramme(document: Document | undefined): EraseAfter | null {
  if (document?.kind !== programmeKind) return null;
  const heads = document.registers[eraseAfterPath]?.heads ?? [];
  return leastErasingLimit(heads.map(({ value }) => EraseAfter.safeParse(value).data ?? null));
}

/**
 * Return whether a role sees the programme's settings and its due dates at headquarters. `permitWrite` decides on
 * changes.
 */
export const mayReadProgramme = (role: Role): boolean => programmeReaderRoles.includes(role);
const programmeReaderRoles: readonly Role[] = ['manager', 'dpo', 'admin'];

/** Register of a role's key in the programme document. */
export const sealKeyPath = (role: SealRole): Path => pathOf('seal-keys', role);

/** Keys of the roles that values are encrypted to; a role without a key is absent. */
export type SealRecipients = Readonly<Partial<Record<SealRole, string>>>;

/**
 * Keys that these programmes name. None for a role while its key is in conflict, or when two programmes
 * name different ones. A value is encrypted to no disputed key.
 */
export function sealRecipientsOf(programmes: readonly (Document | undefined)[]): SealRecipients {
  const found: Partial<Record<SealRole, string>> = {};
  for (const role of SealRole.options) {
    const named = programmes.flatMap((document) => sealKeyIn(document, role));
    const [recipient] = named;
    if (recipient !== undefined && recipient !== null && named.every((one) => one === recipient))
      found[role] = recipient;
  }
  return found;
}

/** Key of a role in one programme: none, or one, or null while it is in conflict. */
function sealKeyIn(document: Document | undefined, role: SealRole): readonly (string | null)[] {
  if (document?.kind !== programmeKind) return [];
  const path = sealKeyPath(role);
  if (conflictPathsOf(document).includes(path)) return [null];
  const { data } = SealRecipient.safeParse(valueAt(document, path));
  return data === undefined ? [] : [data];
}
