import type { HostAnswer } from '#renderer/host/host-contract.ts';
import type { Answer } from './send-signed.ts';

/** Why headquarters gave no answer, as the app hears it. */
export type Refused = Exclude<HostAnswer<'net.request'>, { kind: 'answered' }>;

export function refusalOf(answer: Exclude<Answer, { kind: 'answered' }>): Refused {
  if (answer.kind === 'unreachable') return answer;
  const { status, code, detail } = answer.problem;
  return { kind: 'refused', status, code, ...(detail !== undefined && { detail }) };
}
