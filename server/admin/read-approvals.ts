import type { PersonId } from '#domain/ids.ts';
import { type ApprovalRow, type ApprovalsAnswer, type UnfitReason, PendingAct } from '#api/approvals-api.ts';
import { secondPersonRefusal } from '../auth/persons.ts';
import type { ServerStore } from '../db/open-store.ts';

const approvalHistoryMs = 30 * 24 * 60 * 60 * 1_000;
const maximumShownApprovals = 200;

/** Read waiting and recently decided approvals, as one administrator sees them. */
export async function readApprovals(
  store: ServerStore,
  asker: PersonId,
  nowMs: number,
): Promise<ApprovalsAnswer> {
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
  const approvals: ApprovalRow[] = [];
  for (const row of rows) {
    const isOver = row.state === 'waiting' && row.ends_ms < nowMs;
    const act = row.state === 'waiting' && !isOver ? PendingAct.parse(JSON.parse(row.subject)) : null;
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
      unfit: act === null ? null : await approverRefusalOf(store, asker, row),
    });
  }
  return { approvals };
}

const approverRefusalOf = (
  store: ServerStore,
  approver: PersonId,
  row: { readonly asked_by: PersonId; readonly person: PersonId; readonly asked_ms: number },
): Promise<UnfitReason | null> =>
  secondPersonRefusal(store, { approver, asker: row.asked_by, subject: row.person, askedMs: row.asked_ms });
