import type { ReactElement } from 'react';
import { useTranslate } from '#renderer/i18n';
import { RecordFields } from '#renderer/records/record-fields.tsx';
import { Button, Form, FormActs, ScreenPage } from '#renderer/ui';
import { planItemRows, planItemSubjectOf } from './plan-item-view.tsx';
import './plan.css';

interface NewPlanItemViewProps {
  /** Id that the item gets. */
  readonly id: string;
  readonly title: string;
  readonly problem: string | null;
  readonly onTitle: (title: string) => void;
  /** Keep it, as soon as it has a title. Answers whether the plan took it. */
  readonly onCreate: () => Promise<boolean>;
  readonly onCancel: () => void;
}

/** An item before it has a title: nothing of it is stored. */
export function NewPlanItemView(props: NewPlanItemViewProps): ReactElement {
  const { id, title, problem, onTitle, onCreate, onCancel } = props;
  const translate = useTranslate();
  return (
    <ScreenPage width="reading">
      <Form name={translate('plan.new.create')} className="plan-form" onSubmit={onCreate}>
        <RecordFields
          subject={planItemSubjectOf(id)}
          rows={planItemRows.title}
          values={{ title }}
          onChange={(values) => onTitle(values.title ?? '')}
          problems={{ title: problem ?? undefined }}
          options={{ title: { description: translate('plan.new.how'), hasFirstFocus: true } }}
        />
        <FormActs className="plan-form-acts">
          <Button kind="primary" type="submit" isDisabled={title.trim() === ''}>
            {translate('plan.new.create')}
          </Button>
          <Button onPress={onCancel}>{translate('ui.cancel')}</Button>
        </FormActs>
      </Form>
    </ScreenPage>
  );
}
