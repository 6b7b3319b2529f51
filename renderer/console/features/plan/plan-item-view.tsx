import './plan.css';
import type { ReactElement, ReactNode } from 'react';
import type { PlanItemResponse } from '#api/plan-api.ts';
import { entityKeyOf, PlanItemStatus, takesPartIn } from '#domain/plan/action-plan.ts';
import { impliesAgreement, type PlanItemChange, partnerMayMove } from '#domain/plan/change-plan.ts';
import { type Translate, useFormat, useTranslate } from '#renderer/i18n';
import { type DimensionChoice, DimensionField } from '#renderer/records/dimension-field.tsx';
import { localNoonMs } from '#renderer/records/local-days.ts';
import { NameField } from '#renderer/records/name-field.tsx';
import type { FieldProblems, RecordFieldsProps } from '#renderer/records/record-fields.tsx';
import { type ChangeValues, RecordFormDialog } from '#renderer/records/record-form-dialog.tsx';
import { valueLabels } from '#renderer/records/value-labels.ts';
import { PageSection, TextLink } from '#renderer/ui';
import { MilestoneFields, milestoneNamesOf } from './milestone-fields-view.tsx';
import { MovedPartsView } from './moved-parts-view.tsx';
import {
  isLateMove,
  milestoneIdsOf,
  type PlanItemField,
  type PlanItemFormValues,
  planItemChangeOf,
  planItemFormOf,
  planItemRowsOf,
  planItemSubject,
  untouchedPartOf,
  untouchedValuesOf,
} from './plan-item-form.ts';

/** Names to choose from, beside those that a person types. */
export interface PlanChoices {
  readonly partners: readonly string[];
  readonly funding: readonly string[];
  readonly dimensions: readonly DimensionChoice[];
}

interface PlanItemViewProps {
  readonly heading: string;
  readonly response: PlanItemResponse;
  readonly choices: PlanChoices;
  /** Entity of the person, where it is a partner's. */
  readonly entity: string | null;
  readonly today: string;
  /** Status that the form begins with, chosen on the board. */
  readonly start: { readonly status?: PlanItemStatus };
  /** Parts that somebody else changed while the form was open. */
  readonly moved: readonly string[];
  /** Page of the assessment behind the item; null where the person opens none. */
  readonly sourceHref: string | null;
  /** Save the changed parts. Answers whether headquarters took them. */
  readonly onSave: (itemChange: PlanItemChange) => Promise<boolean>;
  readonly onClose: () => void;
  /** Fields before the others: the mission of a new item. */
  readonly children?: ReactNode;
}

/** One plan item with all of its parts, to read or to change; unchanged parts are not written. */
export function PlanItemView(props: PlanItemViewProps): ReactElement {
  const { heading, response, today, start, moved, onSave, onClose, children } = props;
  const translate = useTranslate();
  const optionsOf = useFieldOptions(props);
  const changeOf = (values: PlanItemFormValues): PlanItemChange => planItemChangeOf(response, values, today);
  const save = (values: PlanItemFormValues): Promise<boolean> => {
    const itemChange = changeOf(values);
    if (Object.keys(itemChange).length > 0) return onSave(itemChange);
    onClose();
    return Promise.resolve(true);
  };
  return (
    <RecordFormDialog<PlanItemFormValues>
      title={heading}
      act={translate('ui.save')}
      width="l"
      subject={planItemSubject}
      rows={(values) => planItemRowsOf(response, values, today)}
      stored={planItemFormOf(response)}
      start={(changed) => ({ ...untouchedValuesOf(response, { ...start, ...changed }, today), ...start })}
      findProblems={(values) => findPlanProblems(translate, response, values, today)}
      findObstacle={(values) =>
        isLabourOpen(changeOf(values), values) ? translate('labour.refused.open') : undefined
      }
      options={optionsOf}
      drawn={(values, change, problems) => drawnFieldsOf(props, values, change, optionsOf(values), problems)}
      above={(values, change) => (
        <>
          {children}
          <MovedPartsView
            moved={moved}
            asked={Object.keys(changeOf(values))}
            response={response}
            onTake={(part) => change(untouchedPartOf(response, values, part))}
          />
        </>
      )}
      list={(values, change) => ({
        names: milestoneIdsOf(values).flatMap(milestoneNamesOf),
        content: <MilestoneFields response={response} values={values} onChange={change} />,
      })}
      below={() => (
        <PlanBasis response={response} href={props.sourceHref} isPartner={props.entity !== null} />
      )}
      isReadOnly={response.right === 'none'}
      onSave={save}
      onClose={onClose}
    />
  );
}

/** Fields for people who edit whole items; those of a partner are dates, status and progress. */
const labourFields: readonly PlanItemField[] = [
  'title',
  'lead',
  'supporting',
  'counterpart',
  'funding-line',
  'dimension',
  'logframe',
];

type FieldOptions = NonNullable<RecordFieldsProps<PlanItemFormValues>['options']>;

