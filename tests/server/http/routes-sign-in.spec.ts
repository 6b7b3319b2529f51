import { describe, expect, test } from 'vitest';
import { generousRequestLimits } from '#server/http/create-app.ts';
import { embedded, postgres, type StoreLocations } from '#tests/support/server/stores.ts';
import { TestBrowser, totpOf } from '#tests/support/server/test-browser.ts';
import { startTestServer } from '#tests/support/server/test-server.ts';
import { type RelyingParty, TestPasskey } from './test-passkey.ts';

const minuteMs = 60_000;
const publicUrl = 'https://hq.example.org';
const here: RelyingParty = { origin: publicUrl, rpId: 'hq.example.org' };

async function setUp(locations: StoreLocations) {
  // Tests fail on purpose, all from one address.
  const limits = { ...generousRequestLimits, failuresPerMinute: 100 };
  const testServer = await startTestServer({ storeLocations: locations, publicUrl, limits });
  const personId = await testServer.hq.addPerson('reviewer', await testServer.hq.addLog());
  const browser = () => {
    const made = new TestBrowser(testServer.url);
    made.origin = publicUrl;
    return made;
  };
  const withCode = async (who = personId) => {
    const made = browser();
    const signInResponse = await made.post('/console/sign-in', {
      code: await testServer.code('console', who),
    });
    return { browser: made, response: signInResponse };
  };
  const nowMs = () => Date.now() + testServer.clock.aheadMs;
  return { server: testServer, person: personId, browser, withCode, nowMs };
}

type Setting = Awaited<ReturnType<typeof setUp>>;

const challengeOf = async (testBrowser: TestBrowser, path: string): Promise<string> =>
  (await testBrowser.post(`${path}/options`, {})).body.options.challenge;

async function withPasskey({ withCode }: Setting): Promise<{ browser: TestBrowser; passkey: TestPasskey }> {
  const { browser } = await withCode();
  const testPasskey = new TestPasskey();
  const response = testPasskey.make(await challengeOf(browser, '/console/passkeys'), here);
  const made = await browser.post('/console/passkeys', { label: 'Laptop', response });
  expect([made.status, made.body.session]).toEqual([200, 'full']);
  return { browser, passkey: testPasskey };
}

async function withAuthenticator({ withCode, nowMs }: Setting) {
  const { browser } = await withCode();
  const { body } = await browser.post('/console/authenticator', {});
  const browserResponse = await browser.post('/console/authenticator/confirm', {
    code: totpOf(body.secret, nowMs()),
  });
  expect([browserResponse.status, browserResponse.body.session]).toEqual([200, 'full']);
  return { browser, secret: body.secret as string, handle: body.handle as string };
}

const refusal = ({ status, body }: { status: number; body: { code: string } }) => [status, body.code];

