import { describe, expect, test } from 'vitest';
import { generousRequestLimits } from '#server/http/create-app.ts';
import { embedded, postgres, type StorePlaces } from '#tests/support/server/stores.ts';
import { TestBrowser, totpOf } from '#tests/support/server/test-browser.ts';
import { startTestServer } from '#tests/support/server/test-server.ts';
import { type Place, TestPasskey } from './test-passkey.ts';

const minuteMs = 60_000;
const publicUrl = 'https://hq.example.org';
const here: Place = { origin: publicUrl, rpId: 'hq.example.org' };

async function setUp(places: StorePlaces) {
  // Tests fail on purpose, all from one address.
  const limits = { ...generousRequestLimits, failuresPerMinute: 100 };
  const server = await startTestServer({ places, publicUrl, limits });
  const person = await server.hq.addPerson('reviewer', await server.hq.addLog());
  const browser = () => {
    const made = new TestBrowser(server.url);
    made.origin = publicUrl;
    return made;
  };
  const withCode = async (who = person) => {
    const made = browser();
    const answer = await made.post('/console/sign-in', { code: await server.code('console', who) });
    return { browser: made, answer };
  };
  const nowMs = () => Date.now() + server.clock.aheadMs;
  return { server, person, browser, withCode, nowMs };
}

type Setting = Awaited<ReturnType<typeof setUp>>;

const challengeOf = async (browser: TestBrowser, path: string): Promise<string> =>
  (await browser.post(`${path}/options`, {})).body.options.challenge;

async function withPasskey({ withCode }: Setting): Promise<{ browser: TestBrowser; passkey: TestPasskey }> {
  const { browser } = await withCode();
  const passkey = new TestPasskey();
  const response = passkey.make(await challengeOf(browser, '/console/passkeys'), here);
  const made = await browser.post('/console/passkeys', { label: 'Laptop', response });
  expect([made.status, made.body.session]).toEqual([200, 'full']);
  return { browser, passkey };
}

async function withAuthenticator({ withCode, nowMs }: Setting) {
  const { browser } = await withCode();
  const { body } = await browser.post('/console/authenticator', {});
  const answer = await browser.post('/console/authenticator/confirm', { code: totpOf(body.secret, nowMs()) });
  expect([answer.status, answer.body.session]).toEqual([200, 'full']);
  return { browser, secret: body.secret as string, handle: body.handle as string };
}

const refusal = ({ status, body }: { status: number; body: { code: string } }) => [status, body.code];

