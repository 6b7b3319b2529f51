import type {
  AddPlanItemRequest,
  ChangePlanItemRequest,
  PlanItemResponse,
  PlanMission,
  PlanResponse,
  PlanRight,
} from '#api/plan-api.ts';
import { utcDayAtMs } from '#base/calendar-day.ts';
import type { JsonValue } from '#base/json.ts';
import { ok, type Result, refuse } from '#base/result.ts';
import {
  type Document,
  dotsAt,
  emptyDocument,
  hasConflict,
  isItemRemoved,
} from '#domain/document/document.ts';
import { type Path, type PathValue, pathOf } from '#domain/document/op.ts';
import type { DocumentId, LogId, PersonId } from '#domain/ids.ts';
import { mayReadLog, mayWriteAt } from '#domain/kinds/permit.ts';
import type { Role } from '#domain/people/role.ts';
import {
  actionPlanKind,
  blankPlanItem,
  entityKeyOf,
  type PlanItem,
  readPlanItems,
  takesPartIn,
} from '#domain/plan/action-plan.ts';
import {
  actionPlanIdOf,
  createPlanItem,
  decidePlanChange,
  type PlanChangeRefusal,
  type PlanItemChange,
  partnerMayChange,
  partnerMayMove,
  partsOfChange,
} from '#domain/plan/change-plan.ts';
import { ListedPlanItem, listPlanItem } from '#domain/plan/plan-table.ts';
import { entityOfOfficer } from '#domain/programme/programme.ts';
import { rolesByLogOf } from '../auth/grants.ts';
import { partOfEntity, readableByPerson } from '../auth/read-conditions.ts';
import { rolesInLog } from '../auth/roles-in-log.ts';
import { withEntityAccess } from '../auth/row-level-security.ts';
import type { ServerContext } from '../context/server-context.ts';
import {
  parameterChunksOf,
  type RuntimeDependencies,
  type ServerStore,
  type StoreTransaction,
} from '../db/open-store.ts';
import { appendConsoleOps, type ConsoleWrite, type ConsoleWriteRefusal } from '../log/append-console-ops.ts';
import { findProgrammeLog } from '../log/log-registry.ts';
import { findLogsWithDuePlans } from '../projections/document-figures.ts';
import { loadDocuments } from '../projections/load-documents.ts';
import { findMissionDocument } from './change-mission.ts';
import { loadAuthorsByDevice } from './documents.ts';
import type { InstitutionNameOf } from './institutions.ts';
import { readOverviewMissions } from './overview-rows.ts';
import { readPlanItemBasis } from './plan-basis.ts';
import { loadProgrammeDocument } from './programme.ts';

/** Read the plan items of all missions that this person reads, and as a partner those of the own entity. */
export async function readPlanResponse(context: ServerContext, personId: PersonId): Promise<PlanResponse> {
  const { store } = context;
  const rolesByLog = await rolesByLogOf(store, personId);
  const entity = await findOwnEntity(store, personId);
  const opened = [...rolesByLog].filter(([, inLog]) => mayReadLog(inLog) || inLog.includes('partner'));
  const logIds = opened.map(([log]) => log);
  const dueLogIds = await findLogsWithDuePlans(store, logIds);
  await context.judging.refresh(dueLogIds, 'figures');
  const key = entity === null ? null : entityKeyOf(entity);
  const listedItems = await withEntityAccess(store, personId, key, async (ownServerStore) => {
    const rows: ListedPlanItem[] = [];
    for (const some of parameterChunksOf(logIds))
      rows.push(...(await selectItems(ownServerStore, personId, key, some)));
    return rows.map((listedItem) =>
      mayReadLog(rolesByLog.get(listedItem.log) ?? []) ? listedItem : withoutJudgements(listedItem),
    );
  });
  const people = await loadAuthorsByDevice(store, [
    ...new Set(listedItems.flatMap(({ apart }) => apart.map(({ device }) => device))),
  ]);
  const plannedLogIds = new Set(listedItems.map(({ log }) => log));
  const named = new Map(
    (await readOverviewMissions(context, personId)).map((mission) => [mission.log, mission]),
  );
  const missions = (await readMissionLogs(store, logIds)).flatMap((row): readonly PlanMission[] => {
    const right = planRightOf(rolesByLog.get(row.log) ?? []);
    if (!plannedLogIds.has(row.log) && right !== 'all') return [];
    const { title, country } = named.get(row.log) ?? row;
    return [{ log: row.log, title, country, right }];
  });
  return { missions, items: listedItems, entity, people };
}

/** A partner's copy: judgements on overlaps are headquarters' own. */
const withoutJudgements = (listedItem: ListedPlanItem): ListedPlanItem => ({ ...listedItem, apart: [] });

/** Select items in the order of their plans. The condition is that of row-level security. */
async function selectItems(
  ownServerStore: ServerStore,
  personId: PersonId,
  entity: string | null,
  logIds: readonly LogId[],
) {
  const rows = await ownServerStore
    .selectFrom('plan_items')
    .select('listed')
    .where('log', 'in', logIds)
    .where((eb) =>
      eb.or([
        readableByPerson(personId, eb.ref('plan_items.log')),
        partOfEntity(personId, entity, eb.ref('plan_items.log'), eb.ref('plan_items.entities')),
      ]),
    )
    .orderBy('log')
    .orderBy('doc')
    .orderBy('ordinal')
    .execute();
  return rows.map(({ listed }) => ListedPlanItem.parse(JSON.parse(listed)));
}

