import { type ReactElement, useState } from 'react';
import { v7 as newId } from 'uuid';
import type { Document } from '#domain/document/document.ts';
import type { PathValue } from '#domain/document/op.ts';
import type { LogId } from '#domain/ids.ts';
import {
  type Milestone,
  milestonePath,
  newMilestone,
  readMilestones,
  removeMilestone,
  storeMilestone,
} from '#domain/plan/milestones.ts';
import { CheckedTextHits } from '#renderer/field/app/documents/checked-text-field.tsx';
import { editedTextOf, useDraft } from '#renderer/field/app/documents/use-draft.ts';
import { MilestoneListView, MilestoneRowView } from './milestones-view.tsx';

interface MilestonesProps {
  readonly log: LogId;
  readonly plan: Document;
  /** Id of the plan item. */
  readonly item: string;
  readonly isReadOnly: boolean;
  readonly change: (values: readonly PathValue[]) => Promise<boolean>;
  readonly onRemoved: () => void;
}

/** Milestones of a plan item: those that are stored, and new ones until their first word or day. */
export function Milestones(props: MilestonesProps): ReactElement {
  const { plan, item, isReadOnly, change, onRemoved } = props;
  const [added, setAdded] = useState<readonly Milestone[]>([]);
  const stored = readMilestones(plan, item);
  const rows = [...stored, ...added.filter(({ id }) => !stored.some((one) => one.id === id))];
  const remove = async (row: Milestone): Promise<void> => {
    setAdded((before) => before.filter(({ id }) => id !== row.id));
    if (!stored.some(({ id }) => id === row.id)) return;
    // Stored by an act of its own, so that an undo of the removal has words to bring back.
    if (!row.isStored && !(await change(storeMilestone(item, row)))) return;
    if (await change(removeMilestone(item, row))) onRemoved();
  };
  return (
    <MilestoneListView
      onAdd={isReadOnly ? undefined : () => setAdded([...added, newMilestone(rows, newId())])}
    >
      {rows.map((row, at) => (
        <MilestoneRow
          key={row.id}
          {...props}
          row={row}
          number={at + 1}
          isNew={added.some(({ id }) => id === row.id)}
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
  const draft = useDraft(log, plan, milestonePath(item, row.id, 'text'));
  const [isTyped, setIsTyped] = useState(false);
  const [isTaken, setIsTaken] = useState(row.isStored);
  const store = (parts: Partial<Milestone>): void => {
    setIsTaken(true);
    void change(storeMilestone(item, { ...row, ...parts }));
  };
  const set = (part: 'day' | 'done', value: string | boolean | null): void =>
    void change([{ path: milestonePath(item, row.id, part), value }]);
  const isStored = row.isStored || isTaken;
  const text = row.isStored || isTyped ? draft.text : row.text;
  const onText = (next: string): void => {
    if (!isStored) store({});
    setIsTyped(true);
    draft.onChange(next);
  };
  return (
    <MilestoneRowView
      number={number}
      row={row}
      text={{ ...editedTextOf(draft), text, onChange: onText }}
      hits={<CheckedTextHits text={text} onChange={isReadOnly ? undefined : onText} />}
      hasFirstFocus={isNew}
      isReadOnly={isReadOnly}
      onDay={(day) => (isStored ? set('day', day) : store({ day }))}
      onDone={(isDone) => (isStored ? set('done', isDone) : store({ isDone }))}
      onRemove={onRemove}
    />
  );
}
