import { Plus, Trash2 } from 'lucide-react';
import type { ReactElement } from 'react';
import type { PlanItemResponse } from '#api/plan-api.ts';
import { useTranslate } from '#renderer/i18n';
import { RecordFields } from '#renderer/records/record-fields.tsx';
import type { ChangeValues } from '#renderer/records/record-form-dialog.tsx';
import { Button, PageSection } from '#renderer/ui';
import { milestoneIdsOf, type PlanItemFormValues, planItemSubject } from './plan-item-form.ts';
import './plan.css';

/** Names of the fields of one milestone, in their order. */
export const milestoneNamesOf = (id: string) =>
  [`milestones/${id}/text`, `milestones/${id}/day`, `milestones/${id}/done`] as const;

interface MilestoneFieldsProps {
  readonly response: PlanItemResponse;
  readonly values: PlanItemFormValues;
  readonly onChange: ChangeValues<PlanItemFormValues>;
}

/** Milestones of an item. A partner marks them as reached; the others write them too. */
export function MilestoneFields(props: MilestoneFieldsProps): ReactElement | null {
  const { response, values, onChange } = props;
  const { right, milestones } = response;
  const translate = useTranslate();
  const ids = milestoneIdsOf(values);
  if (ids.length === 0 && right !== 'all') return null;
  const isWritten = right === 'all';
  const isStored = (id: string): boolean =>
    milestones.some((milestone) => milestone.id === id && milestone.isStored);
  return (
    <PageSection kind="side" title={translate('path.item.milestones')}>
      <ul className="fb-form-rows plan-milestones">
        {ids.map((id, index) => {
          const [text, day, done] = milestoneNamesOf(id);
          const number = index + 1;
          return (
            <li key={id}>
              <RecordFields
                subject={planItemSubject}
                rows={[text, day, done]}
                values={values}
                onChange={onChange}
                options={{
                  [text]: {
                    label: translate('plan.milestones.text', { number }),
                    hideLabel: true,
                    rows: 1,
                    isReadOnly: !isWritten,
                  },
                  [day]: {
                    label: translate('plan.milestones.day', { number }),
                    hideLabel: true,
                    isReadOnly: !isWritten,
                  },
                  [done]: { isReadOnly: right === 'none' || (right === 'progress' && !isStored(id)) },
                }}
              />
              {isWritten && (
                <Button
                  kind="quiet"
                  icon={Trash2}
                  label={translate('plan.milestones.remove', { number })}
                  onPress={() => onChange({ [`milestones/${id}/removed`]: true })}
                >
                  {translate('ui.remove')}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
      {isWritten && (
        <div>
          <Button
            kind="quiet"
            icon={Plus}
            onPress={() => onChange({ [`milestones/${crypto.randomUUID()}/text`]: '' })}
          >
            {translate('plan.milestones.add')}
          </Button>
        </div>
      )}
    </PageSection>
  );
}
