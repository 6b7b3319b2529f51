import { type ReactElement, useMemo, useState } from 'react';
import { v7 as newId } from 'uuid';
import type { JsonValue } from '#base/json.ts';
import { conflictPathsOf, type Document } from '#domain/document/document.ts';
import { removeFromList } from '#domain/document/list-order.ts';
import { type PathValue, pathOf } from '#domain/document/op.ts';
import type { LogId } from '#domain/ids.ts';
import { checkAgreement, type PlanItem, type PlanItemStatus } from '#domain/plan/action-plan.ts';
import { createPlanItem, decidePlanStatus, type PlanStatusRefusal } from '#domain/plan/change-plan.ts';
import {
  type Milestone,
  milestonePath,
  newMilestone,
  readMilestones,
  removeMilestone,
  storeMilestone,
} from '#domain/plan/milestones.ts';
import { findDuplications } from '#domain/plan/plan-duplications.ts';
import { defaultMaturityModel } from '#domain/scoring/maturity-model.ts';
import {
  CheckedTextHits,
  namesOfPeople,
  useTextChecks,
} from '#renderer/field/app/documents/checked-text-field.tsx';
import { DocumentFields } from '#renderer/field/app/documents/document-fields.tsx';
import {
  type MissionActionPlan,
  useActionPlan,
  useKnownPlanNames,
  useMemberStatePlanItems,
} from '#renderer/field/app/documents/use-action-plan.ts';
import { useChangeRecord } from '#renderer/field/app/documents/use-document.ts';
import { editedTextOf, useDraft } from '#renderer/field/app/documents/use-draft.ts';
import { NotFoundScreen, ScreenFrame, useMissionCrumbs } from '#renderer/field/app/frame/screen-frame.tsx';
import { useFieldServices } from '#renderer/field/app/session/field-services.tsx';
import { useRecordUndo } from '#renderer/field/app/undo/record-undo.tsx';
import { fieldAddressOf } from '#renderer/field/parts/field-route.ts';
import { useFormat, useTranslate } from '#renderer/i18n';
import { type TextChecks, TextChecksContext } from '#renderer/records/text-checks.ts';
import { MilestoneRowView } from './milestone-row-view.tsx';
import { MilestoneListView } from './milestones-view.tsx';
import { NewPlanItemView, PlanItemView, PlanNoticeView } from './plan-item-view.tsx';
import { statusRefusalText } from './refusal-texts.ts';
import { StatusReasonDialogView } from './status-reason-dialog-view.tsx';

/** Checks of the texts of a plan, against the names that this laptop knows. */
function usePlanTextChecks({ document, mode, change }: MissionActionPlan): TextChecks {
  const names = namesOfPeople(useFieldServices().session.people);
  return useTextChecks({ document, names, confirm: mode === 'open' ? change : null });
}

interface PlanItemScreenProps {
  readonly log: LogId;
  readonly item: string;
}

/** One item of the action plan. */
export function PlanItemScreen({ log, item: id }: PlanItemScreenProps): ReactElement {
  const actionPlan = useActionPlan(log);
  const crumbs = useMissionCrumbs(log, 'plan');
  if (actionPlan === null)
    return (
      <ScreenFrame title="" crumbs={crumbs}>
        {null}
      </ScreenFrame>
    );
  if (id === newItemId) return <NewPlanItem log={log} plan={actionPlan} />;
  const planItem = actionPlan.items.find((one) => one.id === id);
  return planItem ? <PlanItemEditor log={log} plan={actionPlan} item={planItem} /> : <NotFoundScreen />;
}

/** Segment of an item in the address before it is stored. */
export const newItemId = 'new';

interface NewPlanItemProps {
  readonly log: LogId;
  readonly plan: MissionActionPlan;
}

/** An item that is stored with its first words. */
function NewPlanItem({ log, plan }: NewPlanItemProps): ReactElement {
  const translate = useTranslate();
  const { navigate } = useFieldServices();
  const [id] = useState(() => newId());
  const [title, setTitle] = useState('');
  const create = async (): Promise<boolean> => {
    const isKept = title.trim() !== '' && (await plan.change(createPlanItem(plan.items, id, null, title)));
    if (isKept) navigate({ screen: 'planItem', log, item: id });
    return isKept;
  };
  return (
    <ScreenFrame title={translate('plan.new.title')} crumbs={useMissionCrumbs(log, 'plan')}>
      <NewPlanItemView
        id={id}
        title={title}
        problem={plan.problem && translate(plan.problem)}
        onTitle={setTitle}
        onCreate={create}
        onCancel={() => navigate({ screen: 'mission', log, tab: 'plan' })}
      />
    </ScreenFrame>
  );
}

