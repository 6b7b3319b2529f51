import { randomUUID } from 'node:crypto';
import type { Role } from '#domain/people/role.ts';
import { adminRoutes } from './admin-routes.ts';
import { dataRequestRoutes } from './data-request-routes.ts';
import type { GuardedRoute, Status, Subject } from './guarded-route.ts';
import { missionRoutes } from './mission-routes.ts';
import { planRoutes } from './plan-routes.ts';
import { reviewRoutes } from './review-routes.ts';
import { signInRoutes } from './sign-in-routes.ts';

const nobody = (): boolean => false;
// [E5] A partner reads single items of plans, by no route of a log (partner-items.spec.ts)
const readers = (role: Role): boolean => role !== 'admin' && role !== 'partner';
const forReaders: Status = (role) => (readers(role) ? 200 : 404);
const seesDevices: ReadonlySet<Role> = new Set([
  'mission-lead',
  'reviewer',
  'manager',
  'me-officer',
  'dpo',
  'admin',
]);
const forDeviceRoles: Status = (role) => (seesDevices.has(role) ? 200 : 403);

const open = (path: string, status = 200): GuardedRoute => ({
  opens: 'anybody',
  ask: () => ({ path }),
  own: status,
  foreign: status,
  tells: nobody,
});
const content = (path: (subject: Subject) => string, opens: GuardedRoute['opens']): GuardedRoute => ({
  opens,
  ask: (subject) => ({ path: path(subject) }),
  own: forReaders,
  foreign: 404,
  tells: readers,
});
const someKey = 'A'.repeat(43);

