import type { Document } from '../document/document.ts';
import { conflictsOf, valueAt } from '../document/document.ts';
import type { KindSchema } from '../document/kind-schema.ts';
import { Kind } from '../document/op.ts';
import { pathOf } from '../document/path.ts';
import { dayNumberOf } from '../base/calendar.ts';
import { DocumentId, type LogId } from '../ids.ts';
import { Day } from '../mission/mission.ts';
import type { Role } from '../people/role.ts';

/** What is said of the programme as a whole: a document of the programme's log, which every laptop reads. */
export const programmeKind = Kind.parse('programme');

/** Null: the day that was said is taken back. */
export const programmeSchema: KindSchema = [{ pattern: 'ends-on', holds: Day.nullable() }];

/** The register that says on which day the programme ends. */
export const endsOnPath = pathOf('ends-on');

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

/** Who sees at headquarters when the programme ends and what is due then; who may change it is `permitWrite`. */
export const seesProgramme = (role: Role): boolean => lookingAfter.includes(role);
const lookingAfter: readonly Role[] = ['manager', 'dpo', 'admin'];
