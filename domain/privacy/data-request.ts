import * as z from 'zod';
import { parseDayNumber, addToDay } from '#base/calendar.ts';
import { LogId } from '../ids.ts';
import { IsoDay } from '../mission/mission.ts';
import type { Role } from '../people/role.ts';

/** What somebody asks for about their own personal data (domain.md E, rule 8). */
export const DataRequestKind = z.enum(['access', 'correction', 'objection', 'erasure']);
export type DataRequestKind = z.infer<typeof DataRequestKind>;

/** Is something erased for such a request? Who asks to see what there is asks for nothing to go. */
export const asksForErasure = (kind: DataRequestKind): boolean => kind !== 'access';

export const DataRequestOutcome = z.enum(['done', 'partly', 'refused']);
export type DataRequestOutcome = z.infer<typeof DataRequestOutcome>;

const singleLineText = z
  .string()
  .trim()
  .max(200)
  .regex(/^\P{Cc}*$/u);

/** How a request ended. Why something was not done is said wherever not all of it was. */
export const DataRequestAnswer = z.readonly(
  z
    .strictObject({
      on: IsoDay,
      outcome: DataRequestOutcome,
      reason: z.string().trim().max(2_000),
      /** What was done. */
      did: z.string().trim().max(4_000),
    })
    .refine(({ outcome, reason }) => outcome === 'done' || reason !== '', { path: ['reason'] }),
);
export type DataRequestAnswer = z.infer<typeof DataRequestAnswer>;

/**
 * A request as the register has it. There is no field for the person's name: `reference` is what the data-protection focal
 * point knows it by.
 */
export const DataRequest = z.readonly(
  z
    .strictObject({
      kind: DataRequestKind,
      receivedOn: IsoDay,
      /** By default `defaultDueDay`. */
      dueOn: IsoDay,
      /** The mission that it is about; null: the programme. */
      log: LogId.nullable(),
      /** Through which institution and function it came; empty where it came directly. */
      institution: singleLineText,
      function: singleLineText,
      reference: singleLineText.min(1),
      answer: DataRequestAnswer.nullable(),
    })
    .refine(({ receivedOn, dueOn }) => dueOn >= receivedOn, { path: ['dueOn'] })
    .refine(({ receivedOn, answer }) => answer === null || answer.on >= receivedOn, {
      path: ['answer', 'on'],
    }),
);
export type DataRequest = z.infer<typeof DataRequest>;

/** Within so many days a request is answered, unless the register says another day. */
export const answerPeriodDays = 30;

/** By when a request that was received on this day is to be answered. */
export const defaultDueDay = (receivedOn: string): string => addToDay(receivedOn, { days: answerPeriodDays });

/** So long before its day a request stands out. */
const dueSoonDays = 7;

/** How near its day a request is that waits for an answer. */
export type DataRequestUrgency = 'open' | 'soon' | 'overdue';

/** How a request that waits stands on a day. On the very day by which it is due it is not overdue yet. */
export function dataRequestUrgencyOf(dueOn: string, today: string): DataRequestUrgency {
  const daysLeft = parseDayNumber(dueOn) - parseDayNumber(today);
  if (daysLeft < 0) return 'overdue';
  return daysLeft <= dueSoonDays ? 'soon' : 'open';
}

/** What waits for an answer first, by the day on which it is due; then what was answered, in the same order. */
export function compareDataRequests(a: DataRequest, b: DataRequest): number {
  if ((a.answer === null) !== (b.answer === null)) return a.answer === null ? -1 : 1;
  return a.dueOn < b.dueOn ? -1 : Number(a.dueOn > b.dueOn);
}

/** All that somebody wrote into it, which is held against e-mail addresses and long numbers (rule 2). */
export const textsOfDataRequest = ({
  institution,
  function: role,
  reference,
  answer,
}: DataRequest): readonly string[] => [institution, role, reference, answer?.reason ?? '', answer?.did ?? ''];

/** Who keeps the register (domain.md A3). */
export const mayKeepDataRequests = (role: Role): boolean => role === 'dpo';

/**
 * Who reads it: beside the focal point the programme manager, who answers for the programme. Not an administrator: it is
 * confidential, and what they look after is in the audit trail, which says of each request that it was recorded and answered.
 */
export const mayReadDataRequests = (role: Role): boolean => mayKeepDataRequests(role) || role === 'manager';
