import type { ReactElement } from 'react';
import type { PlanItem } from '#domain/plan/action-plan.ts';
import type { Milestone } from '#domain/plan/milestones.ts';
import { findDuplications, noDuplications } from '#domain/plan/plan-duplications.ts';
import type { EditedText } from '#renderer/field/parts/text-field-props.ts';
import { RecordFields } from '#renderer/records/record-fields.tsx';
import { useSample } from '#renderer/ui/gallery/sample.ts';
import type { StoriesAbout } from '#renderer/ui/gallery/story-registry.ts';
import { SampleMissionScreen } from '#renderer/ui/stories/sample-rail.tsx';
import { MissionView } from '../mission-view.tsx';
import { ActionPlanView, planRowsOf } from './action-plan-view.tsx';
import { MilestoneRowView } from './milestone-row-view.tsx';
import { MilestoneListView } from './milestones-view.tsx';
import {
  NewPlanItemView,
  type PlanItemFieldValues,
  PlanItemView,
  PlanNoticeView,
} from './plan-item-view.tsx';
import { StatusReasonDialogView } from './status-reason-dialog-view.tsx';

export const about: StoriesAbout = { title: 'Action plan', layout: 'page' };

const nothing = (): void => undefined;
const neverSaved = (): Promise<boolean> => Promise.resolve(false);
const draft = { of: 'record' } as const;

const milestone = (id: string, text: string, day: string | null, isDone = false): Milestone => ({
  id,
  text,
  day,
  isDone,
  order: id,
  isStored: true,
});

const bare: PlanItem = {
  id: 'i1',
  title: 'A written form for the check before use',
  assessment: null,
  recommendation: null,
  dimension: 'D5',
  lead: 'Programme office',
  supporting: ['Regional centre'],
  counterpart: 'National Police, legal department',
  fundingLine: 'Line 4',
  from: '2027-01-11',
  to: '2027-06-30',
  milestones: [
    milestone('m1', 'Group named', '2027-02-15', true),
    milestone('m2', 'Draft approved', '2027-03-31'),
    milestone('m3', 'Form in use', null),
  ],
  logframe: 'O2.1',
  status: 'agreed',
  statusReason: '',
  progress: '',
  agreedTo: null,
  dateReason: '',
  order: 'a0',
  apart: [],
  disputed: [],
};

const items: readonly PlanItem[] = [
  bare,
  {
    ...bare,
    id: 'i2',
    title: 'Review of tools in use',
    lead: 'Partner organization',
    counterpart: '',
    fundingLine: '',
    from: '2027-04-01',
    to: null,
    status: 'proposed',
  },
  { ...bare, id: 'i3', title: '', dimension: 'D7', lead: '', from: null, to: null, status: 'on-hold' },
];

interface ShownPlanProps {
  readonly items: readonly PlanItem[];
  readonly isReadOnly?: boolean;
  readonly conflicts?: number;
}

function ShownPlan({
  items: shownPlanItems,
  isReadOnly = false,
  conflicts = 0,
}: ShownPlanProps): ReactElement {
  const planDuplications = findDuplications(shownPlanItems);
  return (
    <SampleMissionScreen>
      <MissionView
        about={null}
        tab="plan"
        onTab={nothing}
        assessments={[]}
        workshops={[]}
        removed={{ assessments: [], workshops: [] }}
        notes={null}
        isReadOnly={isReadOnly}
        more={[
          {
            id: 'plan',
            label: 'Plan',
            count: shownPlanItems.length,
            content: (
              <ActionPlanView
                rows={planRowsOf(
                  shownPlanItems,
                  planDuplications,
                  () => '#/missions',
                  () => conflicts,
                )}
                duplications={planDuplications}
                problem={null}
                onAdd={isReadOnly ? undefined : nothing}
              />
            ),
          },
        ]}
      />
    </SampleMissionScreen>
  );
}

/** Two items may be the same work; one lacks counterpart and funding line. */
export function Table(): ReactElement {
  return <ShownPlan items={items} />;
}

