import { describe, expect, test, vi } from 'vitest';
import { ok, refuse } from '#base/result.ts';
import { DocumentId, LogId } from '#domain/ids.ts';
import type { ApiProblem } from '#renderer/console/api/api-request.ts';
import { createConsoleClient } from '#renderer/console/api/console-client.ts';
import {
  createFakeHeadquarters,
  type FakeResponse,
  refuses,
  responses,
} from '#tests/support/screen/fake-headquarters.ts';

const missions = '/api/v1/missions';
const log = LogId.parse('11111111-1111-7111-8111-111111111111');
const doc = DocumentId.parse('44444444-4444-7444-8444-444444444444');
const clientOf = (start: Readonly<Record<string, FakeResponse>>, onSessionEnd = (): void => undefined) =>
  createConsoleClient(createFakeHeadquarters(start).fetch, onSessionEnd);

describe('refusals of headquarters', () => {
  test.each<[string, FakeResponse, ApiProblem]>([
    ['no network', 'no network', { kind: 'unreachable' }],
    ['an ended sign-in', refuses(401, 'session'), { kind: 'session' }],
    ['a role that may not', refuses(403, 'forbidden'), { kind: 'forbidden' }],
    ['a page from elsewhere', refuses(403, 'origin'), { kind: 'refused', code: 'origin' }],
    ['what is not there', refuses(404, 'not-found'), { kind: 'notFound' }],
    ['too many tries', refuses(429, 'rate', { 'retry-after': '60' }), { kind: 'limited', waitMs: 60_000 }],
    ['too many tries, without a time', refuses(429, 'rate'), { kind: 'limited', waitMs: null }],
    ['any other refusal', refuses(400, 'malformed'), { kind: 'refused', code: 'malformed' }],
    [
      'a failing server, by the number of its log line',
      refuses(500, 'internal', { 'x-request-id': 'req-7' }),
      { kind: 'trouble', request: 'req-7' },
    ],
    ['a proxy that speaks HTML', { status: 502, body: '<html>' }, { kind: 'trouble', request: null }],
    ['a success that is no JSON', { status: 200, body: '<html>' }, { kind: 'notUnderstood' }],
    ['an answer of another version', responses({ missions: [{ log: 'x' }] }), { kind: 'notUnderstood' }],
  ])('%s is a problem with a name, never an exception', async (_what, fakeResponse, apiProblem) => {
    expect(await clientOf({ [missions]: fakeResponse }).listMissions()).toEqual(refuse(apiProblem));
  });

  test('an ended session is reported once to its listener', async () => {
    const onSessionEnd = vi.fn<() => void>();
    await clientOf({ [missions]: refuses(401, 'session') }, onSessionEnd).listMissions();
    expect(onSessionEnd).toHaveBeenCalledOnce();
  });

  test('but not by the questions that sign in or ask who is signed in', async () => {
    const onSessionEnd = vi.fn<() => void>();
    const client = clientOf(
      { '/api/v1/console/me': refuses(401, 'session'), '/api/v1/console/sign-in': refuses(401, 'session') },
      onSessionEnd,
    );
    await client.readOwnAccount();
    await client.signIn('X');
    expect(onSessionEnd).not.toHaveBeenCalled();
  });
});

describe('the client', () => {
  test('sends the code as JSON, and nothing in the address', async () => {
    const headquarters = createFakeHeadquarters({ '/api/v1/console/sign-in': refuses(403, 'code') });
    const client = createConsoleClient(headquarters.fetch, () => undefined);
    expect(await client.signIn('AAAA-BBBB-CCCC')).toEqual(refuse({ kind: 'refused', code: 'code' }));
    expect(headquarters.bodyOf('/api/v1/console/sign-in')).toBe('{"code":"AAAA-BBBB-CCCC"}');
  });

  test('signs out with an answer that has no body', async () => {
    expect(await clientOf({ '/api/v1/console/sign-out': { status: 204 } }).signOut()).toEqual(ok(null));
  });

  test('collects a history page by page until the first change', async () => {
    const path = `/api/v1/documents/${log}/${doc}/history`;
    const client = clientOf({
      [path]: responses({ ops: [], before: 40 }),
      [`${path}?before=40`]: responses({ ops: [], before: 12 }),
      [`${path}?before=12`]: responses({ ops: [], before: null }),
    });
    expect(await client.readHistory(log, doc)).toEqual(ok({ ops: [], isWhole: true }));
  });

  test('does not ask for ever when a server repeats itself', async () => {
    const path = `/api/v1/documents/${log}/${doc}/history`;
    const headquarters = createFakeHeadquarters({
      [path]: responses({ ops: [], before: 40 }),
      [`${path}?before=40`]: responses({ ops: [], before: 40 }),
    });
    await createConsoleClient(headquarters.fetch, () => undefined).readHistory(log, doc);
    expect(headquarters.asked()).toEqual([path, `${path}?before=40`]);
  });
});
