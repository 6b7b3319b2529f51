import { unreachable } from '#base/result.ts';
import type { ApiProblem } from '../api/api-request.ts';
import type { Message } from '#renderer/i18n';

interface ProblemMessages {
  readonly title: Message;
  /** Text with the safe state and the next step. */
  readonly text: Message;
}

/** Title of each problem, and the next step of a person. */
export function problemMessagesOf(problem: ApiProblem): ProblemMessages {
  switch (problem.kind) {
    case 'unreachable':
      return {
        title: { key: 'console.problem.unreachable' },
        text: { key: 'console.problem.unreachable.text' },
      };
    case 'session':
      return { title: { key: 'console.problem.session' }, text: { key: 'console.problem.session.text' } };
    case 'limited':
      return { title: { key: 'console.problem.limited' }, text: rateLimitMessage(problem.waitMs) };
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
      return { title: { key: 'console.problem.trouble' }, text: serverTroubleMessage(problem.request) };
    case 'notUnderstood':
      return {
        title: { key: 'console.problem.notUnderstood' },
        text: { key: 'console.problem.notUnderstood.text' },
      };
    default:
      return unreachable(problem);
  }
}

/** Time to wait, rounded up to a unit that a person can follow. */
export const rateLimitMessage = (waitMs: number | null): Message =>
  waitMs === null
    ? { key: 'console.problem.limited.text' }
    : { key: 'console.problem.limited.minutes', values: { count: Math.max(1, Math.ceil(waitMs / 60_000)) } };

const serverTroubleMessage = (request: string | null): Message =>
  request === null
    ? { key: 'console.problem.trouble.text' }
    : { key: 'console.problem.trouble.request', values: { request } };
