import { Plus } from 'lucide-react';
import { type ReactElement, useEffect, useMemo, useState } from 'react';
import type { PlanItemResponse, PlanResponse } from '#api/plan-api.ts';
import { areJsonEqual } from '#base/json.ts';
import { type Result, refuse } from '#base/result.ts';
import { LogId } from '#domain/ids.ts';
import { blankPlanItem, defaultPartners, type PlanItemStatus } from '#domain/plan/action-plan.ts';
import { type PlanItemChange, partsOfChange } from '#domain/plan/change-plan.ts';
import { type ListedPlanItem, listPlanItem } from '#domain/plan/plan-table.ts';
import { defaultMaturityModel } from '#domain/scoring/maturity-model.ts';
import { stateNameIn } from '#domain/states/state-names.ts';
import type { ApiProblem } from '#renderer/console/api/api-request.ts';
import type { ConsoleClient } from '#renderer/console/api/console-client.ts';
import { useConsole, usePolledResource } from '#renderer/console/app/console-context.ts';
import { ConsoleFrame } from '#renderer/console/app/console-frame.tsx';
import { consoleAddressOf, navigateTo } from '#renderer/console/app/console-route.ts';
import { downloadInBrowser } from '#renderer/console/app/download-in-browser.ts';
import { ResourceContent } from '#renderer/console/app/resource-content.tsx';
import { useServerAction, useServerSave } from '#renderer/console/app/server-action.ts';
import type { PlanList } from '#renderer/console/parts/list-query.ts';
import { useLanguage, useTranslate } from '#renderer/i18n';
import { translatedDimensions } from '#renderer/records/value-labels.ts';
import { Button, LongSelect, localDayOf, useNotify, useNowMs } from '#renderer/ui';
import { type PlanChoices, PlanItemView } from './plan-item-view.tsx';
import type { PlanViewProps } from './plan-looks-view.tsx';
import type { planSheetOf } from './plan-rows.ts';
import { PlanView } from './plan-view.tsx';

/** An item that is open: as the person saw it, and the parts that others changed since. */
interface OpenItem {
  readonly response: PlanItemResponse;
  readonly start: { readonly status?: PlanItemStatus };
  readonly moved: readonly string[];
}