/** Props of fields by the rights of the person, with the values of fields in conflict. */
function useFieldOptions(props: PlanItemViewProps): (values: PlanItemFormValues) => FieldOptions {
  const { response, entity, today } = props;
  const { item, right, disputed } = response;
  const translate = useTranslate();
  const { date } = useFormat();
  const mayChoose = (status: PlanItemStatus): boolean =>
    right === 'all' ||
    status === item.status ||
    (takesPartIn(item, entity ?? '') && partnerMayMove(item, status));
  const disputes: FieldOptions = Object.fromEntries(
    Object.entries(disputed).map(([name, values]) => [
      name,
      { description: translate('labour.disputed.values', { values: values.join(' / ') }) },
    ]),
  );
  const labour: FieldOptions = Object.fromEntries(
    labourFields.map((name) => [name, { ...disputes[name], isReadOnly: right !== 'all' }]),
  );
  return ({ to }) => ({
    ...disputes,
    ...labour,
    ...(item.agreedTo !== null && {
      to: { description: translate('labour.agreedTo', { day: date(localNoonMs(item.agreedTo)) }) },
    }),
    'date-reason': {
      rows: 1,
      description: isLateMove(item, to, today) ? translate('labour.stillLate') : undefined,
    },
    status: {
      ...disputes.status,
      choices: PlanItemStatus.options
        .filter(mayChoose)
        .map((id) => ({ id, label: translate(valueLabels.planStatus[id]) })),
    },
    'status-reason': { rows: 1 },
  });
}

/** Fields with choices that are records of the programme. */
function drawnFieldsOf(
  { response, choices }: PlanItemViewProps,
  values: PlanItemFormValues,
  change: ChangeValues<PlanItemFormValues>,
  options: FieldOptions,
  problems: FieldProblems<PlanItemFormValues>,
): RecordFieldsProps<PlanItemFormValues>['drawn'] {
  const field = (name: 'lead' | 'supporting' | 'funding-line' | 'dimension') => ({
    subject: planItemSubject,
    name,
    isReadOnly: response.right !== 'all',
    description: options[name]?.description,
    problem: problems[name],
  });
  return {
    lead: (
      <NameField
        {...field('lead')}
        offered={choices.partners}
        value={[values.lead]}
        onChange={([lead = '']) => change({ lead })}
      />
    ),
    supporting: (
      <NameField
        {...field('supporting')}
        offered={choices.partners.filter((partner) => entityKeyOf(partner) !== entityKeyOf(values.lead))}
        value={values.supporting}
        onChange={(supporting) => change({ supporting })}
      />
    ),
    'funding-line': (
      <NameField
        {...field('funding-line')}
        offered={choices.funding}
        value={[values['funding-line']]}
        onChange={([fundingLine = '']) => change({ 'funding-line': fundingLine })}
      />
    ),
    dimension: (
      <DimensionField
        {...field('dimension')}
        offered={choices.dimensions}
        value={values.dimension}
        onChange={(dimension) => change({ dimension })}
      />
    ),
  };
}

/** Obstacles of a save, by field; headquarters refuses them too. */
function findPlanProblems(
  translate: Translate,
  { item }: PlanItemResponse,
  values: PlanItemFormValues,
  today: string,
): FieldProblems<PlanItemFormValues> {
  const { title, from, to, status } = values;
  const isReasonMissing = isLateMove(item, to, today) && values['date-reason'].trim() === '';
  const isWhyMissing = status === 'dropped' && values['status-reason'].trim() === '';
  return {
    title: title.trim() === '' ? translate('labour.problem.title') : undefined,
    to: from !== null && to !== null && to < from ? translate('plan.days.wrong') : undefined,
    'date-reason': isReasonMissing ? translate('labour.problem.dateReason') : undefined,
    'status-reason': isWhyMissing ? translate('plan.blocked.reason') : undefined,
  };
}

/** Return whether a change needs the division of labour while a part of it is empty. */
const isLabourOpen = (
  { status, lead, counterpart, 'funding-line': fundingLine }: PlanItemChange,
  values: PlanItemFormValues,
): boolean =>
  [status, lead, counterpart, fundingLine].some((part) => part !== undefined) &&
  impliesAgreement(values.status) &&
  [values.lead, values.counterpart, values['funding-line']].some((part) => part.trim() === '');

interface BasisProps {
  readonly response: PlanItemResponse;
  readonly href: string | null;
  readonly isPartner: boolean;
}

/** Recommendation and findings behind an item, as far as the person may read them. */
function PlanBasis({ response: { basis }, href, isPartner }: BasisProps): ReactElement | null {
  const translate = useTranslate();
  if (basis === null) return null;
  return (
    <PageSection
      kind="side"
      title={translate('labour.basis')}
      description={isPartner ? translate('labour.basis.partner') : undefined}
    >
      <p dir="auto">{basis.recommendation}</p>
      <ul className="plan-findings">
        {basis.findings.map(({ id, text, kind }) => (
          <li key={id}>
            <small>{translate(valueLabels.findingKind[kind])}</small> <bdi>{text}</bdi>
          </li>
        ))}
      </ul>
      {href !== null && <TextLink href={href}>{translate('labour.basis.open')}</TextLink>}
    </PageSection>
  );
}
