import * as z from 'zod';
import { ok, type Result } from '#domain/base/result.ts';
import { ConsoleMe } from '#sync/protocol/console-api.ts';
import { NoticesAnswer } from '#sync/protocol/approvals-api.ts';
import { type Notice, type NoticeAnswer, NoticeAnswered } from '#sync/protocol/notices.ts';
import { FactorsAnswer, NewAuthenticator, PasskeyOptions } from '#sync/protocol/sign-in-api.ts';
import type { ApiProblem } from './api-problem.ts';
import type { Question } from './ask.ts';

type Answered<T> = Promise<Result<T, ApiProblem>>;
type Ask = <T>(question: Question<T>) => Answered<T>;

/** Ways into the console beside a code, and what a person has of them (sync/protocol/sign-in-api.ts). */
export interface SignInClient {
  readonly passkeyQuestion: () => Answered<object>;
  readonly byPasskey: (response: object) => Answered<ConsoleMe>;
  readonly byAuthenticator: (handle: string, code: string) => Answered<ConsoleMe>;
  readonly newPasskey: () => Answered<object>;
  readonly keepPasskey: (label: string, response: object) => Answered<ConsoleMe>;
  readonly newAuthenticator: () => Answered<NewAuthenticator>;
  readonly confirmAuthenticator: (code: string) => Answered<ConsoleMe>;
  readonly factors: () => Answered<FactorsAnswer>;
  readonly remove: (passkey: string | null) => Answered<FactorsAnswer>;
  readonly signOutEverywhere: () => Answered<null>;
  /** What the person is told of their own access. */
  readonly notices: () => Answered<readonly Notice[]>;
  readonly answerNotice: (notice: string, word: NoticeAnswer) => Answered<NoticeAnswered>;
}

/** `get` hears when a session has ended; `ask` is for those who have none yet. */
export function createSignInClient(ask: Ask, get: Ask): SignInClient {
  const optionsOf = async (asking: Ask, path: string): Answered<object> => {
    const answer = await asking({ path, answer: PasskeyOptions, body: {} });
    return answer.ok ? ok(answer.value.options) : answer;
  };
  const me = (asking: Ask, path: string, body: object) => asking({ path, answer: ConsoleMe, body });
  return {
    passkeyQuestion: () => optionsOf(ask, '/console/sign-in/passkey/options'),
    byPasskey: (response) => me(ask, '/console/sign-in/passkey', { response }),
    byAuthenticator: (handle, code) => me(ask, '/console/sign-in/authenticator', { handle, code }),
    newPasskey: () => optionsOf(get, '/console/passkeys/options'),
    keepPasskey: (label, response) => me(get, '/console/passkeys', { label, response }),
    newAuthenticator: () => get({ path: '/console/authenticator', answer: NewAuthenticator, body: {} }),
    confirmAuthenticator: (code) => me(get, '/console/authenticator/confirm', { code }),
    factors: () => get({ path: '/console/factors', answer: FactorsAnswer }),
    remove: (passkey) => get({ path: '/console/factors/remove', answer: FactorsAnswer, body: { passkey } }),
    signOutEverywhere: async () => {
      const done = await ask({ path: '/console/sign-out-everywhere', answer: z.undefined(), body: {} });
      return done.ok ? ok(null) : done;
    },
    notices: async () => {
      const told = await get({ path: '/console/notices', answer: NoticesAnswer });
      return told.ok ? ok(told.value.notices) : told;
    },
    answerNotice: (notice, word) =>
      get({ path: `/console/notices/${notice}/${word}`, answer: NoticeAnswered, body: {} }),
  };
}
