import type { PersonId } from '#domain/ids.ts';
import {
  type ApprovalRow,
  type ApprovalsAnswer,
  type Unfit,
  WaitingAct,
} from '#sync/protocol/approvals-api.ts';
import { unfitness } from '../identity/administrator-ties.ts';
import type { Store } from '../store/open-store.ts';

const shownMs = 30 * 24 * 60 * 60 * 1_000;
const mostShown = 200;

/** What waits for a second person, and what was decided lately, as one administrator sees it. */
export async function readApprovals(store: Store, asker: PersonId, nowMs: number): Promise<ApprovalsAnswer> {
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
    .where('asked_ms', '>', nowMs - shownMs)
    .orderBy('asked_ms', 'desc')
    .orderBy('approvals.id', 'desc')
    .limit(mostShown)
    .execute();
  const titles = new Map(
    (await store.selectFrom('logs').select(['log', 'title']).execute()).map(({ log, title }) => [log, title]),
  );
  const approvals: ApprovalRow[] = [];
  for (const row of rows) {
    const isOver = row.state === 'waiting' && row.ends_ms < nowMs;
    const act = row.state === 'waiting' && !isOver ? WaitingAct.parse(JSON.parse(row.subject)) : null;
    approvals.push({
      approval: row.id,
      kind: row.kind,
      about: {
        person: row.person,
        name: row.concerned_name ?? (act?.kind === 'add-person' ? act.name : ''),
      },
      role: act !== null && 'role' in act ? act.role : null,
      logTitle: act?.kind === 'grant' ? (titles.get(act.log) ?? '') : null,
      askedBy: { person: row.asked_by, name: row.asking_name },
      askedAtMs: row.asked_ms,
      endsAtMs: row.ends_ms,
      state: isOver ? 'expired' : row.state,
      decidedBy:
        row.decider_person === null ? null : { person: row.decider_person, name: row.decider_name ?? '' },
      decidedAtMs: row.decided_ms,
      unfit: act === null ? null : await unfit(store, asker, row),
    });
  }
  return { approvals };
}

const unfit = (
  store: Store,
  approver: PersonId,
  row: { readonly asked_by: PersonId; readonly person: PersonId; readonly asked_ms: number },
): Promise<Unfit | null> =>
  unfitness(store, { approver, asker: row.asked_by, subject: row.person, askedMs: row.asked_ms });
