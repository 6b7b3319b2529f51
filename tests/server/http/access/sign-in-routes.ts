import type { GuardedRoute } from './guarded-route.ts';

// Without a log. An empty body shows which roles reach its check, and counts as no failed try.

const route = (path: string, opens: GuardedRoute['opens'], status: number, body?: object): GuardedRoute => ({
  opens,
  ask: () => ({ path, ...(body && { body }) }),
  own: status,
  foreign: status,
  tells: () => false,
});

const someNotice = '018f0000-0000-7000-8000-000000000001';

/** Second factors, and the ways in and out. */
export const signInRoutes: Readonly<Record<string, GuardedRoute>> = {
  'POST /api/v1/console/sign-in/passkey/options': route(
    '/api/v1/console/sign-in/passkey/options',
    'anybody',
    200,
    {},
  ),
  'POST /api/v1/console/sign-in/passkey': route('/api/v1/console/sign-in/passkey', 'anybody', 400, {}),
  'POST /api/v1/console/sign-in/authenticator': route(
    '/api/v1/console/sign-in/authenticator',
    'anybody',
    400,
    {},
  ),
  'POST /api/v1/console/sign-out-everywhere': route('/api/v1/console/sign-out-everywhere', 'session', 204),
  'POST /api/v1/console/passkeys/options': route('/api/v1/console/passkeys/options', 'session', 200, {}),
  'POST /api/v1/console/passkeys': route('/api/v1/console/passkeys', 'session', 400, {}),
  'POST /api/v1/console/authenticator': route('/api/v1/console/authenticator', 'session', 409, {}),
  'POST /api/v1/console/authenticator/confirm': route(
    '/api/v1/console/authenticator/confirm',
    'session',
    400,
    {},
  ),
  'GET /api/v1/console/mail': route('/api/v1/console/mail', 'session', 200),
  'POST /api/v1/console/mail': route('/api/v1/console/mail', 'session', 404, {
    language: 'en',
    digest: false,
  }),
  'GET /api/v1/console/notices': route('/api/v1/console/notices', 'session', 200),
  'POST /api/v1/console/notices/:notice/:answer': route(
    `/api/v1/console/notices/${someNotice}/refuse`,
    'session',
    404,
    {},
  ),
  'POST /api/v1/notices/:notice/:answer': route(`/api/v1/notices/${someNotice}/refuse`, 'device', 404, {}),
  'GET /api/v1/console/factors': route('/api/v1/console/factors', 'session', 200),
  'POST /api/v1/console/factors/remove': route('/api/v1/console/factors/remove', 'session', 400, {}),
};
