import { randomUUID } from 'node:crypto';
import type { Role } from '#domain/people/role.ts';
import { aDoc } from '#tests/support/server/pack-writer.ts';
import type { GuardedRoute } from './guarded-route.ts';

// The plan over all missions, in the console alone. Here the partner is nobody's officer: its rows, by item, are in
// partner-items.spec.ts.

/** The plan in each log, with one item that has the log's word as its title. */
export const planDoc = aDoc(2);
export const plannedItem = 'i1';

const writers: readonly Role[] = ['assessor', 'lead', 'mission-lead', 'manager'];
const readers = (role: Role): boolean => role !== 'admin' && role !== 'partner';
const forReaders = (role: Role): number => (readers(role) ? 200 : 404);
const forWriters = (role: Role): number => {
  if (!readers(role)) return 404;
  return writers.includes(role) ? 200 : 403;
};
const itemPath = (log: string): string => `/api/v1/plan/${log}/${planDoc}/${plannedItem}`;

export const planRoutes: Readonly<Record<string, GuardedRoute>> = {
  'GET /api/v1/plan': {
    opens: 'session',
    ask: () => ({ path: '/api/v1/plan' }),
    own: 200,
    foreign: 200,
    tells: readers,
  },
  'GET /api/v1/plan/:log/:doc/:item': {
    opens: 'session',
    ask: ({ log }) => ({ path: itemPath(log) }),
    own: forReaders,
    foreign: 404,
    tells: readers,
  },
  'POST /api/v1/plan/:log/:doc/:item': {
    opens: 'session',
    ask: ({ log }) => ({ path: itemPath(log), body: { change: { progress: 'Begun' }, seen: {} } }),
    own: forWriters,
    foreign: 404,
    tells: () => false,
  },
  'POST /api/v1/plan/:log': {
    opens: 'session',
    ask: ({ log }) => ({
      path: `/api/v1/plan/${log}`,
      body: { item: randomUUID(), change: { title: 'Another item' } },
    }),
    own: forWriters,
    foreign: 404,
    tells: () => false,
  },
};
