import * as z from 'zod';
import { NoticesResponse } from '#api/approvals-api.ts';
import {
  type ChangeOwnMailRequest,
  FactorsResponse,
  NewAuthenticatorResponse,
  OwnMailResponse,
  PasskeyOptions,
  SetUpResponse,
} from '#api/sign-in-api.ts';
import { SignedInPersonResponse } from '#api/signed-in-person-api.ts';
import { ok } from '#base/result.ts';
import { type AccessNotice, type NoticeAnswer, NoticeAnswerResult } from '#sync/protocol/access-notices.ts';
import type { ApiResult, SendApiRequest } from './api-request.ts';

/** Sign-in methods beside a code, and those that a person has set up (`api/sign-in-api.ts`). */
export interface SignInClient {
  /** Whether this headquarters is new, and its administrators come by a code of the server's start. */
  readonly readSetUp: () => ApiResult<SetUpResponse>;
  readonly beginSetUp: (code: string, name: string) => ApiResult<SignedInPersonResponse>;
  readonly requestPasskeyOptions: () => ApiResult<object>;
  readonly signInByPasskey: (response: object) => ApiResult<SignedInPersonResponse>;
  readonly signInByAuthenticator: (handle: string, code: string) => ApiResult<SignedInPersonResponse>;
  readonly requestNewPasskey: () => ApiResult<object>;
  readonly registerPasskey: (label: string, response: object) => ApiResult<SignedInPersonResponse>;
  readonly requestNewAuthenticator: () => ApiResult<NewAuthenticatorResponse>;
  readonly confirmAuthenticator: (code: string) => ApiResult<SignedInPersonResponse>;
  readonly listFactors: () => ApiResult<FactorsResponse>;
  readonly removeFactor: (passkey: string | null) => ApiResult<FactorsResponse>;
  readonly signOutEverywhere: () => ApiResult<null>;
  /** Notices about the person's own access. */
  readonly listNotices: () => ApiResult<readonly AccessNotice[]>;
  readonly answerNotice: (notice: string, noticeAnswer: NoticeAnswer) => ApiResult<NoticeAnswerResult>;
  readonly readOwnMail: () => ApiResult<OwnMailResponse>;
  readonly changeOwnMail: (change: ChangeOwnMailRequest) => ApiResult<OwnMailResponse>;
}

/**
 * Make a client for sign-in.
 * @param ask Sends requests without a session.
 * @param get Sends requests and reports the end of the session.
 */
export function createSignInClient(ask: SendApiRequest, get: SendApiRequest): SignInClient {
  const optionsOf = async (asking: SendApiRequest, path: string): ApiResult<object> => {
    const result = await asking({ path, response: PasskeyOptions, body: {} });
    return result.ok ? ok(result.value.options) : result;
  };
  const me = (asking: SendApiRequest, path: string, body: object) =>
    asking({ path, response: SignedInPersonResponse, body });
  return {
    readSetUp: () => ask({ path: '/console/set-up', response: SetUpResponse }),
    beginSetUp: (code, name) => me(ask, '/console/set-up', { code, name }),
    requestPasskeyOptions: () => optionsOf(ask, '/console/sign-in/passkey/options'),
    signInByPasskey: (response) => me(ask, '/console/sign-in/passkey', { response }),
    signInByAuthenticator: (handle, code) => me(ask, '/console/sign-in/authenticator', { handle, code }),
    requestNewPasskey: () => optionsOf(get, '/console/passkeys/options'),
    registerPasskey: (label, response) => me(get, '/console/passkeys', { label, response }),
    requestNewAuthenticator: () =>
      get({ path: '/console/authenticator', response: NewAuthenticatorResponse, body: {} }),
    confirmAuthenticator: (code) => me(get, '/console/authenticator/confirm', { code }),
    listFactors: () => get({ path: '/console/factors', response: FactorsResponse }),
    removeFactor: (passkey) =>
      get({ path: '/console/factors/remove', response: FactorsResponse, body: { passkey } }),
    signOutEverywhere: async () => {
      const done = await ask({ path: '/console/sign-out-everywhere', response: z.undefined(), body: {} });
      return done.ok ? ok(null) : done;
    },
    listNotices: async () => {
      const told = await get({ path: '/console/notices', response: NoticesResponse });
      return told.ok ? ok(told.value.notices) : told;
    },
    answerNotice: (notice, noticeAnswer) =>
      get({ path: `/console/notices/${notice}/${noticeAnswer}`, response: NoticeAnswerResult, body: {} }),
    readOwnMail: () => get({ path: '/console/mail', response: OwnMailResponse }),
    changeOwnMail: (body) => get({ path: '/console/mail', response: OwnMailResponse, body }),
  };
}