describe.each([embedded, postgres])('[security 4] the way into the console on the $name', (places) => {
  test('a code alone opens nothing but setting up a second factor', async () => {
    const { withCode } = await setUp(places);
    const { browser, answer } = await withCode();
    expect(answer.body).toMatchObject({ session: 'setup', hasSecondFactor: false });
    for (const path of ['/missions', '/devices', '/admin/people'])
      expect(refusal(await browser.get(path))).toEqual([403, 'second-factor']);
    expect((await browser.get('/console/me')).status).toBe(200);
  });

  test('the authenticator app gets the sign-in name beside the name of the person', async () => {
    const { withCode } = await setUp(places);
    const { body } = await (await withCode()).browser.post('/console/authenticator', {});
    expect(decodeURIComponent(body.address)).toContain(`(${body.handle})`);
  });

  test('the first person signs in by the printed code, until a second factor exists', async () => {
    const setting = await setUp(places);
    const first = setting.server.identity.firstPerson;
    const { browser, answer } = await setting.withCode(first);
    expect(answer.body).toMatchObject({ session: 'full', hasSecondFactor: false });
    const response = new TestPasskey().make(await challengeOf(browser, '/console/passkeys'), here);
    expect((await browser.post('/console/passkeys', { label: 'x', response })).status).toBe(200);
    expect(refusal((await setting.withCode(first)).answer)).toEqual([403, 'second-factor']);
  });

  test('a new second factor gives a new session, and ends the others of the person', async () => {
    const setting = await setUp(places);
    const { browser: other } = await setting.withCode();
    const before = other.cookie;
    const { browser } = await withPasskey(setting);
    expect(browser.cookie).not.toBe(before);
    expect((await new TestBrowser(setting.server.url, before).get('/console/me')).status).toBe(401);
    expect((await browser.get('/missions')).status).toBe(200);
  });

  test('a passkey signs in, each challenge once', async () => {
    const setting = await setUp(places);
    const { passkey } = await withPasskey(setting);
    const browser = setting.browser();
    const response = passkey.sign(await challengeOf(browser, '/console/sign-in/passkey'), here);
    const first = await browser.post('/console/sign-in/passkey', { response });
    expect([first.status, first.body.person]).toEqual([200, setting.person]);
    expect(refusal(await browser.post('/console/sign-in/passkey', { response }))).toEqual([403, 'passkey']);
  });

  test.each<[string, (passkey: TestPasskey, challenge: string) => object]>([
    ['of another origin', (passkey, one) => passkey.sign(one, { ...here, origin: 'https://hq.example.com' })],
    ['of another place', (passkey, one) => passkey.sign(one, { ...here, rpId: 'example.org' })],
    ['over a challenge of its own', (passkey) => passkey.sign('AAAAAAAAAAAAAAAAAAAAAA', here)],
    [
      'without asking for finger, face or PIN',
      (passkey, one) => {
        passkey.isVerifying = false;
        return passkey.sign(one, here);
      },
    ],
    ['that nobody knows', (_passkey, one) => new TestPasskey().sign(one, here)],
    [
      'whose counter goes back',
      (passkey, one) => {
        passkey.counter = -1;
        return passkey.sign(one, here);
      },
    ],
  ])('an answer %s is refused, with the one refusal there is', async (_what, sign) => {
    const setting = await setUp(places);
    const { passkey } = await withPasskey(setting);
    const use = async (signed: (challenge: string) => object) => {
      const browser = setting.browser();
      const response = signed(await challengeOf(browser, '/console/sign-in/passkey'));
      return browser.post('/console/sign-in/passkey', { response });
    };
    passkey.counter = 5;
    expect((await use((one) => passkey.sign(one, here))).status).toBe(200);
    expect(refusal(await use((one) => sign(passkey, one)))).toEqual([403, 'passkey']);
  });

  test('a challenge is for five minutes, for one purpose and for whom it was made', async () => {
    const setting = await setUp(places);
    const { passkey, browser: owner } = await withPasskey(setting);
    const browser = setting.browser();
    const late = await challengeOf(browser, '/console/sign-in/passkey');
    const ofSetUp = await challengeOf(owner, '/console/passkeys');
    const use = (challenge: string) =>
      browser.post('/console/sign-in/passkey', { response: passkey.sign(challenge, here) });
    expect(refusal(await use(ofSetUp))).toEqual([403, 'passkey']);
    setting.server.clock.aheadMs = 6 * minuteMs;
    expect(refusal(await use(late))).toEqual([403, 'passkey']);

    const { browser: another } = await setting.withCode(await setting.server.hq.addPerson('manager'));
    const response = new TestPasskey().make(await challengeOf(owner, '/console/passkeys'), here);
    expect(refusal(await another.post('/console/passkeys', { label: 'x', response }))).toEqual([
      403,
      'passkey',
    ]);
  });

  test('[RFC 6238] an authenticator code counts once, one step early or late, and no further', async () => {
    const setting = await setUp(places);
    const { secret, handle } = await withAuthenticator(setting);
    const use = (atMs: number) =>
      setting
        .browser()
        .post('/console/sign-in/authenticator', { handle, code: totpOf(secret, setting.nowMs() + atMs) });
    expect(refusal(await use(0))).toEqual([403, 'totp']); // it confirmed the set-up
    setting.server.clock.aheadMs = 5 * minuteMs;
    expect((await use(-30_000)).status).toBe(200);
    expect(refusal(await use(-30_000))).toEqual([403, 'totp']);
    expect((await use(30_000)).status).toBe(200);
    expect(refusal(await use(0))).toEqual([403, 'totp']); // older than one that counted
    setting.server.clock.aheadMs = 15 * minuteMs;
    expect(refusal(await use(-90_000))).toEqual([403, 'totp']);
    expect(refusal(await use(90_000))).toEqual([403, 'totp']);
    expect((await use(0)).status).toBe(200);
  });

  test('five wrong codes block all codes for fifteen minutes, with the same answer for strangers', async () => {
    const setting = await setUp(places);
    const { secret, handle } = await withAuthenticator(setting);
    const use = (name: string, code: string) =>
      setting.browser().post('/console/sign-in/authenticator', { handle: name, code });
    setting.server.clock.aheadMs = 2 * minuteMs;
    for (let tries = 0; tries < 5; tries += 1) expect((await use(handle, '12345x')).status).toBe(403);
    setting.server.clock.aheadMs += 2 * minuteMs;
    const right = await use(handle, totpOf(secret, setting.nowMs()));
    expect(right.body).toEqual((await use('AAAAA-AAAAA', '123456')).body);
    expect(refusal(right)).toEqual([403, 'totp']);
    setting.server.clock.aheadMs += 16 * minuteMs;
    expect((await use(handle.toLowerCase(), totpOf(secret, setting.nowMs()))).status).toBe(200);
  });

  test('the last way in stays, and signing out everywhere ends every session', async () => {
    const setting = await setUp(places);
    const { browser, passkey } = await withPasskey(setting);
    const remove = (id: string | null) => browser.post('/console/factors/remove', { passkey: id });
    expect(refusal(await remove(passkey.id))).toEqual([409, 'last-factor']);
    const { body } = await browser.post('/console/authenticator', {});
    const code = totpOf(body.secret, setting.nowMs());
    expect((await browser.post('/console/authenticator/confirm', { code })).status).toBe(200);
    expect((await remove(passkey.id)).body).toMatchObject({ passkeys: [] });

    const second = setting.browser();
    setting.server.clock.aheadMs = minuteMs;
    const next = totpOf(body.secret, setting.nowMs());
    await second.post('/console/sign-in/authenticator', { handle: body.handle, code: next });
    expect((await second.post('/console/sign-out-everywhere', {})).status).toBe(204);
    expect((await browser.get('/console/me')).status).toBe(401);
  });

  test('a request from another site is refused on every way in', async () => {
    const { browser, withCode } = await setUp(places);
    const foreign = browser();
    const { browser: own } = await withCode();
    foreign.cookie = own.cookie;
    foreign.origin = 'https://elsewhere.example';
    for (const path of [
      '/console/sign-in',
      '/console/sign-in/passkey/options',
      '/console/sign-in/passkey',
      '/console/sign-in/authenticator',
      '/console/passkeys/options',
      '/console/passkeys',
      '/console/authenticator',
      '/console/authenticator/confirm',
      '/console/factors/remove',
      '/console/sign-out-everywhere',
    ])
      expect([path, ...refusal(await foreign.post(path, {}))]).toEqual([path, 403, 'origin']);
  });
});
