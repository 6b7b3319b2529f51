import { Plus, Trash2 } from 'lucide-react';
import type { ReactElement } from 'react';
import type { PlanItemResponse } from '#api/plan-api.ts';
import { entityKeyOf, PlanItemStatus, takesPartIn } from '#domain/plan/action-plan.ts';
import { type PlanItemChange, partnerMayMove } from '#domain/plan/change-plan.ts';
import { isLateItem } from '#domain/plan/plan-figures.ts';
import { useFormat, useTranslate } from '#renderer/i18n';
import { localNoonMs } from '#renderer/records/local-days.ts';
import { valueLabels } from '#renderer/records/value-labels.ts';
import {
  Button,
  Checkbox,
  DateField,
  LongSelect,
  PageSection,
  Select,
  TextArea,
  TextField,
  TextLink,
} from '#renderer/ui';
import './plan.css';

type MilestoneChange = NonNullable<PlanItemChange['milestones']>[number];

/** Names to choose from, beside those that a person types. */
export interface PlanChoices {
  readonly partners: readonly string[];
  readonly funding: readonly string[];
  readonly dimensions: readonly { readonly code: string; readonly title: string }[];
}

/** Obstacles of a save, by field. */
export type PlanProblems = Readonly<
  Partial<Record<'title' | 'to' | 'date-reason' | 'status-reason' | 'labour', string>>
>;

/** Return whether a late item gets another end, which needs a reason. */
export const isLateMove = (listedItem: PlanItemResponse['item'], to: string | null, today: string): boolean =>
  to !== listedItem.to && isLateItem(listedItem, today);

interface PlanFieldsProps {
  readonly response: PlanItemResponse;
  readonly choices: PlanChoices;
  /** Entity of the person, where it is a partner's. */
  readonly entity: string | null;
  readonly today: string;
  readonly change: PlanItemChange;
  readonly problems: PlanProblems;
  readonly write: (itemChange: PlanItemChange) => void;
}

/** Title, lead, supporting entities, counterpart, funding line and dimension: for people who edit whole items. */
export function LabourFields({ response, choices, change, problems, write }: PlanFieldsProps): ReactElement {
  const translate = useTranslate();
  const { item, texts, right, disputed } = response;
  const isReadOnly = right !== 'all';
  const names = (
    part: 'lead' | 'funding-line' | 'supporting',
    label: string,
    options: readonly string[],
    chosen: readonly string[],
    onChange: (names: readonly string[]) => void,
  ): ReactElement => (
    <LongSelect
      label={label}
      options={options.map((name) => ({ id: name, label: name }))}
      value={chosen.filter((name) => name !== '')}
      onChange={(next) => onChange(next.map((name) => name.slice(0, 400)))}
      otherLabel={(name) => translate('plan.names.other', { name })}
      isMultiple={part === 'supporting'}
      isReadOnly={isReadOnly}
      description={disputedText(translate, disputed[part])}
    />
  );
  const lead = change.lead ?? item.lead;
  return (
    <>
      <TextField
        label={translate('path.title')}
        value={change.title ?? item.title}
        onChange={(title) => write({ title })}
        maxLength={400}
        isReadOnly={isReadOnly}
        problem={problems.title}
        description={disputedText(translate, disputed['title'])}
      />
      <div className="fb-form-pair">
        {names('lead', translate('path.item.lead'), choices.partners, [lead], ([name = '']) =>
          write({ lead: name }),
        )}
        {names(
          'supporting',
          translate('path.item.supporting'),
          choices.partners.filter((name) => entityKeyOf(name) !== entityKeyOf(lead)),
          change.supporting ?? item.supporting,
          (supporting) => write({ supporting }),
        )}
      </div>
      <div className="fb-form-pair">
        <TextField
          label={translate('path.item.counterpart')}
          value={change.counterpart ?? item.counterpart}
          onChange={(counterpart) => write({ counterpart })}
          maxLength={400}
          isReadOnly={isReadOnly}
          description={disputedText(translate, disputed['counterpart'])}
        />
        {names(
          'funding-line',
          translate('path.item.fundingLine'),
          choices.funding,
          [change['funding-line'] ?? item.fundingLine],
          ([name = '']) => write({ 'funding-line': name }),
        )}
      </div>
      <div className="fb-form-pair">
        <Select
          label={translate('path.dimension')}
          options={dimensionOptions(choices, change.dimension ?? item.dimension)}
          value={change.dimension ?? item.dimension}
          onChange={(dimension) => write({ dimension })}
          isDisabled={isReadOnly}
        />
        <TextField
          label={translate('path.item.logframe')}
          value={change.logframe ?? texts.logframe}
          onChange={(logframe) => write({ logframe })}
          maxLength={400}
          isReadOnly={isReadOnly}
        />
      </div>
    </>
  );
}

const dimensionOptions = ({ dimensions }: PlanChoices, chosen: string | null) => {
  const listed = dimensions.map(({ code, title }) => ({ id: code, label: `${code} ${title}` }));
  return chosen === null || chosen === '' || listed.some(({ id }) => id === chosen)
    ? listed
    : [...listed, { id: chosen, label: chosen }];
};

const disputedText = (
  translate: ReturnType<typeof useTranslate>,
  values: readonly string[] | undefined,
): string | undefined =>
  values === undefined ? undefined : translate('labour.disputed.values', { values: values.join(' / ') });

