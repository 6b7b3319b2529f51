import { ok, refuse, type Result } from '#base/result.ts';
import type { NoticeAnswer } from '#sync/protocol/access-notices.ts';
import { appendAuditLine } from '../db/audit-trail.ts';
import { acknowledgeNotice, type NoticeReader, readerPresentSinceMs } from '../auth/notices.ts';
import type { StoreTransaction } from '../db/open-store.ts';
import type { NoticesTable } from '../db/tables-access.ts';
import type { RuntimeDependencies } from '../runtime-dependencies.ts';
import { decideApproval } from './approvals.ts';
import { cancelRecovery } from '../recovery/vault-recovery.ts';
import { revokeDevice } from './revoke-device.ts';

export type NoticeAnswerRefusal = 'unknown' | 'over';

/**
 * Apply a person's answer to a notice (N2). `seen` acknowledges for this device alone. `refuse` ends the act that the
 * notice reports. `accept` is the consent of a second person.
 * Only a device or a sign-in from before the notice decides. A repeated answer gets the same result.
 * @returns `unknown` for another person's notice, `over` when it is too late
 */
export async function applyNoticeAnswer(
  tx: StoreTransaction,
  dependencies: RuntimeDependencies,
  reader: NoticeReader,
  { notice: id, answer }: { readonly notice: string; readonly answer: NoticeAnswer },
): Promise<Result<true, NoticeAnswerRefusal>> {
  const row = await tx
    .selectFrom('notices')
    .selectAll()
    .where('id', '=', id)
    .where('person', '=', reader.person)
    .executeTakeFirst();
  if (row === undefined) return refuse('unknown');
  if (answer === 'seen') {
    await acknowledgeNotice(tx, reader, id);
    return ok(true);
  }
  const sinceMs = await readerPresentSinceMs(tx, reader);
  if (sinceMs === null || sinceMs >= row.at_ms) return refuse('unknown');
  const decided = await decideOnNotice(tx, dependencies, row, answer);
  if (!decided.ok) return decided;
  await acknowledgeNotice(tx, reader, id);
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
