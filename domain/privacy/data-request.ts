import * as z from 'zod';
import { addToDay, parseDayNumber } from '#base/calendar-day.ts';
import { compareTexts } from '#base/json.ts';
import { LogId } from '../ids.ts';
import { IsoDay } from '../mission/mission-work.ts';
import type { Role } from '../people/role.ts';

/** Kind of a person's request about their own personal data (docs/requirements.md E8). */
export const DataRequestKind = z.enum(['access', 'correction', 'objection', 'erasure']);
export type DataRequestKind = z.infer<typeof DataRequestKind>;

/** Return whether such a request includes erasure. A request for access does not. */
export const asksForErasure = (dataRequestKind: DataRequestKind): boolean => dataRequestKind !== 'access';

export const DataRequestOutcome = z.enum(['done', 'partly', 'refused']);
export type DataRequestOutcome = z.infer<typeof DataRequestOutcome>;

const singleLineText = z
  .string()
  .trim()
  .max(200)
  .regex(/^\P{Cc}*$/u);

/** Outcome of a request. A reason is given wherever not all of it was done. */
export const DataRequestAnswer = z.readonly(
  z
    .strictObject({
      on: IsoDay,
      outcome: DataRequestOutcome,
      reason: z.string().trim().max(2_000),
      /** Measures that were taken. */
      did: z.string().trim().max(4_000),
    })
    .refine(({ outcome, reason }) => outcome === 'done' || reason !== '', { path: ['reason'] }),
);
export type DataRequestAnswer = z.infer<typeof DataRequestAnswer>;

/**
 * A request in the register. There is no field for the person's name: the data-protection focal point knows it by
 * `reference`.
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
      /** Institution and function that forwarded it; empty where it came directly. */
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

/** Days until a request is answered, unless the register gives another day. */
export const answerPeriodDays = 30;

/** Last day for the answer to a request that was received on this day. */
export const defaultDueDay = (receivedOn: string): string => addToDay(receivedOn, { days: answerPeriodDays });

const hourMs = 60 * 60 * 1_000;

/** Time in which an erasure that waits can be withdrawn. */
const withdrawalPeriodMs = 24 * hourMs;

/** Age of an entry from which its due day shortens that time: others had a week to notice an invented one. */
const knownEntryMs = 7 * 24 * hourMs;

/**
 * Time from which a waiting erasure is done without a second person: a day later. A request that has been in the register
 * for a week waits at most until the last hour of its due day (UTC).
 */
export function erasureFromMs({
  nowMs,
  registeredAtMs,
  dueOn,
}: {
  readonly nowMs: number;
  readonly registeredAtMs: number;
  /** Due day as it was first entered: a later correction brings no erasure forward. */
  readonly dueOn: string;
}): number {
  const fromMs = nowMs + withdrawalPeriodMs;
  if (nowMs - registeredAtMs < knownEntryMs) return fromMs;
  const lastHourMs = parseDayNumber(dueOn) * 24 * hourMs + 23 * hourMs;
  return Math.min(fromMs, Math.max(nowMs, lastHourMs));
}

/** Days before its due day from which a request is highlighted. */
const dueSoonDays = 7;

/** Urgency of an open request. */
export type DataRequestUrgency = 'open' | 'soon' | 'overdue';

/** Urgency of an open request on a day. On its due day it is not overdue yet. */
export function dataRequestUrgencyOf(dueOn: string, today: string): DataRequestUrgency {
  const daysLeft = parseDayNumber(dueOn) - parseDayNumber(today);
  if (daysLeft < 0) return 'overdue';
  return daysLeft <= dueSoonDays ? 'soon' : 'open';
}

/** Compare for lists: open requests first, by due day; then answered ones, in the same order. */
export function compareDataRequests(a: DataRequest, b: DataRequest): number {
  if ((a.answer === null) !== (b.answer === null)) return a.answer === null ? -1 : 1;
  return compareTexts(a.dueOn, b.dueOn) || compareTexts(a.reference, b.reference);
}

/** Return whether a role keeps the register (docs/requirements.md A3). */
export const mayKeepDataRequests = (role: Role): boolean => role === 'dpo';

/**
 * Return whether a role reads the register: the focal point, and the programme manager, who answers for the
 * programme. Not an administrator, because it is confidential; their audit trail shows that a request was recorded
 * and answered.
 */
export const mayReadDataRequests = (role: Role): boolean => mayKeepDataRequests(role) || role === 'manager';
