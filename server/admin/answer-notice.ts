import { ok, refuse, type Result } from '#domain/base/result.ts';
import type { NoticeAnswer } from '#sync/protocol/notices.ts';
import { audit } from '../identity/audit.ts';
import { noteSeen, type NoticeReader, presentSinceMs } from '../identity/notices.ts';
import type { StoreTransaction } from '../store/open-store.ts';
import type { NoticesTable } from '../store/tables-approvals.ts';
import type { Surroundings } from '../surroundings.ts';
import { decide } from './approvals.ts';
import { cancelRecovery } from './recoveries.ts';
import { revokeDevice } from './revoke-device.ts';

export type NoticeRefusal = 'unknown' | 'over';

/**
 * A person's own word about what they were told (N2). `seen` is for this device alone; `refuse` ends what the notice
 * tells of; `accept` is the consent of a second person. Only a device, or a sign-in, that was theirs before decides. A
 * repeated answer is answered alike.
 *
 * @returns `unknown` for a notice that is not theirs to answer, `over` where it is too late.
 */
export async function answerNotice(
  tx: StoreTransaction,
  surroundings: Surroundings,
  reader: NoticeReader,
  { notice: id, answer }: { readonly notice: string; readonly answer: NoticeAnswer },
): Promise<Result<true, NoticeRefusal>> {
  const row = await tx
    .selectFrom('notices')
    .selectAll()
    .where('id', '=', id)
    .where('person', '=', reader.person)
    .executeTakeFirst();
  if (row === undefined) return refuse('unknown');
  if (answer === 'seen') {
    await noteSeen(tx, reader, id);
    return ok(true);
  }
  const sinceMs = await presentSinceMs(tx, reader);
  if (sinceMs === null || sinceMs >= row.at_ms) return refuse('unknown');
  const decided = await decideFor(tx, surroundings, row, answer);
  if (!decided.ok) return decided;
  await noteSeen(tx, reader, id);
  return ok(true);
}

async function decideFor(
  tx: StoreTransaction,
  surroundings: Surroundings,
  { person: by, approval, recovery, device, kind, ends_ms: endsMs }: NoticesTable,
  answer: 'refuse' | 'accept',
): Promise<Result<true, NoticeRefusal>> {
  if (approval !== null) {
    const decision = answer === 'accept' ? 'approve' : 'refuse';
    const done = await decide(tx, surroundings, { approval, by, decision, isOwn: true });
    if (done.ok) return done;
    return refuse(done.refusal === 'unknown' ? 'unknown' : 'over');
  }
  const nowMs = surroundings.nowMs();
  if (answer === 'accept') return refuse('unknown');
  if (endsMs === null || endsMs < nowMs) return refuse('over');
  if (recovery !== null) {
    const done = await cancelRecovery(tx, surroundings, { by, recovery });
    return done.ok ? done : refuse('over');
  }
  if (kind !== 'deviceJoined' || device === null) return refuse('unknown');
  const done = await revokeDevice(tx, { device, wipe: false, nowMs });
  if (!done.ok) return done;
  await audit(tx, surroundings, { actor: by, act: 'refuse-device', subject: { device } });
  return ok(true);
}
