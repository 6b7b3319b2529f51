import * as z from 'zod';
import {
  type AssistanceRequest,
  type RequestDecision,
  type RequestForm,
  requestMoves,
  TriageTest,
} from './request.ts';

/** Reason why a form cannot be recorded: a field is missing, or two contradict each other. */
export const FormProblem = z.enum([
  'state',
  'authority',
  'received-on',
  'received-later',
  'wanted',
  'recommendation',
]);
export type FormProblem = z.infer<typeof FormProblem>;

/** Check a form before it is recorded; a day after today was not received. */
export function findFormProblems(
  { state, authority, recommendation, ...rest }: RequestForm,
  today: string,
): readonly FormProblem[] {
  const received = rest['received-on'];
  const [from, to] = [rest['wanted-from'], rest['wanted-to']];
  return [
    ...(state === null ? (['state'] as const) : []),
    ...(authority.trim() === '' ? (['authority'] as const) : []),
    ...(received === null ? (['received-on'] as const) : []),
    ...(received !== null && received > today ? (['received-later'] as const) : []),
    ...(from !== null && to !== null && to < from ? (['wanted'] as const) : []),
    ...(recommendation.trim() !== '' && !rest['has-recommendation'] ? (['recommendation'] as const) : []),
  ];
}

const sameText = (one: string, other: string): boolean =>
  textKey(one) !== '' && textKey(one) === textKey(other);
const textKey = (value: string): string => value.trim().replaceAll(/\s+/g, ' ').toLocaleLowerCase('en');

/** Return whether two forms may be the same request: the same reference, or State, authority and day. */
export const mayBeSameRequest = (requestForm: RequestForm, otherRequestForm: RequestForm): boolean =>
  sameText(requestForm.reference, otherRequestForm.reference) ||
  (requestForm.state !== null &&
    requestForm.state === otherRequestForm.state &&
    requestForm['received-on'] === otherRequestForm['received-on'] &&
    sameText(requestForm.authority, otherRequestForm.authority));

/** Reason why a decision cannot be recorded yet. */
type DecisionProblem = TriageTest | 'status' | 'reason' | 'referred-to' | 'due-diligence-reason';

/**
 * Check a decision: all five tests answered, a reason, and a partner where the request is referred. Before due diligence has
 * started, a request is accepted only with the reason in the note of that test: the score alone would hide it.
 */
export function findDecisionProblems(
  { status, tests }: AssistanceRequest,
  { outcome, reason, referredTo }: Omit<RequestDecision, 'on'>,
): readonly DecisionProblem[] {
  return [
    ...(requestMoves[status].includes(outcome) ? [] : (['status'] as const)),
    ...TriageTest.options.filter((test) => tests[test] === undefined),
    ...(reason.trim() === '' ? (['reason'] as const) : []),
    ...(outcome === 'referred' && (referredTo ?? '').trim() === '' ? (['referred-to'] as const) : []),
    ...(outcome === 'accepted' && lacksDueDiligenceReason(tests) ? (['due-diligence-reason'] as const) : []),
  ];
}

const lacksDueDiligenceReason = (tests: AssistanceRequest['tests']): boolean =>
  tests['due-diligence']?.answer === 'no' && tests['due-diligence'].note.trim() === '';

const testPoints = { yes: 2, partly: 1, no: 0 } as const;

/** Points of the triage, from 0 to 10; null while a test has no answer. */
export function triageScoreOf({ tests }: Pick<AssistanceRequest, 'tests'>): number | null {
  const answers = TriageTest.options.map((test) => tests[test]?.answer);
  return answers.reduce<number | null>(
    (sum, answer) => (sum === null || answer === undefined ? null : sum + testPoints[answer]),
    0,
  );
}
