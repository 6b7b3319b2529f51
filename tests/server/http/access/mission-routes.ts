import type { Role } from '#domain/people/role.ts';
import type { GuardedRoute } from './guarded-route.ts';

// Missions as people at headquarters create and change them, in the console alone; no device is let in.

const forCreators =
  (status: number) =>
  (role: Role): number =>
    role === 'manager' || role === 'mission-lead' ? status : 403;
const forReaders = (role: Role): number => (role === 'admin' || role === 'partner' ? 404 : 200);

/** Writers of a mission's details. All other readers of the log are refused as not allowed. */
const detailWriters: readonly Role[] = [
  'assessor',
  'lead',
  'trainer',
  'rapporteur',
  'mission-lead',
  'manager',
];
const forWriters = (role: Role): number => {
  if (role === 'admin' || role === 'partner') return 404;
  return detailWriters.includes(role) ? 200 : 403;
};

export const missionRoutes: Readonly<Record<string, GuardedRoute>> = {
  'GET /api/v1/missions/people': {
    opens: 'session',
    ask: () => ({ path: '/api/v1/missions/people' }),
    own: forCreators(200),
    foreign: forCreators(200),
    tells: () => false,
  },
  'POST /api/v1/missions': {
    opens: 'session',
    ask: () => ({ path: '/api/v1/missions', body: {} }),
    own: forCreators(400),
    foreign: forCreators(400),
    tells: () => false,
  },
  'GET /api/v1/logs/:log/mission': {
    opens: 'session',
    ask: ({ log }) => ({ path: `/api/v1/logs/${log}/mission` }),
    own: forReaders,
    foreign: 404,
    // The word stands in an assessment.
    tells: () => false,
  },
  'POST /api/v1/logs/:log/mission': {
    opens: 'session',
    ask: ({ log }) => ({
      path: `/api/v1/logs/${log}/mission`,
      body: { change: { from: '2027-03-01' }, seen: {} },
    }),
    own: forWriters,
    foreign: 404,
    tells: () => false,
  },
};