/** Plan and division of labour over all missions. */
export function PlanScreen({ list }: { readonly list: PlanList }): ReactElement {
  const translate = useTranslate();
  const notify = useNotify();
  const runServerAction = useServerAction();
  const saveAtServer = useServerSave();
  const today = localDayOf(useNowMs());
  const { client, resources } = useConsole();
  const resource = resources.getOrCreate('plan', client.readPlan);
  const plan = usePolledResource(resource);
  const [openItem, setOpen] = useState<OpenItem | null>(null);
  const [isAdding, setIsAdding] = useState(false);

  const saved = (): void => {
    setOpen(null);
    setIsAdding(false);
    notify({ meaning: 'good', text: (say) => say('labour.saved') });
    resource.reload();
  };
  const show = (listedItem: ListedPlanItem, start: OpenItem['start'] = {}): void =>
    runServerAction(client.readPlanItem(listedItem), (response) => setOpen({ response, start, moved: [] }));
  const save = async (shownOpenItem: OpenItem, itemChange: PlanItemChange): Promise<boolean> => {
    const { item, seen } = shownOpenItem.response;
    const done = await client.changePlanItem(item, itemChange, seen);
    if (done.ok || done.refusal.kind !== 'refused' || done.refusal.code !== movedCode)
      return saveAtServer(Promise.resolve(done), saved);
    // The form stays, with the present values beside the entries of the person.
    runServerAction(client.readPlanItem(item), (planItemResponse) =>
      setOpen({
        ...shownOpenItem,
        response: planItemResponse,
        moved: changedParts(shownOpenItem.response, planItemResponse, itemChange),
      }),
    );
    return false;
  };
  const move = (listedItem: ListedPlanItem, newStatus: PlanItemStatus): void => {
    if (newStatus === 'dropped' || newStatus === 'on-hold') return show(listedItem, { status: newStatus });
    return runServerAction(client.readPlanItem(listedItem), (planItemResponse) => {
      if (planItemResponse.item.status !== listedItem.status)
        return setOpen({ response: planItemResponse, start: { status: newStatus }, moved: ['status'] });
      return runServerAction(
        client.changePlanItem(listedItem, { status: newStatus }, planItemResponse.seen),
        saved,
      );
    });
  };
  const judge: PlanViewProps['onJudge'] = (listedItem, otherItem, reason) =>
    saveAtServer(judgeOverlap(client, listedItem, otherItem, reason), saved);
  const hrefOf = (nextPlanList: PlanList): string => consoleAddressOf({ screen: 'plan', list: nextPlanList });
  const mayAdd = plan.kind === 'present' && plan.value.missions.some(({ right }) => right === 'all');

  return (
    <ConsoleFrame
      railItem="plan"
      head={{
        title: translate('labour.title'),
        actions: mayAdd && (
          <Button kind="primary" icon={Plus} onPress={() => setIsAdding(true)}>
            {translate('labour.add')}
          </Button>
        ),
      }}
      shows={plan}
    >
      <ResourceContent of={plan} onTryAgain={resource.reload}>
        {(planResponse) => (
          <>
            <PlanView
              response={planResponse}
              list={list}
              today={today}
              hrefOf={hrefOf}
              onList={(nextPlanList) => navigateTo({ screen: 'plan', list: nextPlanList }, 'replace')}
              onOpen={show}
              onExport={(sheet) => void savePlanFile(translate('labour.title'), today, sheet)}
              onMove={move}
              onJudge={judge}
            />
            {openItem !== null && (
              <OpenItemDialog
                plan={planResponse}
                open={openItem}
                today={today}
                onSave={(itemChange) => save(openItem, itemChange)}
                onClose={() => setOpen(null)}
              />
            )}
            {isAdding && (
              <NewItemDialog
                plan={planResponse}
                today={today}
                onAdd={(logId, item, itemChange) =>
                  saveAtServer(client.addPlanItem(logId, item, itemChange), saved)
                }
                onClose={() => setIsAdding(false)}
              />
            )}
          </>
        )}
      </ResourceContent>
    </ConsoleFrame>
  );
}

/** Refusal of a change over values that others changed since. */
const movedCode = 'record-moved';

/** Write a judgement on an overlap, unless somebody changed it since the plan was read. */
async function judgeOverlap(
  client: ConsoleClient,
  listedItem: ListedPlanItem,
  otherItem: ListedPlanItem,
  reason: string | null,
): Promise<Result<unknown, ApiProblem>> {
  const judgementIn = ({ apart }: ListedPlanItem) => apart.find(({ item }) => item === otherItem.id) ?? null;
  const read = await client.readPlanItem(listedItem);
  if (!read.ok) return read;
  const { item, seen } = read.value;
  if (!areJsonEqual(judgementIn(item), judgementIn(listedItem)))
    return refuse({ kind: 'refused', code: movedCode });
  return client.changePlanItem(listedItem, { apart: { item: otherItem.id, reason } }, seen);
}

/** The workbook's writer is loaded when somebody asks for a file. */
async function savePlanFile(
  sheet: string,
  today: string,
  rows: ReturnType<typeof planSheetOf>,
): Promise<void> {
  const { writeTableXlsx } = await import('#renderer/report/write/write-xlsx.ts');
  downloadInBrowser(`plan-${today}.xlsx`, await writeTableXlsx(sheet, rows));
}

/** Parts of a change whose heads are others now; a moved milestone counts as the milestones. */
function changedParts(
  previousResponse: PlanItemResponse,
  after: PlanItemResponse,
  itemChange: PlanItemChange,
): readonly string[] {
  const parts = partsOfChange(itemChange).filter(
    (part) => (previousResponse.seen[part] ?? []).join() !== (after.seen[part] ?? []).join(),
  );
  return [...new Set(parts.map((part) => part.split('/')[0] ?? part))];
}

