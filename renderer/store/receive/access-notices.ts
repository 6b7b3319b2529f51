import type { Host } from '#renderer/host/host-contract.ts';
import { type AccessNotice, type NoticeAnswer, parseAccessNotices } from '#sync/protocol/access-notices.ts';
import type { SyncResponse } from '#sync/protocol/wire.ts';
import type { FieldDatabase } from '../db/database.ts';
import { putMeta, readMeta } from '../db/meta.ts';

export type { AccessNotice, NoticeAnswer, NoticeKind } from '#sync/protocol/access-notices.ts';

/**
 * Outcome of an answer to a notice. `over`: headquarters accepts no answer to it any more. `unreachable`: it did not
 * get the answer, and the notice stays.
 */
export type NoticeAnswerOutcome = 'done' | 'over' | 'unreachable';

/** Notices to store from an answer: it replaces all before, since headquarters sends all unacknowledged ones (N1). */
export function noticesToStore(
  before: readonly AccessNotice[] | undefined,
  told: SyncResponse['notices'],
): { readonly notices?: readonly AccessNotice[] } {
  const notices = parseAccessNotices(told);
  return notices.length > 0 || before !== undefined ? { notices } : {};
}

/** Send an answer to a notice, and delete the notice here once headquarters has it. */
export async function answerAccessNotice(
  { db, host }: { readonly db: FieldDatabase; readonly host: Host },
  id: AccessNotice['id'],
  answer: NoticeAnswer,
): Promise<NoticeAnswerOutcome> {
  const told = await host.ask('net.request', { path: `/api/v1/notices/${id}/${answer}`, body: '{}' });
  if (told.kind === 'unreachable') return 'unreachable';
  const isHeard = told.kind === 'answered' && told.status === 200;
  const isOver = told.kind === 'refused' && closedNoticeCodes.has(told.code);
  if (!isHeard && !isOver) return 'unreachable';
  await db.transaction('rw', db.meta, async () => {
    const notices = (await readMeta(db, 'notices')) ?? [];
    await putMeta(
      db,
      'notices',
      notices.filter((notice) => notice.id !== id),
    );
  });
  return isHeard ? 'done' : 'over';
}

const closedNoticeCodes: ReadonlySet<string> = new Set(['already-done', 'not-found']);