export function Empty(): ReactElement {
  return <ShownPlan items={[]} />;
}

export function ReadOnly(): ReactElement {
  return <ShownPlan items={items} isReadOnly />;
}

export function Contested(): ReactElement {
  return <ShownPlan items={[{ ...bare, disputed: ['lead'] }]} conflicts={1} />;
}

export function LongText(): ReactElement {
  const { institutionLong } = useSample();
  return (
    <ShownPlan
      items={[{ ...bare, title: institutionLong, lead: institutionLong, counterpart: institutionLong }]}
    />
  );
}

interface ShownItemProps {
  readonly item: PlanItem;
  readonly problem?: string;
  readonly isReadOnly?: boolean;
  readonly conflicts?: number;
}

function ShownItem({ item, problem, isReadOnly = false, conflicts = 0 }: ShownItemProps): ReactElement {
  const typed = (text: string): EditedText => ({ text, onChange: nothing, onBlur: nothing, problem: null });
  return (
    <SampleMissionScreen>
      <PlanItemView
        item={item}
        fields={(fieldsProps) => (
          <RecordFields<PlanItemFieldValues>
            {...fieldsProps}
            // On the screen they save themselves.
            options={{
              ...fieldsProps.options,
              title: { draft },
              counterpart: { draft },
              logframe: { ...fieldsProps.options?.logframe, draft },
            }}
            values={{
              title: item.title,
              counterpart: item.counterpart,
              logframe: item.logframe,
              from: item.from,
              to: item.to,
            }}
            onChange={nothing}
            isReadOnly={isReadOnly}
          />
        )}
        milestones={
          <MilestoneListView onAdd={isReadOnly ? undefined : nothing}>
            {item.milestones.map((row, at) => (
              <MilestoneRowView
                key={row.id}
                number={at + 1}
                row={row}
                text={typed(row.text)}
                hits={null}
                isReadOnly={isReadOnly}
                onDay={nothing}
                onDone={nothing}
                onRemove={nothing}
              />
            ))}
          </MilestoneListView>
        }
        notice={<PlanNoticeView mode={isReadOnly ? 'reading' : 'open'} />}
        isReadOnly={isReadOnly}
        facts={{
          dimensions: [
            { code: 'D5', title: 'Responsible technology' },
            { code: 'D7', title: 'Human rights' },
          ],
          partners: ['Programme office', 'Regional centre', 'UNOCT', 'INTERPOL'],
          fundingLines: ['Line 4', 'Line 5'],
          duplications: noDuplications,
          conflicts,
          originHref: '#/missions',
          problem: problem ?? null,
        }}
        acts={{
          onDimension: nothing,
          onStatus: nothing,
          onName: nothing,
          onSupporting: nothing,
          onOpenConflicts: nothing,
          onRemove: nothing,
        }}
      />
    </SampleMissionScreen>
  );
}

export function Item(): ReactElement {
  return <ShownItem item={bare} />;
}

/** Nothing is stored before the item has a title. */
export function NewItem(): ReactElement {
  return (
    <SampleMissionScreen>
      <NewPlanItemView
        id="i1"
        title=""
        problem={null}
        onTitle={nothing}
        onCreate={neverSaved}
        onCancel={nothing}
      />
    </SampleMissionScreen>
  );
}

/** Agreement was tried and is blocked. */
export function ItemBlocked(): ReactElement {
  return (
    <ShownItem
      item={{ ...bare, lead: '', fundingLine: '', status: 'proposed' }}
      problem="Cannot be agreed yet. Add the lead and the funding line."
    />
  );
}

export function ItemReadOnly(): ReactElement {
  return <ShownItem item={{ ...bare, status: 'dropped', statusReason: 'No funds' }} isReadOnly />;
}

export function ItemContested(): ReactElement {
  return <ShownItem item={{ ...bare, disputed: ['lead'] }} conflicts={1} />;
}

export function DropWithoutReason(): ReactElement {
  return (
    <StatusReasonDialogView item={bare} status="dropped" isTried onSave={neverSaved} onClose={nothing} />
  );
}