interface PlanItemEditorProps {
  readonly log: LogId;
  readonly plan: MissionActionPlan;
  readonly item: PlanItem;
}

function PlanItemEditor({ log, plan, item }: PlanItemEditorProps): ReactElement {
  const translate = useTranslate();
  const format = useFormat();
  const { navigate } = useFieldServices();
  const { document, items, mode, change, problem } = plan;
  const at = (part: string): string => `items/${item.id}/${part}`;
  const elsewhere = useMemberStatePlanItems(log);
  const { notifyAct } = useRecordUndo();
  const knownPlanNames = useKnownPlanNames();
  const duplications = useMemo(
    () => findDuplications([item], [...items.filter(({ id }) => id !== item.id), ...elsewhere]),
    [item, items, elsewhere],
  );
  const [planStatusRefusal, setRefusal] = useState<PlanStatusRefusal | null>(null);
  const [asked, setAsked] = useState<AskedReason | null>(null);

  const moveTo = (newStatus: PlanItemStatus): void => {
    const decided = decidePlanStatus(item, newStatus, '');
    setRefusal(decided.ok ? null : decided.refusal);
    if (decided.ok) void change(decided.value);
  };
  const said = planStatusRefusal && currentRefusalOf(item, planStatusRefusal);
  const saidWhy = said && statusRefusalText(translate, format.list, said);
  const set = (part: string, value: JsonValue): void =>
    void change([{ path: pathOf('items', item.id, part), value }]);

  return (
    <TextChecksContext value={usePlanTextChecks(plan)}>
      <ScreenFrame title={item.title || translate('plan.untitled')} crumbs={useMissionCrumbs(log, 'plan')}>
        <PlanItemView
          item={item}
          fields={(fieldsProps) => (
            <DocumentFields
              {...fieldsProps}
              log={log}
              document={document}
              change={change}
              isReadOnly={() => mode !== 'open'}
            />
          )}
          notice={<PlanNoticeView mode={mode} />}
          milestones={
            <Milestones
              log={log}
              plan={document}
              item={item.id}
              isReadOnly={mode !== 'open'}
              change={change}
              onRemoved={() => notifyAct((say) => say('plan.milestones.removed'))}
            />
          }
          isReadOnly={mode !== 'open'}
          facts={{
            dimensions: defaultMaturityModel.dimensions,
            partners: knownPlanNames.partners,
            fundingLines: knownPlanNames.fundingLines,
            duplications,
            conflicts: conflictPathsOf(document).filter((path) => path.startsWith(at(''))).length,
            originHref:
              item.assessment &&
              fieldAddressOf({ screen: 'assessment', log, doc: item.assessment, tab: 'findings' }),
            problem: asked ? null : (saidWhy ?? (problem && translate(problem))),
          }}
          acts={{
            onDimension: (code) => set('dimension', code),
            onStatus: (newStatus) => {
              if (newStatus !== 'dropped' && newStatus !== 'on-hold') return moveTo(newStatus);
              setRefusal(null);
              setAsked({ status: newStatus, item, opened: document });
            },
            onName: set,
            onSupporting: (names) => set('supporting', names),
            onOpenConflicts: () => navigate({ screen: 'conflicts' }),
            onRemove: () =>
              void change(removeFromList('items', item.id)).then((isKept) => {
                if (!isKept) return;
                navigate({ screen: 'mission', log, tab: 'plan' });
                notifyAct((say) => say('plan.removed', { title: item.title || say('plan.untitled') }));
              }),
          }}
        />
        {asked && <StatusReasonDialog log={log} asked={asked} onClose={() => setAsked(null)} />}
      </ScreenFrame>
    </TextChecksContext>
  );
}

/** Status that waits for its reason. */
interface AskedReason extends Pick<Parameters<typeof StatusReasonDialogView>[0], 'status' | 'item'> {
  /** The plan as it was when the form was opened: what arrives meanwhile is not written over. */
  readonly opened: Document;
}

interface StatusReasonDialogProps extends Pick<Parameters<typeof StatusReasonDialogView>[0], 'onClose'> {
  readonly log: LogId;
  readonly asked: AskedReason;
}

