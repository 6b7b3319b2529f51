import type { Document } from '../document/document.ts';
import { conflictPathsOf, valueAt } from '../document/document.ts';
import type { KindSchema } from '../document/kind-schema.ts';
import { DocumentKind } from '../document/op.ts';
import { pathOf } from '../document/path.ts';
import { parseDayNumber } from '#base/calendar.ts';
import { DocumentId, type LogId } from '../ids.ts';
import { IsoDay } from '../mission/mission.ts';
import type { Role } from '../people/role.ts';
import { EraseAfter, leastErasingLimit } from '../vault/wrong-passphrases.ts';

/** What is said of the programme as a whole: a document of the programme's log, which every laptop reads. */
export const programmeKind = DocumentKind.parse('programme');

/** Null takes back what was said: there is no last day any more, or vaults never erase themselves. */
export const programmeSchema: KindSchema = [
  { pattern: 'ends-on', holds: IsoDay.nullable() },
  { pattern: 'erase-after', holds: EraseAfter.nullable() },
];

/** The register that says on which day the programme ends. */
export const programmeEndPath = pathOf('ends-on');

/** The register that says after how many wrong passphrases in a row a vault erases itself. */
export const eraseAfterPath = pathOf('erase-after');

/** A programme's log has one such document, with the log's own id: two people who say its end meet in one register. */
export const programmeDocumentId = (log: LogId): DocumentId => DocumentId.parse(log);

/**
 * The last day of the programme; null while nobody has said it, and while people disagree about it: nothing is erased by
 * a day that is in dispute.
 */
export function programmeEndDay(document: Document | undefined): string | null {
  if (document?.kind !== programmeKind || conflictPathsOf(document).includes(programmeEndPath)) return null;
  return IsoDay.safeParse(valueAt(document, programmeEndPath)).data ?? null;
}

/**
 * The day on which all programmes are over, that periods of retention are counted from, in epoch milliseconds; null while
 * one of them has no end, or there is none. Which of several a mission belongs to is not recorded: the last counts.
 */
export function latestProgrammeEndMs(ends: readonly (string | null)[]): number | null {
  const known = ends.filter((end) => end !== null);
  if (known.length === 0 || known.length < ends.length) return null;
  return Math.max(...known.map(parseDayNumber)) * programmeDayMs;
}

const programmeDayMs = 24 * 60 * 60_000;

/**
 * After how many wrong passphrases in a row a vault erases itself; null for never, as long as nobody has said anything.
 * While people disagree, what erases less counts.
 */
export function eraseAfterOfProgramme(document: Document | undefined): EraseAfter | null {
  if (document?.kind !== programmeKind) return null;
  const heads = document.registers[eraseAfterPath]?.heads ?? [];
  return leastErasingLimit(heads.map(({ value }) => EraseAfter.safeParse(value).data ?? null));
}

/** Who sees at headquarters what is said of the programme, and what is due by it; who may change it is `permitWrite`. */
export const mayReadProgramme = (role: Role): boolean => programmeReaderRoles.includes(role);
const programmeReaderRoles: readonly Role[] = ['manager', 'dpo', 'admin'];
