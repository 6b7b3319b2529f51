import type { Document } from '../document/document.ts';
import { conflictsOf, valueAt } from '../document/document.ts';
import type { KindSchema } from '../document/kind-schema.ts';
import { Kind } from '../document/op.ts';
import { pathOf } from '../document/path.ts';
import { dayNumberOf } from '../base/calendar.ts';
import { DocumentId, type LogId } from '../ids.ts';
import { Day } from '../mission/mission.ts';
import type { Role } from '../people/role.ts';
import { EraseAfter, leastErasing } from '../vault/erase-after.ts';

/** What is said of the programme as a whole: a document of the programme's log, which every laptop reads. */
export const programmeKind = Kind.parse('programme');

/** Null takes back what was said: there is no last day any more, or vaults never erase themselves. */
export const programmeSchema: KindSchema = [
  { pattern: 'ends-on', holds: Day.nullable() },
  { pattern: 'erase-after', holds: EraseAfter.nullable() },
];

/** The register that says on which day the programme ends. */
export const endsOnPath = pathOf('ends-on');

/** The register that says after how many wrong passphrases in a row a vault erases itself. */
export const eraseAfterPath = pathOf('erase-after');

/** A programme's log has one such document, with the log's own id: two people who say its end meet in one register. */
export const programmeDocument = (log: LogId): DocumentId => DocumentId.parse(log);

/**
 * The last day of the programme; null while nobody has said it, and while people disagree about it: nothing is erased by
 * a day that is in dispute.
 */
export function endOfProgramme(document: Document | undefined): string | null {
  if (document?.kind !== programmeKind || conflictsOf(document).includes(endsOnPath)) return null;
  return Day.safeParse(valueAt(document, endsOnPath)).data ?? null;
}

/**
 * The day on which all programmes are over, that periods of retention are counted from, in epoch milliseconds; null while
 * one of them has no end, or there is none. Which of several a mission belongs to is not recorded: the last counts.
 */
export function programmeEndMs(ends: readonly (string | null)[]): number | null {
  const known = ends.filter((end) => end !== null);
  if (known.length === 0 || known.length < ends.length) return null;
  return Math.max(...known.map(dayNumberOf)) * dayMs;
}

const dayMs = 24 * 60 * 60_000;

/**
 * After how many wrong passphrases in a row a vault erases itself; null for never, as long as nobody has said anything.
 * While people disagree, what erases less counts.
 */
export function eraseAfterOf(document: Document | undefined): EraseAfter | null {
  if (document?.kind !== programmeKind) return null;
  const heads = document.registers[eraseAfterPath]?.heads ?? [];
  return leastErasing(heads.map(({ value }) => EraseAfter.safeParse(value).data ?? null));
}

/** Who sees at headquarters what is said of the programme, and what is due by it; who may change it is `permitWrite`. */
export const seesProgramme = (role: Role): boolean => lookingAfter.includes(role);
const lookingAfter: readonly Role[] = ['manager', 'dpo', 'admin'];
