import './plan.css';
import { Lock, Trash2 } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import type { JsonValue } from '#base/json.ts';
import type { FormSubject } from '#domain/kinds/form-field.ts';
import type { WriteMode } from '#domain/kinds/permit.ts';
import { checkAgreement, type PlanItem, PlanItemStatus } from '#domain/plan/action-plan.ts';
import type { PlanDuplications } from '#domain/plan/plan-duplications.ts';
import { useFormat, useTranslate } from '#renderer/i18n';
import { type DimensionChoice, DimensionField } from '#renderer/records/dimension-field.tsx';
import { NameField } from '#renderer/records/name-field.tsx';
import { RecordField } from '#renderer/records/record-field.tsx';
import { type FieldRow, RecordFields, type RecordFieldsProps } from '#renderer/records/record-fields.tsx';
import { Banner, Button, Form, FormActs, PageSection, ScreenPage, TextLink } from '#renderer/ui';
import { PlanDuplicationsView } from './action-plan-view.tsx';
import { agreementRefusalText } from './refusal-texts.ts';

/** Fields of an item on its screen, by the last part of their paths. */
type PlanItemField =
  | 'title'
  | 'lead'
  | 'funding-line'
  | 'counterpart'
  | 'supporting'
  | 'dimension'
  | 'logframe'
  | 'from'
  | 'to'
  | 'status';

/** Rows of the fields of an item, by the sections of its screen. */
export const planItemRows = {
  title: ['title'],
  labour: ['lead', 'funding-line', 'counterpart', 'supporting'],
  work: ['dimension', 'logframe', 'from', 'to'],
  status: ['status'],
} as const satisfies { readonly [section: string]: readonly FieldRow<PlanItemField>[] };

/** Registers of one item of a plan. */
export const planItemSubjectOf = (id: string): FormSubject => ({ kind: 'action-plan', below: `items/${id}` });

/** Acts on an item beside typing. */
interface PlanItemHandlers {
  readonly onDimension: (code: string) => void;
  readonly onStatus: (itemStatus: PlanItemStatus) => void;
  readonly onName: (part: 'lead' | 'funding-line', name: string | null) => void;
  readonly onSupporting: (names: readonly string[]) => void;
  readonly onOpenConflicts: () => void;
  readonly onRemove: () => void;
}

/** Facts around an item. */
interface PlanItemFacts {
  readonly dimensions: readonly DimensionChoice[];
  /** Names to choose from. */
  readonly partners: readonly string[];
  readonly fundingLines: readonly string[];
  readonly duplications: PlanDuplications;
  readonly conflicts: number;
  /** Address of its recommendation; null for an item made by hand. */
  readonly originHref: string | null;
  /** Reason why the last change was not kept, or the last status refused. */
  readonly problem: string | null;
}

export type PlanItemFieldValues = { readonly [Name in PlanItemField]?: JsonValue };

/** Rows of fields over the registers of an item, with those that the view draws itself. */
type PlanItemFieldsProps = Pick<
  RecordFieldsProps<PlanItemFieldValues>,
  'subject' | 'rows' | 'options' | 'drawn'
>;

interface PlanItemViewProps {
  readonly item: PlanItem;
  /** The fields of these rows, each saved by itself. */
  readonly fields: (fieldsProps: PlanItemFieldsProps) => ReactNode;
  /** Its milestones, each with its day. */
  readonly milestones: ReactNode;
  readonly facts: PlanItemFacts;
  readonly notice: ReactNode;
  readonly isReadOnly: boolean;
  readonly acts: PlanItemHandlers;
}

