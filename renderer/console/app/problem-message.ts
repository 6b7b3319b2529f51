import { unreachable } from '#domain/base/result.ts';
import type { ApiProblem } from '#renderer/console/api/api-problem.ts';
import type { Message } from '#renderer/i18n/message.ts';

export interface ProblemWords {
  readonly title: Message;
  /** What is safe, and what to do. */
  readonly text: Message;
}

/** What each problem is called, and what a person can do about it. */
export function problemWords(problem: ApiProblem): ProblemWords {
  switch (problem.kind) {
    case 'unreachable':
      return {
        title: { key: 'console.problem.unreachable' },
        text: { key: 'console.problem.unreachable.text' },
      };
    case 'session':
      return { title: { key: 'console.problem.session' }, text: { key: 'console.problem.session.text' } };
    case 'limited':
      return { title: { key: 'console.problem.limited' }, text: limitedText(problem.waitMs) };
    case 'forbidden':
      return { title: { key: 'console.problem.forbidden' }, text: { key: 'console.problem.forbidden.text' } };
    case 'notFound':
      return { title: { key: 'console.problem.notFound' }, text: { key: 'console.problem.notFound.text' } };
    case 'refused':
      return {
        title: { key: 'console.problem.refused' },
        text: { key: 'console.problem.refused.text', values: { code: problem.code } },
      };
    case 'trouble':
      return { title: { key: 'console.problem.trouble' }, text: troubleText(problem.request) };
    case 'notUnderstood':
      return {
        title: { key: 'console.problem.notUnderstood' },
        text: { key: 'console.problem.notUnderstood.text' },
      };
    default:
      return unreachable(problem);
  }
}

/** How long to wait, rounded up to what a person can follow. */
export const limitedText = (waitMs: number | null): Message =>
  waitMs === null
    ? { key: 'console.problem.limited.text' }
    : { key: 'console.problem.limited.minutes', values: { count: Math.max(1, Math.ceil(waitMs / 60_000)) } };

const troubleText = (request: string | null): Message =>
  request === null
    ? { key: 'console.problem.trouble.text' }
    : { key: 'console.problem.trouble.request', values: { request } };