/** Dates, status and progress: for partners of the item too. */
export function WorkFields({
  response,
  entity,
  change,
  problems,
  today,
  write,
}: PlanFieldsProps): ReactElement {
  const translate = useTranslate();
  const { date } = useFormat();
  const { item, texts, right, disputed } = response;
  const isReadOnly = right === 'none';
  const itemStatus = change.status ?? item.status;
  const to = change.to === undefined ? item.to : change.to;
  const isAllowed = (one: PlanItemStatus): boolean =>
    right === 'all' || one === item.status || (takesPartIn(item, entity ?? '') && partnerMayMove(item, one));
  return (
    <>
      <div className="fb-form-pair">
        <DateField
          label={translate('path.item.from')}
          value={change.from === undefined ? item.from : change.from}
          onChange={(from) => write({ from })}
          isReadOnly={isReadOnly}
        />
        <DateField
          label={translate('path.item.to')}
          value={to}
          onChange={(next) => write({ to: next })}
          isReadOnly={isReadOnly}
          problem={problems.to}
          description={
            item.agreedTo === null
              ? disputedText(translate, disputed['to'])
              : translate('labour.agreedTo', { day: date(localNoonMs(item.agreedTo)) })
          }
        />
      </div>
      {(isLateMove(item, to, today) || texts.dateReason !== '') && (
        <TextField
          label={translate('path.item.dateReason')}
          value={change['date-reason'] ?? (isLateMove(item, to, today) ? '' : texts.dateReason)}
          onChange={(reason) => write({ 'date-reason': reason })}
          isReadOnly={isReadOnly}
          problem={problems['date-reason']}
          description={isLateMove(item, to, today) ? translate('labour.stillLate') : undefined}
        />
      )}
      <div className="fb-form-pair">
        <Select
          label={translate('path.status')}
          options={PlanItemStatus.options
            .filter(isAllowed)
            .map((id) => ({ id, label: translate(valueLabels.planStatus[id]) }))}
          value={itemStatus}
          onChange={(nextItemStatus) => write({ status: nextItemStatus })}
          isDisabled={isReadOnly}
          description={disputedText(translate, disputed['status'])}
        />
        {(itemStatus === 'dropped' || itemStatus === 'on-hold' || texts.statusReason !== '') && (
          <TextField
            label={translate('path.item.statusReason')}
            value={change['status-reason'] ?? (itemStatus === item.status ? texts.statusReason : '')}
            onChange={(reason) => write({ 'status-reason': reason })}
            isReadOnly={isReadOnly}
            problem={problems['status-reason']}
          />
        )}
      </div>
      <TextArea
        label={translate('path.item.progress')}
        description={disputedText(translate, disputed['progress']) ?? translate('labour.progress.help')}
        value={change.progress ?? texts.progress}
        onChange={(progress) => write({ progress })}
        rows={4}
        maxLength={20_000}
        isReadOnly={isReadOnly}
      />
    </>
  );
}

/** Milestones of an item. A partner marks them as reached; the others write them too. */
export function MilestoneFields({ response, change, write }: PlanFieldsProps): ReactElement | null {
  const translate = useTranslate();
  const { right, milestones } = response;
  const milestoneChanges = change.milestones ?? [];
  const changeOf = (id: string): MilestoneChange | undefined =>
    milestoneChanges.find((milestoneChange) => milestoneChange.id === id);
  const set = (id: string, part: Omit<MilestoneChange, 'id'>): void =>
    write({
      milestones:
        changeOf(id) === undefined
          ? [...milestoneChanges, { id, ...part }]
          : milestoneChanges.map((milestoneChange) =>
              milestoneChange.id === id ? { ...milestoneChange, ...part } : milestoneChange,
            ),
    });
  const addedMilestoneChanges = milestoneChanges.filter(({ id }) => milestones.every((one) => one.id !== id));
  const rows = [
    ...milestones,
    ...addedMilestoneChanges.map(({ id }) => ({
      id,
      text: '',
      day: null,
      isDone: false,
      isStored: false,
      order: '',
    })),
  ].filter(({ id }) => changeOf(id)?.removed !== true);
  if (rows.length === 0 && right !== 'all') return null;
  return (
    <PageSection kind="side" title={translate('path.item.milestones')}>
      <ul className="fb-form-rows plan-milestones">
        {rows.map((row, at) => {
          const { text = row.text, day = row.day, isDone = row.isDone } = changeOf(row.id) ?? {};
          return (
            <li key={row.id}>
              <TextField
                label={translate('plan.milestones.text', { number: at + 1 })}
                hideLabel
                value={text}
                onChange={(next) => set(row.id, { text: next })}
                isReadOnly={right !== 'all'}
              />
              <DateField
                label={translate('plan.milestones.day', { number: at + 1 })}
                hideLabel
                value={day}
                onChange={(next) => set(row.id, { day: next })}
                isReadOnly={right !== 'all'}
              />
              <Checkbox
                label={translate('plan.milestones.reached')}
                state={isDone ? 'on' : 'off'}
                onChange={(next) => set(row.id, { isDone: next })}
                isReadOnly={right === 'none' || (right === 'progress' && !row.isStored)}
              />
              {right === 'all' && (
                <Button
                  kind="quiet"
                  icon={Trash2}
                  label={translate('plan.milestones.remove', { number: at + 1 })}
                  onPress={() =>
                    addedMilestoneChanges.some(({ id }) => id === row.id)
                      ? write({ milestones: milestoneChanges.filter(({ id }) => id !== row.id) })
                      : set(row.id, { removed: true })
                  }
                >
                  {translate('ui.remove')}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
      {right === 'all' && (
        <div>
          <Button kind="quiet" icon={Plus} onPress={() => set(crypto.randomUUID(), { text: '' })}>
            {translate('plan.milestones.add')}
          </Button>
        </div>
      )}
    </PageSection>
  );
}

interface BasisProps {
  readonly response: PlanItemResponse;
  readonly href: string | null;
  readonly isPartner: boolean;
}

/** Recommendation and findings behind an item, as far as the person may read them. */
export function PlanBasis({ response: { basis }, href, isPartner }: BasisProps): ReactElement | null {
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
