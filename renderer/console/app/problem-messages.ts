import { unreachable } from '#base/result.ts';
import type { Message, PlainMessageKey } from '#renderer/i18n';
import type { ProblemCode } from '#sync/protocol/refusal-codes.ts';
import type { ApiProblem } from '../api/api-request.ts';

interface ProblemMessages {
  readonly title: Message;
  /** Text with the safe state and the next step. */
  readonly text: Message;
}

/** Title of each problem, and the next step of a person. */
export function problemMessagesOf(apiProblem: ApiProblem): ProblemMessages {
  switch (apiProblem.kind) {
    case 'unreachable':
      return {
        title: { key: 'console.problem.unreachable' },
        text: { key: 'console.problem.unreachable.text' },
      };
    case 'session':
      return { title: { key: 'console.problem.session' }, text: { key: 'console.problem.session.text' } };
    case 'limited':
      return { title: { key: 'console.problem.limited' }, text: rateLimitMessage(apiProblem.waitMs) };
    case 'forbidden':
      return { title: { key: 'console.problem.forbidden' }, text: { key: 'console.problem.forbidden.text' } };
    case 'notFound':
      return { title: { key: 'console.problem.notFound' }, text: { key: 'console.problem.notFound.text' } };
    case 'refused':
      return {
        title: { key: 'console.problem.refused' },
        text: { key: 'console.problem.refused.text', values: { code: apiProblem.code } },
      };
    case 'trouble':
      return { title: { key: 'console.problem.trouble' }, text: serverTroubleMessage(apiProblem.request) };
    case 'notUnderstood':
      return {
        title: { key: 'console.problem.notUnderstood' },
        text: { key: 'console.problem.notUnderstood.text' },
      };
    default:
      return unreachable(apiProblem);
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

/** Reason why an act did not succeed, and the next step. */
export function actionProblemMessage(refusal: ApiProblem): Message {
  // Reads are repeated by polling; an act is not.
  if (refusal.kind === 'unreachable') return { key: 'console.problem.unreachable.act' };
  const code = refusal.kind === 'refused' ? refusal.code : '';
  const messageKey = isProblemCode(code) ? actionProblemKeys[code] : null;
  return messageKey === null ? problemMessagesOf(refusal).text : { key: messageKey };
}

/** Whether this version knows the code; a newer server has more. */
const isProblemCode = (code: string): code is ProblemCode => Object.hasOwn(actionProblemKeys, code);

/** Sentence of each refusal of an act. Null: the general sentence, which names the code. */
const actionProblemKeys: { readonly [code in ProblemCode]: PlainMessageKey | null } = {
  'another-person': 'console.admin.anotherPerson',
  'wipe-alone': 'console.admin.wipeAlone',
  'erasures-today': 'rights.erase.refused.today',
  'last-administrator': 'console.admin.lastAdministrator',
  tied: 'approvals.refused.tied',
  recent: 'approvals.refused.recent',
  waiting: 'approvals.refused.waiting',
  'already-done': 'approvals.refused.alreadyDone',
  'version-taken': 'library.refused.versionTaken',
  'no-programme': 'library.refused.noProgramme',
  instrument: 'library.refused.instrument',
  'record-moved': 'programme.moved',
  'group-changed': 'console.groups.refused.changed',
  'name-taken': 'console.groups.refused.name',
  'group-full': 'console.groups.refused.full',
  'groups-full': 'console.groups.refused.many',
  'group-administrator': 'console.groups.refused.administrator',
  'end-in-the-past': 'console.groups.refused.over',
  'institution-unknown': 'institutions.refused.unknown',
  'institution-elsewhere': 'institutions.refused.elsewhere',
  'merge-circle': 'institutions.refused.circle',
  'register-full': 'institutions.refused.full',
  'names-full': 'institutions.refused.names',
  'labour-open': 'labour.refused.open',
  'reason-missing': 'labour.refused.reason',
  'ends-before-it-starts': 'console.mission.endsBeforeItStarts',
  'asks-no-erasure': 'rights.erase.refused.kind',
  'not-erasable': 'rights.erase.refused.field',
  'erasure-too-large': 'rights.erase.refused.tooLarge',
  // Sign-in and security name them in their own words.
  code: null,
  passkey: null,
  totp: null,
  'second-factor': null,
  // The review names them in its own words (`refusal-messages.ts`).
  'record-locked': null,
  'not-at-this-step': null,
  'nothing-to-mend': null,
  'point-unknown': null,
  'point-sent': null,
  'comment-unknown': null,
  'points-open': null,
  'conflicts-open': null,
  'ratings-unexplained': null,
  'not-above-evidence': null,
  'sign-off-missing': null,
  'sign-off-withheld': null,
  'sign-off-outdated': null,
  'comments-running': null,
  'comments-unanswered': null,
  'same-as-rater': null,
  'successor-missing': null,
  'sealed-elsewhere': null,
  // Other kinds of `ApiProblem`, of laptops, or without a step for a person.
  malformed: null,
  digest: null,
  signature: null,
  clock: null,
  nonce: null,
  device: null,
  session: null,
  forbidden: null,
  'not-found': null,
  'not-releasable': null,
  'device-taken': null,
  'too-large': null,
  encoding: null,
  host: null,
  rate: null,
  quota: null,
  internal: null,
  stopping: null,
  'store-unavailable': null,
  'store-files-changed': null,
  'store-full': null,
  origin: null,
  'last-factor': null,
  unreadable: null,
};
