import type { ReactElement } from 'react';
import type { PlanItem, PlanItemStatus } from '#domain/plan/action-plan.ts';
import { decidePlanStatus } from '#domain/plan/change-plan.ts';
import { useFormat, useTranslate } from '#renderer/i18n';
import { RecordFormDialog } from '#renderer/records/record-form-dialog.tsx';
import { planItemSubjectOf } from './plan-item-view.tsx';
import { statusRefusalText } from './refusal-texts.ts';

/** Statuses with a reason: required for a dropped item, optional for one on hold. */
type ReasonedStatus = Extract<PlanItemStatus, 'dropped' | 'on-hold'>;

export const statusReasonRows = ['status-reason'] as const;

interface StatusReasonDialogViewProps {
  /** Item as it was when the form was opened. */
  readonly item: PlanItem;
  readonly status: ReasonedStatus;
  /** Reason why the last save was not taken. */
  readonly refusal?: string | null;
  /** Problems are named from the beginning. */
  readonly isTried?: boolean;
  readonly onSave: (reason: string) => Promise<boolean>;
  readonly onClose: () => void;
}

/** Form for the reason of a status. */
export function StatusReasonDialogView(props: StatusReasonDialogViewProps): ReactElement {
  const { item, status, refusal, isTried, onSave, onClose } = props;
  const translate = useTranslate();
  const format = useFormat();
  const isDropped = status === 'dropped';
  const problemOf = (reason: string): string | undefined => {
    const decided = decidePlanStatus(item, status, reason);
    return decided.ok ? undefined : statusRefusalText(translate, format.list, decided.refusal);
  };
  return (
    <RecordFormDialog
      title={translate(isDropped ? 'plan.drop.title' : 'plan.hold.title')}
      act={translate(isDropped ? 'plan.drop.do' : 'plan.hold.do')}
      isDanger={isDropped}
      subject={planItemSubjectOf(item.id)}
      rows={() => statusReasonRows}
      stored={{ 'status-reason': item.statusReason }}
      refusal={refusal}
      isTried={isTried}
      findProblems={({ 'status-reason': reason }) => ({ 'status-reason': problemOf(reason) })}
      options={() => ({
        'status-reason': {
          label: translate(isDropped ? 'plan.drop.reason' : 'plan.hold.reason'),
          rows: 2,
          isRequired: isDropped,
        },
      })}
      onSave={({ 'status-reason': reason }) => onSave(reason)}
      onClose={onClose}
    />
  );
}