describe.each([embedded, postgres])(
  '[security 4] the way into the console on the $name',
  (blankLocations) => {
    test('a code alone opens nothing but setting up a second factor', async () => {
      const { withCode } = await setUp(blankLocations);
      const { browser, response: signInResponse } = await withCode();
      expect(signInResponse.body).toMatchObject({ session: 'setup', hasSecondFactor: false });
      for (const path of ['/missions', '/devices', '/admin/people'])
        expect(refusal(await browser.get(path))).toEqual([403, 'second-factor']);
      expect((await browser.get('/console/me')).status).toBe(200);
    });

    test('the authenticator app gets the sign-in name beside the name of the person', async () => {
      const { withCode } = await setUp(blankLocations);
      const { body } = await (await withCode()).browser.post('/console/authenticator', {});
      expect(decodeURIComponent(body.address)).toContain(`(${body.handle})`);
    });

    test('the first person signs in by the printed code, until a second factor exists', async () => {
      const setting = await setUp(blankLocations);
      const firstPersonId = setting.server.identity.firstPerson;
      const { browser, response: signInResponse } = await setting.withCode(firstPersonId);
      expect(signInResponse.body).toMatchObject({ session: 'full', hasSecondFactor: false });
      const response = new TestPasskey().make(await challengeOf(browser, '/console/passkeys'), here);
      expect((await browser.post('/console/passkeys', { label: 'x', response })).status).toBe(200);
      expect(refusal((await setting.withCode(firstPersonId)).response)).toEqual([403, 'second-factor']);
    });

    test('a new second factor gives a new session, and ends the others of the person', async () => {
      const setting = await setUp(blankLocations);
      const { browser: otherTestBrowser } = await setting.withCode();
      const before = otherTestBrowser.cookie;
      const { browser } = await withPasskey(setting);
      expect(browser.cookie).not.toBe(before);
      expect((await new TestBrowser(setting.server.url, before).get('/console/me')).status).toBe(401);
      expect((await browser.get('/missions')).status).toBe(200);
    });

    test('a passkey signs in, each challenge once', async () => {
      const setting = await setUp(blankLocations);
      const { passkey } = await withPasskey(setting);
      const testBrowser = setting.browser();
      const response = passkey.sign(await challengeOf(testBrowser, '/console/sign-in/passkey'), here);
      const firstBrowserResponse = await testBrowser.post('/console/sign-in/passkey', { response });
      expect([firstBrowserResponse.status, firstBrowserResponse.body.person]).toEqual([200, setting.person]);
      expect(refusal(await testBrowser.post('/console/sign-in/passkey', { response }))).toEqual([
        403,
        'passkey',
      ]);
    });

    test.each<[string, (testPasskey: TestPasskey, challenge: string) => object]>([
      [
        'of another origin',
        (testPasskey, one) => testPasskey.sign(one, { ...here, origin: 'https://hq.example.com' }),
      ],
      ['of another place', (testPasskey, one) => testPasskey.sign(one, { ...here, rpId: 'example.org' })],
      ['over a challenge of its own', (testPasskey) => testPasskey.sign('AAAAAAAAAAAAAAAAAAAAAA', here)],
      [
        'without asking for finger, face or PIN',
        (testPasskey, one) => {
          testPasskey.isVerifying = false;
          return testPasskey.sign(one, here);
        },
      ],
      ['that nobody knows', (_passkey, one) => new TestPasskey().sign(one, here)],
      [
        'whose counter goes back',
        (testPasskey, one) => {
          testPasskey.counter = -1;
          return testPasskey.sign(one, here);
        },
      ],
    ])('an answer %s is refused, with the one refusal there is', async (_what, sign) => {
      const setting = await setUp(blankLocations);
      const { passkey } = await withPasskey(setting);
      const use = async (signed: (challenge: string) => object) => {
        const testBrowser = setting.browser();
        const response = signed(await challengeOf(testBrowser, '/console/sign-in/passkey'));
        return testBrowser.post('/console/sign-in/passkey', { response });
      };
      passkey.counter = 5;
      expect((await use((one) => passkey.sign(one, here))).status).toBe(200);
      expect(refusal(await use((one) => sign(passkey, one)))).toEqual([403, 'passkey']);
    });

    test('a challenge is for five minutes, for one purpose and for whom it was made', async () => {
      const setting = await setUp(blankLocations);
      const { passkey, browser: owner } = await withPasskey(setting);
      const testBrowser = setting.browser();
      const late = await challengeOf(testBrowser, '/console/sign-in/passkey');
      const ofSetUp = await challengeOf(owner, '/console/passkeys');
      const use = (challenge: string) =>
        testBrowser.post('/console/sign-in/passkey', { response: passkey.sign(challenge, here) });
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
      const setting = await setUp(blankLocations);
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
      const setting = await setUp(blankLocations);
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
      const setting = await setUp(blankLocations);
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
      const { browser, withCode } = await setUp(blankLocations);
      const foreign = browser();
      const { browser: ownTestBrowser } = await withCode();
      foreign.cookie = ownTestBrowser.cookie;
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
  },
);
