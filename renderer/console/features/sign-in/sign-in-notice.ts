import type { ApiProblem } from '#renderer/console/api/api-problem.ts';
import { limitedText, problemWords } from '#renderer/console/app/problem-message.ts';
import type { Message } from '#renderer/i18n/message.ts';
import type { SignInNotice } from './sign-in-view.tsx';

/** How far a sign-in has come. */
export type SignInAttempt =
  | { readonly kind: 'none' }
  | { readonly kind: 'empty' }
  | { readonly kind: 'asking' }
  | { readonly kind: 'failed'; readonly problem: ApiProblem };

/** Why the person is at this page at all. */
export type SignedOutWhy = 'new' | 'ended' | 'left';

/** What is wrong with the code, said at the field. One sentence for unknown, used and too old: the server tells no more. */
export function codeProblemOf(attempt: SignInAttempt): Message | null {
  if (attempt.kind === 'empty') return { key: 'console.signIn.empty' };
  return attempt.kind === 'failed' && isAboutCode(attempt.problem) ? { key: 'console.signIn.refused' } : null;
}

/** What stands above the field: a trouble that has nothing to do with the code, else why one has to sign in. */
export function noticeOf(attempt: SignInAttempt, why: SignedOutWhy): SignInNotice | null {
  if (attempt.kind === 'failed' && !isAboutCode(attempt.problem)) {
    const { problem } = attempt;
    const words = problemWords(problem);
    const refused = problem.kind === 'refused' ? wayProblems.get(problem.code) : undefined;
    if (refused !== undefined) return { meaning: 'bad', text: { key: refused } };
    return problem.kind === 'limited'
      ? { meaning: 'wait', title: { key: 'console.signIn.limited' }, text: limitedText(problem.waitMs) }
      : { meaning: 'bad', ...words };
  }
  if (why === 'ended') return { meaning: 'info', text: { key: 'console.signIn.ended' } };
  return why === 'left' && attempt.kind === 'none'
    ? { meaning: 'good', text: { key: 'console.signIn.left' } }
    : null;
}

/** Refusals of the ways that are not a code. */
const wayProblems: ReadonlyMap<string, Message['key']> = new Map<string, Message['key']>([
  ['passkey', 'console.signIn.passkey.refused'],
  ['totp', 'console.signIn.totp.refused'],
  ['second-factor', 'console.signIn.secondFactor'],
]);

const isAboutCode = (problem: ApiProblem): boolean => problem.kind === 'refused' && problem.code === 'code';