/** One item of the action plan: action, people, funding, dates and progress. */
export function PlanItemView(props: PlanItemViewProps): ReactElement {
  const { item, fields, milestones, facts, notice, isReadOnly, acts } = props;
  const translate = useTranslate();
  const format = useFormat();
  const agreed = checkAgreement(item);
  const endsTooEarly = item.from !== null && item.to !== null && item.to < item.from;
  const fieldsOf = (section: keyof typeof planItemRows): ReactNode =>
    fields({
      subject: planItemSubjectOf(item.id),
      rows: planItemRows[section],
      options: {
        logframe: { placeholder: 'O1.2' },
        to: { problem: endsTooEarly ? translate('plan.days.wrong') : undefined },
      },
      drawn: drawnFieldsOf(props),
    });
  return (
    <ScreenPage width="reading">
      {notice}
      {facts.conflicts > 0 && (
        <Banner
          meaning="bad"
          actions={<Button onPress={acts.onOpenConflicts}>{translate('plan.conflicts.open')}</Button>}
        >
          {translate('plan.conflicts', { count: facts.conflicts })}
        </Banner>
      )}
      <PlanDuplicationsView duplications={facts.duplications} />
      <div className="plan-form">
        {fieldsOf('title')}
        {facts.originHref !== null && (
          <p>
            <TextLink href={facts.originHref}>{translate('plan.origin')}</TextLink>
          </p>
        )}
        <PageSection title={translate('plan.labour.title')} description={translate('plan.labour.how')}>
          {!agreed.ok && (
            <Banner meaning="info" isQuiet>
              {agreementRefusalText(translate, format.list, agreed.refusal)}
            </Banner>
          )}
          <div className="plan-fields">{fieldsOf('labour')}</div>
        </PageSection>
        <PageSection title={translate('plan.work.title')}>
          <div className="plan-fields">{fieldsOf('work')}</div>
          {milestones}
        </PageSection>
        <PageSection title={translate('path.status')}>
          {fieldsOf('status')}
          {item.statusReason !== '' && (
            <p dir="auto">{translate('plan.status.reason', { reason: item.statusReason })}</p>
          )}
        </PageSection>
        {!isReadOnly && (
          <div className="plan-form-acts">
            <Button kind="danger" icon={Trash2} onPress={acts.onRemove}>
              {translate('plan.remove')}
            </Button>
          </div>
        )}
      </div>
    </ScreenPage>
  );
}

/** Fields with choices that are records, and the status, which is decided before it is written. */
function drawnFieldsOf({ item, facts, isReadOnly, acts }: PlanItemViewProps): PlanItemFieldsProps['drawn'] {
  const field = { subject: planItemSubjectOf(item.id), isReadOnly };
  return {
    lead: (
      <NameField
        {...field}
        name="lead"
        offered={facts.partners}
        value={[item.lead]}
        hasFirstFocus={item.lead === '' && item.title !== ''}
        onChange={([lead = null]) => acts.onName('lead', lead)}
      />
    ),
    'funding-line': (
      <NameField
        {...field}
        name="funding-line"
        offered={facts.fundingLines}
        value={[item.fundingLine]}
        onChange={([fundingLine = null]) => acts.onName('funding-line', fundingLine)}
      />
    ),
    supporting: (
      <NameField
        {...field}
        name="supporting"
        offered={facts.partners.filter((partner) => partner !== item.lead)}
        value={item.supporting}
        onChange={acts.onSupporting}
      />
    ),
    dimension: (
      <DimensionField
        {...field}
        name="dimension"
        offered={facts.dimensions}
        value={item.dimension}
        onChange={acts.onDimension}
      />
    ),
    status: (
      <RecordField
        {...field}
        name="status"
        value={item.status}
        onChange={(status) => acts.onStatus(PlanItemStatus.parse(status))}
        problem={facts.problem ?? undefined}
      />
    ),
  };
}

/**
 * Reason why the plan is read only; nothing where it can be written.
 */
export function PlanNoticeView({ mode }: { readonly mode: WriteMode }): ReactElement | null {
  const translate = useTranslate();
  if (mode === 'open') return null;
  return (
    <Banner meaning="info" icon={Lock} title={translate('plan.reading.title')}>
      {translate('plan.reading.text')}
    </Banner>
  );
}

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