async function readMissionLogs(store: ServerStore, logIds: readonly LogId[]) {
  const rows: { readonly log: LogId; readonly title: string; readonly country: string | null }[] = [];
  for (const some of parameterChunksOf(logIds))
    rows.push(
      ...(await store
        .selectFrom('logs')
        .select(['log', 'title', 'country'])
        .where('log', 'in', some)
        .where('kind', '=', 'mission')
        .where('erased_ms', 'is', null)
        .orderBy('log')
        .execute()),
    );
  return rows;
}

/** Find the entity that a person works for, by the programme's own word; null for none. */
async function findOwnEntity(
  store: ServerStore | StoreTransaction,
  personId: PersonId,
): Promise<string | null> {
  const logId = await findProgrammeLog(store as StoreTransaction); // it only reads
  return logId === null
    ? null
    : entityOfOfficer(await loadProgrammeDocument(store as StoreTransaction, logId), personId);
}

const probedItem = emptyDocument(
  actionPlanIdOf('00000000-0000-4000-8000-000000000000' as LogId),
  actionPlanKind,
);

/** Writing that these roles open in a mission's plan. A partner's is for its own items. */
const planRightOf = (roles: readonly Role[]): PlanRight => {
  if (mayWriteAt(roles, probedItem, 'items/probe/title')) return 'all';
  return roles.includes('partner') ? 'progress' : 'none';
};

/** Address of an item at headquarters. */
interface PlanItemAddress {
  readonly log: LogId;
  readonly doc: DocumentId;
  readonly item: string;
}

/** An item that a person may see, in its plan. */
interface SeenItem {
  readonly plan: Document;
  readonly item: PlanItem;
  readonly right: PlanRight;
  readonly isReader: boolean;
  readonly entity: string | null;
}

/** Access of a person to a plan: their roles in the log, and their entity. */
interface PlanAccess {
  readonly roles: readonly Role[];
  readonly entity: string | null;
}

async function planAccessOf(
  store: ServerStore | StoreTransaction,
  personId: PersonId,
  logId: LogId,
): Promise<PlanAccess> {
  const roles = await rolesInLog(store, logId, personId);
  return { roles, entity: roles.includes('partner') ? await findOwnEntity(store, personId) : null };
}

/** The item, or null where there is none for them: a partner's own items are those that its entity takes part in. */
function seenItem({ roles, entity }: PlanAccess, plan: Document | undefined, id: string): SeenItem | null {
  if (plan?.kind !== actionPlanKind || isItemRemoved(plan)) return null;
  const planItem = readPlanItems(plan).find((one) => one.id === id);
  if (planItem === undefined) return null;
  const isReader = mayReadLog(roles);
  const isOwn = takesPartIn(planItem, entity ?? '');
  if (!isReader && !isOwn) return null;
  const right = planRightOf(roles);
  return { plan, item: planItem, right: right === 'progress' && !isOwn ? 'none' : right, isReader, entity };
}

/** Read one item for a person; null where it is not there for them. */
export async function readPlanItemResponse(
  store: ServerStore,
  personId: PersonId,
  { log, doc, item: id }: PlanItemAddress,
  nameOf: InstitutionNameOf,
  today: string,
): Promise<PlanItemResponse | null> {
  const planAccess = await planAccessOf(store, personId, log);
  if (!mayReadLog(planAccess.roles) && planAccess.entity === null) return null;
  const seen = seenItem(planAccess, (await loadDocuments(store, log, [doc])).get(doc), id);
  if (seen === null) return null;
  const { plan, item, right, isReader } = seen;
  const isShown = (path: string): boolean =>
    path.startsWith(`items/${id}/`) && (isReader || !path.startsWith(`items/${id}/apart/`));
  const registers = Object.entries(plan.registers).flatMap(([path, register]) =>
    isShown(path) ? [{ part: path.slice(`items/${id}/`.length), register }] : [],
  );
  return {
    item: isReader ? listPlanItem(log, doc, item) : withoutJudgements(listPlanItem(log, doc, item)),
    right,
    texts: {
      statusReason: item.statusReason,
      progress: item.progress,
      dateReason: item.dateReason,
      logframe: item.logframe,
    },
    milestones: item.milestones,
    seen: Object.fromEntries(
      registers.map(({ part, register: { heads } }) => [part, heads.map(({ dot }) => dot)]),
    ),
    disputed: Object.fromEntries(
      registers
        .filter(({ register }) => hasConflict(register))
        .map(({ part, register: { heads } }) => [part, heads.map(({ value }) => shownTextOf(value))]),
    ),
    basis: await readPlanItemBasis(store, { log, ...seen, today }, nameOf),
  };
}

function shownTextOf(value: JsonValue): string {
  if (Array.isArray(value)) return value.join(', ');
  return typeof value === 'string' ? value : value === null ? '' : JSON.stringify(value);
}