/** Names that forms offer: those of the programme and those that plans use. */
function usePlanChoices({ items }: PlanResponse): PlanChoices {
  const translate = useTranslate();
  const { client, resources } = useConsole();
  const programmeState = usePolledResource(resources.getOrCreate('programme', client.readProgramme));
  return useMemo(() => {
    const facts = programmeState.kind === 'present' ? programmeState.value.programme?.facts : undefined;
    const unique = (names: readonly string[]): readonly string[] =>
      [...new Set(names.map((name) => name.trim()))].filter((name) => name !== '');
    const listed = facts === undefined ? defaultPartners : facts.partners.map(({ value }) => value.name);
    return {
      partners: unique([...listed, ...items.flatMap(({ lead, supporting }) => [lead, ...supporting])]),
      funding: unique([
        ...(facts?.funding ?? []).map(({ value }) => value.title),
        ...items.map(({ fundingLine }) => fundingLine),
      ]),
      dimensions: translatedDimensions(defaultMaturityModel.dimensions, translate),
    };
  }, [programmeState, items, translate]);
}

interface OpenItemDialogProps {
  readonly plan: PlanResponse;
  readonly open: OpenItem;
  readonly today: string;
  readonly onSave: (itemChange: PlanItemChange) => Promise<boolean>;
  readonly onClose: () => void;
}

function OpenItemDialog({ plan, open, ...rest }: OpenItemDialogProps): ReactElement {
  const translate = useTranslate();
  const { item, basis } = open.response;
  return (
    <PlanItemView
      {...rest}
      {...open}
      heading={item.title || translate('plan.untitled')}
      choices={usePlanChoices(plan)}
      entity={plan.entity}
      sourceHref={
        basis === null || basis.assessment === null
          ? null
          : consoleAddressOf({ screen: 'record', log: item.log, doc: basis.assessment, part: '' })
      }
    />
  );
}

interface NewItemDialogProps {
  readonly plan: PlanResponse;
  readonly today: string;
  readonly onAdd: (logId: LogId, item: string, itemChange: PlanItemChange) => Promise<boolean>;
  readonly onClose: () => void;
}

/** A new item: first its mission, then its parts. */
function NewItemDialog({ plan, today, onAdd, onClose }: NewItemDialogProps): ReactElement {
  const translate = useTranslate();
  const language = useLanguage();
  const notify = useNotify();
  // The same for every try, so that a lost answer adds no second item.
  const [id] = useState(() => crypto.randomUUID());
  const open = plan.missions.filter(({ right }) => right === 'all');
  const [logId, setLog] = useState<LogId | null>(open.length === 1 ? (open[0]?.log ?? null) : null);
  const [planItemResponse] = useState(() => blankResponse(id));
  useEffect(() => {
    if (open.length === 0) onClose();
  }, [open.length, onClose]);
  return (
    <PlanItemView
      heading={translate('plan.new.title')}
      response={planItemResponse}
      choices={usePlanChoices(plan)}
      entity={null}
      today={today}
      start={{}}
      moved={[]}
      sourceHref={null}
      onSave={(itemChange) => {
        if (logId !== null) return onAdd(logId, id, itemChange);
        notify({ meaning: 'bad', text: (say) => say('labour.problem.mission') });
        return Promise.resolve(false);
      }}
      onClose={onClose}
    >
      <LongSelect
        label={translate('path.mission')}
        options={open.map(({ log: one, title, country }) => ({
          id: one,
          label: [country === null ? '' : stateNameIn(country, language), title]
            .filter((part) => part !== '')
            .join(' · '),
        }))}
        value={logId === null ? [] : [logId]}
        onChange={([next]) => setLog(next === undefined ? null : LogId.parse(next))}
      />
    </PlanItemView>
  );
}

const noPlan = '00000000-0000-4000-8000-000000000000';

function blankResponse(id: string): PlanItemResponse {
  const logId = LogId.parse(noPlan);
  return {
    item: listPlanItem(logId, noPlan as ListedPlanItem['doc'], blankPlanItem(id)),
    right: 'all',
    texts: { statusReason: '', progress: '', dateReason: '', logframe: '' },
    milestones: [],
    seen: {},
    disputed: {},
    basis: null,
  };
}
