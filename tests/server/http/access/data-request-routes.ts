import type { Role } from '#domain/people/role.ts';
import type { GuardedRoute } from './guarded-route.ts';

// The register of requests about personal data. The focal point keeps it, the programme manager reads it; it is
// confidential for an administrator. An empty body shows which roles reach its check.

const forReaders = (role: Role): number => (role === 'dpo' || role === 'manager' ? 200 : 403);
const forReader =
  (found: number) =>
  (role: Role): number =>
    role === 'dpo' || role === 'manager' ? found : 403;
const forKeeper = (role: Role): number => (role === 'dpo' ? 400 : 403);

const reading = (path: string): GuardedRoute => ({
  opens: 'session',
  ask: () => ({ path }),
  own: forReaders,
  foreign: forReaders,
  tells: () => false,
});
const keeping = (path: string): GuardedRoute => ({
  opens: 'session',
  ask: () => ({ path, body: {} }),
  own: forKeeper,
  foreign: forKeeper,
  tells: () => false,
});

/** [E8] Places of a name, in any mission, for the focal point alone: never the words of such a place. */
const forSearcher = (found: number) => (role: Role) => (role === 'dpo' ? found : 403);

/** Of request 1, which the matrix has entered. */
export const dataRequestRoutes: Readonly<Record<string, GuardedRoute>> = {
  'GET /api/v1/data-requests': reading('/api/v1/data-requests'),
  'POST /api/v1/data-requests': keeping('/api/v1/data-requests'),
  'GET /api/v1/data-requests/:number': reading('/api/v1/data-requests/1'),
  'POST /api/v1/data-requests/:number': keeping('/api/v1/data-requests/1'),
  'POST /api/v1/data-requests/:number/search': {
    opens: 'session',
    ask: ({ log }) => ({
      path: '/api/v1/data-requests/1/search',
      // Found in both logs, by the path of the field.
      body: { words: 'title', logs: [log] },
    }),
    own: forSearcher(200),
    foreign: forSearcher(200),
    tells: () => false,
  },
  // Request 1 is an access request: only the keeper of the register gets as far as that check.
  'POST /api/v1/data-requests/:number/erase': {
    opens: 'session',
    ask: ({ log, doc }) => ({
      path: '/api/v1/data-requests/1/erase',
      body: { log, doc, path: 'title', part: 'all' },
    }),
    own: forSearcher(409),
    foreign: forSearcher(409),
    tells: () => false,
  },
  // Nothing waits: readers of the register get as far as that check.
  'POST /api/v1/data-requests/:number/withdraw': {
    opens: 'session',
    ask: () => ({
      path: '/api/v1/data-requests/1/withdraw',
      body: { approval: '018f0000-0000-4000-8000-00000000aaaa' },
    }),
    own: forReader(404),
    foreign: forReader(404),
    tells: () => false,
  },
};
