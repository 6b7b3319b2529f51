import type { Host } from '#renderer/host/host-contract.ts';
import { type AccessNotice, type NoticeAnswer, parseAccessNotices } from '#sync/protocol/access-notices.ts';
import type { SyncResponse } from '#sync/protocol/wire.ts';
import type { NoticeAnswerOutcome } from '../api/store-api.ts';
import type { FieldDatabase } from '../db/database.ts';
import { putMeta, readMeta } from '../db/meta.ts';

/** Notices to store from a response: it replaces all before, since headquarters sends all unacknowledged ones (N1). */
export function noticesToStore(
  previousAccessNotices: readonly AccessNotice[] | undefined,
  received: SyncResponse['notices'],
): { readonly notices?: readonly AccessNotice[] } {
  const accessNotices = parseAccessNotices(received);
  return accessNotices.length > 0 || previousAccessNotices !== undefined ? { notices: accessNotices } : {};
}

/** Send an answer to a notice, and delete the notice here once headquarters has it. */
export async function answerAccessNotice(
  { db, host }: { readonly db: FieldDatabase; readonly host: Host },
  id: AccessNotice['id'],
  noticeAnswer: NoticeAnswer,
): Promise<NoticeAnswerOutcome> {
  const response = await host.ask('net.request', {
    path: `/api/v1/notices/${id}/${noticeAnswer}`,
    body: '{}',
  });
  if (response.kind === 'unreachable') return 'unreachable';
  const isDone = response.kind === 'answered' && response.status === 200;
  const isOver = response.kind === 'refused' && closedNoticeCodes.has(response.code);
  if (!isDone && !isOver) return 'unreachable';
  await db.transaction('rw', db.meta, async () => {
    const accessNotices = (await readMeta(db, 'notices')) ?? [];
    await putMeta(
      db,
      'notices',
      accessNotices.filter((notice) => notice.id !== id),
    );
  });
  return isDone ? 'done' : 'over';
}

const closedNoticeCodes: ReadonlySet<string> = new Set(['already-done', 'not-found']);
