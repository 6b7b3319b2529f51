import { assessmentKind } from '#domain/assessment/assessment.ts';
import type { LogId } from '#domain/ids.ts';
import type { InterviewNote } from '#domain/interview/interview-note.ts';
import { type AssessmentEnd, noteDueAtMs } from '#domain/interview/note-due.ts';
import { agreedNowMs } from '#domain/people/lease.ts';
import type { FieldDatabase } from '../database.ts';
import { readSomeMeta } from '../meta.ts';
import { readProgrammeEndMs } from '../queries/programme.ts';
import { readAllSummaries } from '../queries/summaries.ts';

/** Says when a note is due to be erased, in epoch milliseconds; null while that is not known. */
export type DueOf = (note: Pick<InterviewNote, 'log' | 'links'>) => number | null;

/** From the days on which assessments became final, as the lists know them, and the programme's end. */
export async function readDue(db: FieldDatabase): Promise<DueOf> {
  const ends = new Map<LogId, AssessmentEnd[]>();
  // Side by side: a live query does not watch what is asked after the shelf of summaries has answered.
  const [programmeEnd, summaries] = await Promise.all([readProgrammeEndMs(db), readAllSummaries(db)]);
  for (const { log, doc, kind, facts } of summaries) {
    if (kind !== assessmentKind) continue;
    const finalOn = facts['periods/final-on'];
    const end = { doc, finalOn: typeof finalOn === 'string' ? finalOn : null };
    ends.set(log, [...(ends.get(log) ?? []), end]);
  }
  return (note) => noteDueAtMs(note, ends.get(note.log) ?? [], programmeEnd);
}

/**
 * How late it is at least, by headquarters' clock; null while that is not known, as in a database that was built anew
 * and has heard nothing from headquarters since. Runs in the caller's transaction over `meta`, or in none.
 */
export async function readAgreedNowMs(db: FieldDatabase, nowMs: number): Promise<number | null> {
  const { lease, clockOffsetMs } = await readSomeMeta(db, ['lease', 'clockOffsetMs']);
  return lease === undefined || clockOffsetMs === undefined
    ? null
    : agreedNowMs(lease, nowMs) + clockOffsetMs;
}