/** Every route of the API by its name in the router. A route without an entry fails the test. */
export const matrix: Readonly<Record<string, GuardedRoute>> = {
  'GET /health': open('/health'),
  'GET /ready': open('/ready'),
  'GET /api/v1/openapi.json': open('/api/v1/openapi.json'),
  'GET /': open('/', 302),
  'GET /console': open('/console', 302),
  'GET /console/*': open('/console/'),
  'POST /api/v1/enrol': {
    opens: 'anybody',
    ask: () => ({
      path: '/api/v1/enrol',
      body: { code: '0000-0000-0000', deviceKey: someKey, label: 'l', platform: 'p', version: '0' },
    }),
    // Signed by another key than the body's, or by none: no sender reaches the check of the code.
    own: 401,
    foreign: 401,
    tells: nobody,
  },
  'POST /api/v1/console/sign-in': {
    opens: 'anybody',
    ask: () => ({ path: '/api/v1/console/sign-in', body: { code: '0000-0000-0000' } }),
    own: 403,
    foreign: 403,
    tells: nobody,
  },
  'GET /api/v1/console/set-up': open('/api/v1/console/set-up'),
  // The test's headquarters has logs: no code opens it.
  'POST /api/v1/console/set-up': {
    opens: 'anybody',
    ask: () => ({ path: '/api/v1/console/set-up', body: { code: '0000-0000-0000', name: 'n' } }),
    own: 403,
    foreign: 403,
    tells: nobody,
  },
  'POST /api/v1/sync': {
    opens: 'device',
    ask: ({ log, device }) => ({
      path: '/api/v1/sync',
      body: { protocol: 1, device, logs: { [log]: { since: 0 } } },
    }),
    own: 200,
    foreign: 200,
    tells: readers,
  },
  'POST /api/v1/renew': {
    opens: 'device',
    ask: () => ({
      path: '/api/v1/renew',
      body: {
        deviceKey: someKey,
        proof: 'A'.repeat(86),
        label: 'l',
        platform: 'p',
        version: '0',
        why: 'fork',
      },
    }),
    own: 401,
    foreign: 401,
    tells: nobody,
  },
  'POST /api/v1/orders/confirm': {
    opens: 'device',
    ask: ({ device }) => ({ path: '/api/v1/orders/confirm', body: { device, at: 1, order: 'wipe' } }),
    own: 404,
    foreign: 404,
    tells: nobody,
  },
  'GET /api/v1/logs/:log/snapshot': content(({ log }) => `/api/v1/logs/${log}/snapshot`, 'device'),
  'POST /api/v1/logs/:log/releases': {
    opens: 'either',
    ask: ({ log }) => ({ path: `/api/v1/logs/${log}/releases`, body: { device: '0'.repeat(32), n: [1] } }),
    own: (role) => (role === 'reviewer' ? 409 : 404),
    foreign: 404,
    tells: nobody,
  },
  'GET /api/v1/missions': {
    opens: 'either',
    ask: () => ({ path: '/api/v1/missions' }),
    own: 200,
    foreign: 200,
    tells: nobody,
  },
  'GET /api/v1/devices': {
    opens: 'either',
    ask: () => ({ path: '/api/v1/devices' }),
    own: forDeviceRoles,
    foreign: forDeviceRoles,
    tells: nobody,
  },
  // States without the asker's missions look as if nothing were recorded. Every log of the test is of one State.
  // Only work of the asker's missions, and none of a log of the test is due.
  'GET /api/v1/due': {
    opens: 'session',
    ask: () => ({ path: '/api/v1/due' }),
    own: 200,
    foreign: 200,
    tells: nobody,
  },
  'GET /api/v1/states': {
    opens: 'session',
    ask: () => ({ path: '/api/v1/states' }),
    own: 200,
    foreign: 200,
    tells: nobody,
  },
  'GET /api/v1/states/:country': {
    opens: 'session',
    ask: () => ({ path: '/api/v1/states/XA' }),
    own: 200,
    foreign: 200,
    tells: readers,
  },
  // Every log of the test has this title: each record of the asker's missions is found by it.
  'POST /api/v1/search': {
    opens: 'session',
    ask: () => ({ path: '/api/v1/search', body: { text: 'mission' } }),
    own: 200,
    foreign: 200,
    tells: readers,
  },
  'GET /api/v1/logs/:log/documents': content(({ log }) => `/api/v1/logs/${log}/documents`, 'either'),
  'GET /api/v1/documents/:log/:doc': content(({ log, doc }) => `/api/v1/documents/${log}/${doc}`, 'either'),
  'GET /api/v1/documents/:log/:doc/history': content(
    ({ log, doc }) => `/api/v1/documents/${log}/${doc}/history`,
    'either',
  ),
  'POST /api/v1/logs/:log/answers': {
    opens: 'session',
    ask: ({ log }) => ({
      path: `/api/v1/logs/${log}/answers`,
      body: { ref: 'default-needs-assessment@1.0.0', format: 'zip', labels: false, purpose: 'p' },
    }),
    own: forReaders,
    foreign: 404,
    // An archive is compressed; its content is tested beside the route.
    tells: nobody,
  },
  'POST /api/v1/logs/:log/exports': {
    opens: 'session',
    ask: ({ log }) => ({
      path: `/api/v1/logs/${log}/exports`,
      body: {
        what: 'R3',
        about: null,
        audience: 'programme',
        mark: 'U',
        format: 'pdf',
        language: 'en',
        purpose: '',
      },
    }),
    own: forReaders,
    foreign: 404,
    tells: nobody,
  },
  ...missionRoutes,
  ...reviewRoutes,
  ...planRoutes,
  // Open to everybody in the programme; here none is published.
  'GET /api/v1/instruments/content': {
    opens: 'session',
    ask: () => ({ path: '/api/v1/instruments/content?ref=x%401' }),
    own: 404,
    foreign: 404,
    tells: nobody,
  },
  'GET /api/v1/console/me': {
    opens: 'session',
    ask: () => ({ path: '/api/v1/console/me' }),
    own: 200,
    foreign: 200,
    tells: nobody,
  },
  'POST /api/v1/console/sign-out': {
    opens: 'session',
    ask: () => ({ path: '/api/v1/console/sign-out' }),
    own: 204,
    foreign: 204,
    tells: nobody,
  },
  ...signInRoutes,
  ...adminRoutes,
  ...dataRequestRoutes,
};

/** A log that does not exist; nothing must tell it from a foreign one. */
export const noSuchLog = (): string => randomUUID();