/** `moved`: a part changed since the person saw it. `foreign`: a part that is not theirs to change. */
export type PlanWriteRefusal =
  | ConsoleWriteRefusal
  | PlanChangeRefusal
  | { readonly kind: 'moved' | 'foreign' };

/** Change parts of an item, all or none. Parts that others changed meanwhile merge; the same parts are refused. */
export async function changePlanItem(
  tx: StoreTransaction,
  dependencies: RuntimeDependencies,
  personId: PersonId,
  { log, doc, item: id, change, seen }: PlanItemAddress & ChangePlanItemRequest,
): Promise<Result<boolean, PlanWriteRefusal>> {
  const planAccess = await planAccessOf(tx, personId, log);
  const today = utcDayAtMs(dependencies.nowMs());
  const written = await appendConsoleOps<PlanWriteRefusal>(tx, dependencies, {
    person: personId,
    log,
    docs: [doc],
    checksPartner: true,
    decide: (documents) => {
      const foundSeenItem = seenItem(planAccess, documents.get(doc), id);
      if (foundSeenItem === null) return refuse({ kind: 'absent' });
      const { plan, item, right } = foundSeenItem;
      if (right === 'none') return refuse({ kind: 'foreign' });
      const at = `items/${id}`;
      const parts = partsOfChange(change);
      if (right === 'progress' && !isPartnerChange(item, parts, change)) return refuse({ kind: 'foreign' });
      const isMoved = parts.some(
        (part) => dotsAt(plan, `${at}/${part}`).join() !== (seen[part] ?? []).join(),
      );
      if (isMoved) return refuse({ kind: 'moved' });
      const decided = decidePlanChange(item, change, today);
      if (!decided.ok) return decided;
      const written = decided.value.map(({ path }) => path.slice(at.length + 1));
      if (right === 'progress' && !isPartnerChange(item, written, change)) return refuse({ kind: 'foreign' });
      return ok(decided.value.map((pathValue) => writeIn(plan, pathValue)));
    },
  });
  return written.ok ? ok(written.value.length > 0) : written;
}

const isPartnerChange = (planItem: PlanItem, parts: readonly string[], { status }: PlanItemChange): boolean =>
  parts.every(partnerMayChange) && partnerMayMove(planItem, status ?? planItem.status);

const writeIn = (plan: Document, { path, value }: PathValue): ConsoleWrite => ({
  doc: plan.doc,
  kind: actionPlanKind,
  path,
  value,
  over: dotsAt(plan, path),
});

/** Add an item at the end of a mission's plan, which begins with its first. A repeated id adds nothing. */
export async function addPlanItem(
  tx: StoreTransaction,
  dependencies: RuntimeDependencies,
  personId: PersonId,
  { log, item: id, change }: AddPlanItemRequest & { readonly log: LogId },
): Promise<Result<DocumentId, PlanWriteRefusal>> {
  const { roles } = await planAccessOf(tx, personId, log);
  if (!mayReadLog(roles)) return refuse({ kind: 'absent' });
  if (planRightOf(roles) !== 'all') return refuse({ kind: 'foreign' });
  const [row] = await readMissionLogs(tx, [log]);
  if (row === undefined) return refuse({ kind: 'absent' });
  const documentId = await findPlanDocument(tx, log);
  const mission = await findMissionDocument(tx, log);
  const { title = '', ...rest } = change;
  const written = await appendConsoleOps<PlanWriteRefusal>(tx, dependencies, {
    person: personId,
    log,
    docs: [documentId],
    decide: (documents) => {
      const plan = documents.get(documentId) ?? emptyDocument(documentId, actionPlanKind);
      const planItems = readPlanItems(plan);
      if (planItems.some((planItem) => planItem.id === id)) return ok([]);
      const decided = decidePlanChange(blankPlanItem(id), rest, utcDayAtMs(dependencies.nowMs()));
      if (!decided.ok) return decided;
      const begin: readonly PathValue[] =
        Object.keys(plan.registers).length > 0
          ? []
          : [
              { path: pathOf('title'), value: row.title },
              { path: pathOf('mission'), value: mission },
            ];
      const values = new Map<Path, PathValue>();
      for (const pathValue of [...begin, ...createPlanItem(planItems, id, null, title), ...decided.value])
        values.set(pathValue.path, pathValue);
      return ok([...values.values()].map((pathValue) => writeIn(plan, pathValue)));
    },
  });
  return written.ok ? ok(documentId) : written;
}

/** The plan of a mission that laptops and lists take: that with the log's id, else the oldest. */
async function findPlanDocument(tx: StoreTransaction, logId: LogId): Promise<DocumentId> {
  const ownDocumentId = actionPlanIdOf(logId);
  const rows = await tx
    .selectFrom('documents')
    .select('doc')
    .where('log', '=', logId)
    .where('kind', '=', actionPlanKind)
    .where('removed', '=', 0)
    .orderBy('doc')
    .execute();
  return rows.some(({ doc }) => doc === ownDocumentId) ? ownDocumentId : (rows[0]?.doc ?? ownDocumentId);
}
