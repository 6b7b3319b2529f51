import type { Role } from '#domain/people/role.ts';
import type { GuardedRoute } from './guarded-route.ts';

// For administrators alone, and only from the console; no device is let in. No content of a log is told. An empty body
// shows which roles reach its check.

const reading = (path: string): GuardedRoute => route(path, 200);
const acting = (path: string): GuardedRoute => route(path, 400, {});
const route = (path: string, status: number, body?: object): GuardedRoute => {
  const forRole = (role: Role): number => (role === 'admin' ? status : 403);
  return {
    opens: 'session',
    ask: () => ({ path, ...(body && { body }) }),
    own: forRole,
    foreign: forRole,
    tells: () => false,
  };
};

/** For administrators and programme managers. */
const publishing = (path: string, status: number, body?: object): GuardedRoute => {
  const forRole = (role: Role): number => (role === 'admin' || role === 'manager' ? status : 403);
  return { ...route(path, status, body), own: forRole, foreign: forRole };
};

const looksAfter = (role: Role): boolean => role === 'manager' || role === 'dpo' || role === 'admin';
const readsDesk = (role: Role): boolean => forDesk(role) === 400 || role === 'reviewer';
const forDesk = (role: Role): number => (role === 'manager' || role === 'me-officer' ? 400 : 403);
const forManager = (role: Role): number => (role === 'manager' ? 400 : 403);
const forSetting = (role: Role): number => (looksAfter(role) ? 400 : 403);

export const adminRoutes: Readonly<Record<string, GuardedRoute>> = {
  'GET /api/v1/admin/people': reading('/api/v1/admin/people'),
  'POST /api/v1/admin/people': acting('/api/v1/admin/people'),
  'POST /api/v1/admin/people/change': acting('/api/v1/admin/people/change'),
  'POST /api/v1/admin/people/grants': acting('/api/v1/admin/people/grants'),
  'POST /api/v1/admin/groups': acting('/api/v1/admin/groups'),
  'POST /api/v1/admin/groups/change': acting('/api/v1/admin/groups/change'),
  'POST /api/v1/admin/groups/consequences': acting('/api/v1/admin/groups/consequences'),
  'POST /api/v1/admin/logs': acting('/api/v1/admin/logs'),
  'POST /api/v1/admin/programme': acting('/api/v1/admin/programme'),
  'POST /api/v1/admin/codes': acting('/api/v1/admin/codes'),
  'POST /api/v1/admin/devices/revoke': acting('/api/v1/admin/devices/revoke'),
  'GET /api/v1/admin/audit': reading('/api/v1/admin/audit'),
  'GET /api/v1/admin/audit/chain': reading('/api/v1/admin/audit/chain'),
  'GET /api/v1/admin/audit/file': reading('/api/v1/admin/audit/file'),
  'GET /api/v1/admin/instruments': reading('/api/v1/admin/instruments'),
  'POST /api/v1/admin/instruments': acting('/api/v1/admin/instruments'),
  'POST /api/v1/admin/instruments/status': acting('/api/v1/admin/instruments/status'),
  'GET /api/v1/admin/workshop-templates': publishing('/api/v1/admin/workshop-templates', 200),
  'POST /api/v1/admin/workshop-templates': publishing('/api/v1/admin/workshop-templates', 400, {}),
  'POST /api/v1/admin/workshop-templates/status': publishing(
    '/api/v1/admin/workshop-templates/status',
    400,
    {},
  ),
  'GET /api/v1/admin/recoveries': reading('/api/v1/admin/recoveries'),
  'POST /api/v1/admin/recoveries': acting('/api/v1/admin/recoveries'),
  'POST /api/v1/admin/recoveries/approve': acting('/api/v1/admin/recoveries/approve'),
  'POST /api/v1/admin/recoveries/cancel': acting('/api/v1/admin/recoveries/cancel'),
  'GET /api/v1/admin/approvals': reading('/api/v1/admin/approvals'),
  'POST /api/v1/admin/approvals/decide': acting('/api/v1/admin/approvals/decide'),
  'GET /api/v1/programme': { ...reading('/api/v1/programme'), own: 200, foreign: 200 },
  'GET /api/v1/institutions': { ...reading('/api/v1/institutions'), own: 200, foreign: 200 },
  'POST /api/v1/institutions': { ...acting('/api/v1/institutions'), own: forManager, foreign: forManager },
  'POST /api/v1/requests/list': {
    ...route('/api/v1/requests/list', 200, { today: '2026-11-24' }),
    own: (role) => (readsDesk(role) ? 200 : 403),
    foreign: (role) => (readsDesk(role) ? 200 : 403),
  },
  'GET /api/v1/requests/:doc': {
    ...reading(`/api/v1/requests/${'0'.repeat(8)}-0000-7000-8000-${'0'.repeat(12)}`),
    own: (role) => (readsDesk(role) ? 404 : 403),
    foreign: (role) => (readsDesk(role) ? 404 : 403),
  },
  'POST /api/v1/requests/alike': {
    ...acting('/api/v1/requests/alike'),
    own: (role) => (readsDesk(role) ? 400 : 403),
    foreign: (role) => (readsDesk(role) ? 400 : 403),
  },
  'POST /api/v1/requests': { ...acting('/api/v1/requests'), own: forDesk, foreign: forDesk },
  'POST /api/v1/requests/:doc': {
    ...acting(`/api/v1/requests/${'0'.repeat(8)}-0000-7000-8000-${'0'.repeat(12)}`),
    own: forDesk,
    foreign: forDesk,
  },
  'POST /api/v1/programme/facts': {
    ...acting('/api/v1/programme/facts'),
    own: forManager,
    foreign: forManager,
  },
  'POST /api/v1/programme': { ...acting('/api/v1/programme'), own: forSetting, foreign: forSetting },
  'POST /api/v1/programme/erase-after': {
    ...acting('/api/v1/programme/erase-after'),
    own: forSetting,
    foreign: forSetting,
  },
  'POST /api/v1/recovery': {
    opens: 'device',
    ask: () => ({ path: '/api/v1/recovery', body: {} }),
    own: 400,
    foreign: 400,
    tells: () => false,
  },
};