function StatusReasonDialog({ log, asked, onClose }: StatusReasonDialogProps): ReactElement {
  const { opened, item, status } = asked;
  const translate = useTranslate();
  const { change, problem } = useChangeRecord(log, opened);
  const save = async (reason: string): Promise<boolean> => {
    const decided = decidePlanStatus(item, status, reason);
    const isSaved = decided.ok && (await change(decided.value));
    if (isSaved) onClose();
    return isSaved;
  };
  return (
    <StatusReasonDialogView
      item={item}
      status={status}
      refusal={problem && translate(problem)}
      onSave={save}
      onClose={onClose}
    />
  );
}

/** A refusal for an open division of labour lasts while that is open, and names the present obstacles. */
function currentRefusalOf(
  planItem: PlanItem,
  planStatusRefusal: PlanStatusRefusal,
): PlanStatusRefusal | null {
  if (planStatusRefusal.kind === 'reasonMissing') return planStatusRefusal;
  const agreed = checkAgreement(planItem);
  return agreed.ok ? null : agreed.refusal;
}

interface MilestonesProps {
  readonly log: LogId;
  readonly plan: Document;
  /** Id of the plan item. */
  readonly item: string;
  readonly isReadOnly: boolean;
  readonly change: (pathValues: readonly PathValue[]) => Promise<boolean>;
  readonly onRemoved: () => void;
}

/** Milestones of a plan item: those that are stored, and new ones until their first word or day. */
function Milestones(props: MilestonesProps): ReactElement {
  const { plan, item, isReadOnly, change, onRemoved } = props;
  const [addedMilestones, setAdded] = useState<readonly Milestone[]>([]);
  const storedMilestones = readMilestones(plan, item);
  const rows = [
    ...storedMilestones,
    ...addedMilestones.filter(({ id }) => !storedMilestones.some((milestone) => milestone.id === id)),
  ];
  const remove = async (row: Milestone): Promise<void> => {
    setAdded((previousMilestones) => previousMilestones.filter(({ id }) => id !== row.id));
    if (!storedMilestones.some(({ id }) => id === row.id)) return;
    // Stored by an act of its own, so that an undo of the removal has words to bring back.
    if (!row.isStored && !(await change(storeMilestone(item, row)))) return;
    if (await change(removeMilestone(item, row))) onRemoved();
  };
  return (
    <MilestoneListView
      onAdd={isReadOnly ? undefined : () => setAdded([...addedMilestones, newMilestone(rows, newId())])}
    >
      {rows.map((row, at) => (
        <MilestoneRow
          key={row.id}
          {...props}
          row={row}
          number={at + 1}
          isNew={addedMilestones.some(({ id }) => id === row.id)}
          onRemove={() => void remove(row)}
        />
      ))}
    </MilestoneListView>
  );
}

interface MilestoneRowProps extends MilestonesProps {
  readonly row: Milestone;
  readonly number: number;
  readonly isNew: boolean;
  readonly onRemove: () => void;
}

/** One milestone. Its first change stores all of it, so that a line of an earlier version keeps its other parts. */
function MilestoneRow(props: MilestoneRowProps): ReactElement {
  const { log, plan, item, row, number, isNew, isReadOnly, change, onRemove } = props;
  const textDraft = useDraft(log, plan, milestonePath(item, row.id, 'text'));
  const [isTyped, setIsTyped] = useState(false);
  const [isTaken, setIsTaken] = useState(row.isStored);
  const store = (parts: Partial<Milestone>): void => {
    setIsTaken(true);
    void change(storeMilestone(item, { ...row, ...parts }));
  };
  const set = (part: 'day' | 'done', value: string | boolean | null): void =>
    void change([{ path: milestonePath(item, row.id, part), value }]);
  const isStored = row.isStored || isTaken;
  const text = row.isStored || isTyped ? textDraft.text : row.text;
  const onText = (next: string): void => {
    if (!isStored) store({});
    setIsTyped(true);
    textDraft.onChange(next);
  };
  return (
    <MilestoneRowView
      number={number}
      row={row}
      text={{ ...editedTextOf(textDraft), text, onChange: onText }}
      hits={<CheckedTextHits text={text} onChange={isReadOnly ? undefined : onText} />}
      hasFirstFocus={isNew}
      isReadOnly={isReadOnly}
      onDay={(day) => (isStored ? set('day', day) : store({ day }))}
      onDone={(isDone) => (isStored ? set('done', isDone) : store({ isDone }))}
      onRemove={onRemove}
    />
  );
}
