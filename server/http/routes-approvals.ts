import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import * as z from 'zod';
import { DoneResponse } from '#api/admin-api.ts';
import {
  type ApprovalRow,
  ApprovalsResponse,
  DecideApprovalRequest,
  NoticesResponse,
  type UnfitReason,
} from '#api/approvals-api.ts';
import { PendingAct } from '#api/pending-act.ts';
import { ok, type Result, refuse } from '#base/result.ts';
import type { PersonId } from '#domain/ids.ts';
import { sealKeyFingerprint } from '#domain/path-rules/sealed-value.ts';
import { NoticeAnswer, NoticeAnswerBody, NoticeAnswerResult } from '#sync/protocol/access-notices.ts';
import type { ProblemCode } from '#sync/protocol/refusal-codes.ts';
import { Problem } from '#sync/protocol/wire.ts';
import { type ApprovalDecision, type ApprovalRefusal, decideApproval } from '../admin/approvals.ts';
import { revokeDevice } from '../admin/revoke-device.ts';
import type { GroupGain } from '../auth/groups.ts';
import {
  acknowledgeNotice,
  type NoticeReader,
  readerPresentSinceMs,
  readUnseenNotices,
} from '../auth/notices.ts';
import { secondPersonRefusal } from '../auth/second-person.ts';
import type { ServerContext } from '../context/server-context.ts';
import { appendAuditLine } from '../db/audit-trail.ts';
import {
  clearWriteAheadLog,
  type RuntimeDependencies,
  type ServerStore,
  type StoreTransaction,
} from '../db/open-store.ts';
import type { NoticesTable } from '../db/tables-access.ts';
import { ErasureTooLarge } from '../log/write-erasure.ts';
import { cancelRecovery } from '../recovery/vault-recovery.ts';
import { requireAdministrator, requireFullSession } from './console-session.ts';
import { requireActiveDevice } from './device-signature.ts';
import { forPerson } from './for-person.ts';
import { secondPersonProblems, sendProblem } from './problem.ts';

const approvalHistoryMs = 30 * 24 * 60 * 60 * 1_000;
const maximumShownApprovals = 200;

/** Read waiting and recently decided approvals, as one administrator sees them. */
async function readApprovals(
  store: ServerStore,
  askerId: PersonId,
  nowMs: number,
): Promise<ApprovalsResponse> {
  const rows = await store
    .selectFrom('approvals')
    .innerJoin('persons as asking', 'asking.person', 'approvals.asked_by')
    .leftJoin('persons as concerned', 'concerned.person', 'approvals.person')
    .leftJoin('persons as decider', 'decider.person', 'approvals.decided_by')
    .selectAll('approvals')
    .select([
      'asking.name as asking_name',
      'concerned.name as concerned_name',
      'decider.person as decider_person',
      'decider.name as decider_name',
    ])
    .where('asked_ms', '>', nowMs - approvalHistoryMs)
    .orderBy('asked_ms', 'desc')
    .orderBy('approvals.id', 'desc')
    .limit(maximumShownApprovals)
    .execute();
  const titles = new Map(
    (await store.selectFrom('logs').select(['log', 'title']).execute()).map(({ log, title }) => [log, title]),
  );
  const approvalRows: ApprovalRow[] = [];
  for (const row of rows) {
    const isOver = row.state === 'waiting' && row.ends_ms < nowMs;
    const pendingAct = row.state === 'waiting' && !isOver ? PendingAct.parse(JSON.parse(row.subject)) : null;
    approvalRows.push({
      approval: row.id,
      kind: row.kind,
      about: {
        person: row.person,
        name: row.concerned_name ?? (pendingAct?.kind === 'add-person' ? pendingAct.name : ''),
      },
      role:
        pendingAct !== null && 'role' in pendingAct && pendingAct.kind !== 'seal-key'
          ? pendingAct.role
          : null,
      ...(pendingAct?.kind === 'seal-key' && {
        sealKey: { role: pendingAct.role, fingerprint: sealKeyFingerprint(pendingAct.recipient) },
      }),
      logTitle:
        pendingAct?.kind === 'grant' || pendingAct?.kind === 'erase-value'
          ? (titles.get(pendingAct.log) ?? '')
          : null,
      ...(pendingAct?.kind === 'erase-value' && { request: pendingAct.request }),
      ...(pendingAct !== null &&
        'group' in pendingAct && { group: await describeGroupGain(store, pendingAct, titles) }),
      ...(pendingAct?.kind === 'grant-many' && {
        logTitles: pendingAct.logs.map((log) => titles.get(log) ?? ''),
      }),
      askedBy: { person: row.asked_by, name: row.asking_name },
      askedAtMs: row.asked_ms,
      endsAtMs: row.ends_ms,
      state: isOver ? 'expired' : row.state,
      decidedBy:
        row.decider_person === null ? null : { person: row.decider_person, name: row.decider_name ?? '' },
      decidedAtMs: row.decided_ms,
      unfit: pendingAct === null ? null : await approverRefusalOf(store, askerId, row),
    });
  }
  return { approvals: approvalRows };
}

