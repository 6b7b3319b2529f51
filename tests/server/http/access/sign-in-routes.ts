import type { Road } from './guarded-route.ts';

// Without a log. An empty body shows which roles reach its check, and counts as no failed try.

const road = (path: string, opens: Road['opens'], status: number, body?: object): Road => ({
  opens,
  ask: () => ({ path, ...(body && { body }) }),
  own: status,
  foreign: status,
  tells: () => false,
});

const someNotice = '018f0000-0000-7000-8000-000000000001';

/** Second factors, and the ways in and out. */
export const signInRoads: Readonly<Record<string, Road>> = {
  'POST /api/v1/console/sign-in/passkey/options': road(
    '/api/v1/console/sign-in/passkey/options',
    'anybody',
    200,
    {},
  ),
  'POST /api/v1/console/sign-in/passkey': road('/api/v1/console/sign-in/passkey', 'anybody', 400, {}),
  'POST /api/v1/console/sign-in/authenticator': road(
    '/api/v1/console/sign-in/authenticator',
    'anybody',
    400,
    {},
  ),
  'POST /api/v1/console/sign-out-everywhere': road('/api/v1/console/sign-out-everywhere', 'session', 204),
  'POST /api/v1/console/passkeys/options': road('/api/v1/console/passkeys/options', 'session', 200, {}),
  'POST /api/v1/console/passkeys': road('/api/v1/console/passkeys', 'session', 400, {}),
  'POST /api/v1/console/authenticator': road('/api/v1/console/authenticator', 'session', 409, {}),
  'POST /api/v1/console/authenticator/confirm': road(
    '/api/v1/console/authenticator/confirm',
    'session',
    400,
    {},
  ),
  'GET /api/v1/console/notices': road('/api/v1/console/notices', 'session', 200),
  'POST /api/v1/console/notices/:notice/:answer': road(
    `/api/v1/console/notices/${someNotice}/refuse`,
    'session',
    404,
    {},
  ),
  'POST /api/v1/notices/:notice/:answer': road(`/api/v1/notices/${someNotice}/refuse`, 'device', 404, {}),
  'GET /api/v1/console/factors': road('/api/v1/console/factors', 'session', 200),
  'POST /api/v1/console/factors/remove': road('/api/v1/console/factors/remove', 'session', 400, {}),
};
