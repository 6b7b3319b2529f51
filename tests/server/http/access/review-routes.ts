import { assessmentKind } from '#domain/assessment/assessment.ts';
import { contentHashForAct, ReviewAct } from '#domain/assessment/review/review-act.ts';
import { emptyDocument } from '#domain/document/document.ts';
import { DocumentId } from '#domain/ids.ts';
import type { Role } from '#domain/people/role.ts';
import type { GuardedRoute } from './guarded-route.ts';

const point = ReviewAct.parse({
  act: 'addPoint',
  point: '018f0000-0000-7000-8000-00000000aaaa',
  about: '',
  text: 'Which year?',
});

/**
 * Roles that give comments: headquarters' reviewer and the adviser. All others of the log are refused as not allowed.
 */
const forWriters = (role: Role): number => {
  if (role === 'admin' || role === 'partner') return 404;
  return role === 'reviewer' || role === 'adviser' ? 200 : 403;
};

/** The remark with confidential words in the encrypted table, beside both logs. */
export const sealedPoint = '018f0000-0000-7000-8000-00000000bbbb';

/** [E4] Readers of strictly confidential remarks. All others of the log are told that it is not for them. */
const forSealedReaders = (role: Role): number => {
  if (role === 'admin' || role === 'partner') return 404;
  return readsSealed(role) ? 200 : 403;
};
const readsSealed = (role: Role): boolean => ['adviser', 'reviewer', 'lead', 'mission-lead'].includes(role);

/** The review of assessments, in the console alone; no device is let in. */
export const reviewRoutes: Readonly<Record<string, GuardedRoute>> = {
  'GET /api/v1/review': {
    opens: 'session',
    ask: () => ({ path: '/api/v1/review' }),
    own: 200,
    foreign: 200,
    // Records that nobody has submitted yet are not in it.
    tells: () => false,
  },
  'POST /api/v1/documents/:log/:doc/review': {
    opens: 'session',
    ask: ({ log, doc }) => ({
      path: `/api/v1/documents/${log}/${doc}/review`,
      body: {
        act: point,
        seen: contentHashForAct(emptyDocument(DocumentId.parse(doc), assessmentKind), point),
      },
    }),
    own: forWriters,
    foreign: 404,
    tells: () => false,
  },
  'GET /api/v1/documents/:log/:doc/points/:point/words': {
    opens: 'session',
    ask: ({ log, doc }) => ({ path: `/api/v1/documents/${log}/${doc}/points/${sealedPoint}/words` }),
    own: forSealedReaders,
    foreign: 404,
    tells: readsSealed,
  },
};