/** Describe the people and roles of an act about a group: a second person agrees to these, and to no others. */
async function describeGroupGain(
  store: ServerStore,
  { group, people, roles }: GroupGain,
  titles: ReadonlyMap<string, string>,
): Promise<ApprovalRow['group']> {
  const named = await store
    .selectFrom('people_groups')
    .select('name')
    .where('group_id', '=', group)
    .executeTakeFirst();
  return {
    name: named?.name ?? '',
    people: await store
      .selectFrom('persons')
      .select(['person', 'name'])
      .where('person', 'in', people)
      .orderBy('name')
      .execute(),
    roles: roles.map(({ role, log, endsOn }) => ({
      role,
      logTitle: log === null ? null : (titles.get(log) ?? ''),
      endsOn,
    })),
  };
}

const approverRefusalOf = (
  store: ServerStore,
  approver: PersonId,
  row: { readonly asked_by: PersonId; readonly person: PersonId; readonly asked_ms: number },
): Promise<UnfitReason | null> =>
  secondPersonRefusal(store, { approver, asker: row.asked_by, subject: row.person, askedMs: row.asked_ms });

const noticeParams = z.object({ notice: z.guid(), answer: NoticeAnswer });
const noticeAnswerSchema = {
  params: noticeParams,
  body: NoticeAnswerBody,
  response: { 200: NoticeAnswerResult, '4xx': Problem },
};

/** Routes for a person's answer to a notice about their access (N2), on a laptop or in the console. */
export function addNoticeRoutes(instance: FastifyInstance, context: ServerContext): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  const { store, dependencies } = context;
  const answer = (noticeReader: NoticeReader, said: z.infer<typeof noticeParams>) =>
    store.transaction().execute((tx) => applyNoticeAnswer(tx, dependencies, noticeReader, said));

  app.post('/api/v1/notices/:notice/:answer', {
    schema: noticeAnswerSchema,
    onRequest: [requireActiveDevice(context)],
    handler: async ({ device, params: said }, reply) => {
      if (device === null) return sendProblem(reply, 'signature');
      const done = await answer({ person: device.person, device: device.id }, said);
      return done.ok ? reply.send({ done: true }) : sendProblem(reply, noticeProblemCodes[done.refusal]);
    },
  });

  app.get('/api/v1/console/notices', {
    schema: { response: { 200: NoticesResponse, '4xx': Problem } },
    onRequest: [requireFullSession(context)],
    handler: forPerson(async ({ person }, reply) => {
      const notices = await readUnseenNotices(store, { person, device: null }, dependencies.nowMs());
      return reply.send({ notices });
    }),
  });

  app.post('/api/v1/console/notices/:notice/:answer', {
    schema: noticeAnswerSchema,
    onRequest: [requireFullSession(context)],
    handler: forPerson(async ({ person, params: said }, reply) => {
      const done = await answer({ person, device: null }, said);
      return done.ok ? reply.send({ done: true }) : sendProblem(reply, noticeProblemCodes[done.refusal]);
    }),
  });
}

const noticeProblemCodes = {
  unknown: 'not-found',
  over: 'already-done',
} as const satisfies { readonly [R in NoticeAnswerRefusal]: ProblemCode };

/** Routes of administrators' acts that wait for a second person (api/approvals-api.ts). */
export function addApprovalRoutes(instance: FastifyInstance, context: ServerContext): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  const { store, dependencies } = context;

  app.get('/api/v1/admin/approvals', {
    schema: { response: { 200: ApprovalsResponse, '4xx': Problem } },
    onRequest: [requireAdministrator(context)],
    handler: forPerson(async ({ person }, reply) =>
      reply.send(await readApprovals(store, person, dependencies.nowMs())),
    ),
  });

  app.post('/api/v1/admin/approvals/decide', {
    schema: { body: DecideApprovalRequest, response: { 200: DoneResponse, '4xx': Problem } },
    onRequest: [requireAdministrator(context)],
    handler: forPerson(async ({ person: by, body }, reply) => {
      const decided = await decideInStore(context, { ...body, by });
      return decided.ok
        ? reply.send({ done: true })
        : sendProblem(reply, approvalProblemCodes[decided.refusal]);
    }),
  });
}

/** Decide in a transaction of its own. An erasure leaves no content in the log of the store, or is too large. */
async function decideInStore(
  { store, dependencies }: Pick<ServerContext, 'store' | 'dependencies'>,
  approvalDecision: ApprovalDecision,
): Promise<Result<true, ApprovalRefusal | 'tooLarge'>> {
  try {
    const decided = await store
      .transaction()
      .execute((tx) => decideApproval(tx, dependencies, approvalDecision));
    if (decided.ok) await clearWriteAheadLog(store);
    return decided;
  } catch (error) {
    if (error instanceof ErasureTooLarge) return refuse('tooLarge');
    throw error;
  }
}

const approvalProblemCodes = {
  ...secondPersonProblems,
  unknown: 'not-found',
  over: 'already-done',
  changed: 'group-changed',
  lastAdministrator: 'last-administrator',
  tooLarge: 'erasure-too-large',
} as const satisfies { readonly [R in ApprovalRefusal | 'tooLarge']: ProblemCode };

type NoticeAnswerRefusal = 'unknown' | 'over';

/**
 * Apply a person's answer to a notice (N2). `seen` acknowledges for this device alone. `refuse` ends the act that the
 * notice reports. `accept` is the consent of a second person.
 * Only a device or a sign-in from before the notice decides. A repeated answer gets the same result.
 * @returns `unknown` for another person's notice, `over` when it is too late
 */
async function applyNoticeAnswer(
  tx: StoreTransaction,
  dependencies: RuntimeDependencies,
  noticeReader: NoticeReader,
  { notice: id, answer }: { readonly notice: string; readonly answer: NoticeAnswer },
): Promise<Result<true, NoticeAnswerRefusal>> {
  const row = await tx
    .selectFrom('notices')
    .selectAll()
    .where('id', '=', id)
    .where('person', '=', noticeReader.person)
    .executeTakeFirst();
  if (row === undefined) return refuse('unknown');
  if (answer === 'seen') {
    await acknowledgeNotice(tx, noticeReader, id);
    return ok(true);
  }
  const sinceMs = await readerPresentSinceMs(tx, noticeReader);
  if (sinceMs === null || sinceMs >= row.at_ms) return refuse('unknown');
  const decided = await decideOnNotice(tx, dependencies, row, answer);
  if (!decided.ok) return decided;
  await acknowledgeNotice(tx, noticeReader, id);
  return ok(true);
}

async function decideOnNotice(
  tx: StoreTransaction,
  dependencies: RuntimeDependencies,
  { person: by, approval, recovery, device, kind, ends_ms: endsMs }: NoticesTable,
  answer: 'refuse' | 'accept',
): Promise<Result<true, NoticeAnswerRefusal>> {
  if (approval !== null) {
    const decision = answer === 'accept' ? 'approve' : 'refuse';
    const done = await decideApproval(tx, dependencies, { approval, by, decision, isOwn: true });
    if (done.ok) return done;
    return refuse(done.refusal === 'unknown' ? 'unknown' : 'over');
  }
  const nowMs = dependencies.nowMs();
  if (answer === 'accept') return refuse('unknown');
  if (endsMs === null || endsMs < nowMs) return refuse('over');
  if (recovery !== null) {
    const done = await cancelRecovery(tx, dependencies, { by, recovery });
    return done.ok ? done : refuse('over');
  }
  if (kind !== 'deviceJoined' || device === null) return refuse('unknown');
  const done = await revokeDevice(tx, { device, wipe: false, nowMs });
  if (!done.ok) return done;
  await appendAuditLine(tx, dependencies, { actor: by, act: 'refuse-device', subject: { device } });
  return ok(true);
}
