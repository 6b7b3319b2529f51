import { Lock, Trash2 } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import {
  checkAgreement,
  parseMilestones,
  type PlanItem,
  PlanItemStatus,
  type PlanDuplication,
} from '#domain/plan/action-plan.ts';
import { type EditedText, textFieldPropsOf } from '#renderer/field/parts/text-field-props.ts';
import { useFormat, useTranslate } from '#renderer/i18n';
import {
  Banner,
  Button,
  Checkbox,
  DateField,
  Dialog,
  PageSection,
  ScreenPage,
  Select,
  TextArea,
  TextField,
  TextLink,
} from '#renderer/ui';
import { PlanDuplicationsView } from './action-plan-view.tsx';
import { agreementRefusalText } from './refusal-texts.ts';
import './plan.css';
import { localNoonMs } from '#renderer/field/parts/local-days.ts';
import { valueLabels } from '#renderer/records/value-labels.ts';
import type { WriteMode } from '#domain/people/permit.ts';

interface StatusReasonDialogViewProps {
  readonly status: 'dropped' | 'on-hold';
  readonly reason: string;
  readonly problem: string | null;
  /** Personal data found in it. */
  readonly hits: ReactNode;
  readonly onChange: (reason: string) => void;
  readonly onKeep: () => void;
  readonly onClose: () => void;
}

/** Reason for dropping an item (required) or putting it on hold (optional). */
export function StatusReasonDialogView(props: StatusReasonDialogViewProps): ReactElement {
  const { status, reason, problem, hits, onChange, onKeep, onClose } = props;
  const translate = useTranslate();
  const isDropped = status === 'dropped';
  return (
    <Dialog
      title={translate(isDropped ? 'plan.drop.title' : 'plan.hold.title')}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button kind={isDropped ? 'danger' : 'primary'} onPress={onKeep}>
            {translate(isDropped ? 'plan.drop.do' : 'plan.hold.do')}
          </Button>
          <Button onPress={onClose}>{translate('ui.cancel')}</Button>
        </>
      }
    >
      <TextArea
        label={translate(isDropped ? 'plan.drop.reason' : 'plan.hold.reason')}
        value={reason}
        onChange={onChange}
        maxLength={20_000}
        problem={problem ?? undefined}
        isRequired={isDropped}
      />
      {hits}
    </Dialog>
  );
}

/**
 * Reason why the plan is read only; nothing where it can be written. The frame tells of the end of a lease.
 */
export function PlanNoticeView({ mode }: { readonly mode: WriteMode }): ReactElement | null {
  const translate = useTranslate();
  if (mode === 'open' || mode === 'leaseOver') return null;
  return (
    <Banner meaning="info" icon={Lock} title={translate('plan.reading.title')}>
      {translate('plan.reading.text')}
    </Banner>
  );
}

interface PlanMilestonesViewProps {
  readonly text: string;
  readonly isReadOnly: boolean;
  readonly onChange: (at: number, isDone: boolean) => void;
}

/** Parsed milestones, to be ticked off. */
function PlanMilestonesView({ text, isReadOnly, onChange }: PlanMilestonesViewProps): ReactElement | null {
  const translate = useTranslate();
  const format = useFormat();
  const milestones = parseMilestones(text);
  if (milestones.length === 0) return null;
  return (
    <div className="plan-milestones" role="group" aria-label={translate('plan.milestones.reached')}>
      {milestones.map(({ day, text: what, isDone }, at) => (
        <Checkbox
          // Lines have no other identity than their position.
          key={`${at} ${what}`}
          label={
            day === null
              ? what
              : translate('plan.milestones.dated', { day: format.date(localNoonMs(day)), text: what })
          }
          state={isDone ? 'on' : 'off'}
          onChange={(isOn) => onChange(at, isOn)}
          isReadOnly={isReadOnly}
        />
      ))}
    </div>
  );
}

/** Texts of an item in editing. */
export interface PlanItemTexts {
  readonly title: EditedText;
  readonly lead: EditedText;
  readonly supporting: EditedText;
  readonly counterpart: EditedText;
  readonly fundingLine: EditedText;
  readonly milestones: EditedText;
  readonly logframe: EditedText;
}

/** Acts on an item beside typing. */
export interface PlanItemHandlers {
  readonly onDimension: (code: string) => void;
  readonly onDay: (part: 'from' | 'to', day: string | null) => void;
  readonly onStatus: (status: PlanItemStatus) => void;
  readonly onMilestone: (at: number, isDone: boolean) => void;
  readonly onOpenConflicts: () => void;
  readonly onRemove: () => void;
}

/** Facts around an item. */
export interface PlanItemFacts {
  readonly dimensions: readonly { readonly code: string; readonly title: string }[];
  readonly duplications: readonly PlanDuplication[];
  readonly conflicts: number;
  /** Address of its recommendation; null for an item made by hand. */
  readonly originHref: string | null;
  /** Reason why the last change was not kept, or the last status refused. */
  readonly problem: string | null;
}

interface PlanItemViewProps {
  readonly item: PlanItem;
  readonly texts: PlanItemTexts;
  readonly facts: PlanItemFacts;
  readonly notice: ReactNode;
  /** Personal data found in its texts. */
  readonly hits: ReactNode;
  readonly isReadOnly: boolean;
  readonly acts: PlanItemHandlers;
}

/** One item of the action plan: action, people, funding, dates and progress. */
export function PlanItemView(props: PlanItemViewProps): ReactElement {
  const { item, texts, facts, notice, hits, isReadOnly, acts } = props;
  const translate = useTranslate();
  const format = useFormat();
  const agreed = checkAgreement(item);
  const typed = (text: EditedText) => ({ ...textFieldPropsOf(text, translate), isReadOnly, maxLength: 400 });
  return (
    <ScreenPage width="reading">
      {notice}
      {hits}
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
        <TextArea label={translate('path.title')} rows={1} {...typed(texts.title)} />
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
          <div className="plan-fields">
            <TextField label={translate('path.item.lead')} {...typed(texts.lead)} />
            <TextField label={translate('path.item.counterpart')} {...typed(texts.counterpart)} />
            <TextField label={translate('path.item.fundingLine')} {...typed(texts.fundingLine)} />
            <TextField
              label={translate('path.item.supporting')}
              description={translate('plan.supporting.how')}
              {...typed(texts.supporting)}
            />
          </div>
        </PageSection>
        <PageSection title={translate('plan.work.title')}>
          <PlanItemWorkFields {...props} />
          <TextArea
            label={translate('path.item.milestones')}
            description={translate('plan.milestones.how')}
            rows={2}
            {...typed(texts.milestones)}
            maxLength={20_000}
          />
          <PlanMilestonesView text={item.milestones} isReadOnly={isReadOnly} onChange={acts.onMilestone} />
        </PageSection>
        <PageSection title={translate('path.status')}>
          <Select
            label={translate('path.status')}
            options={PlanItemStatus.options.map((id) => ({
              id,
              label: translate(valueLabels.planStatus[id]),
            }))}
            value={item.status}
            onChange={acts.onStatus}
            isDisabled={isReadOnly}
            problem={facts.problem ?? undefined}
          />
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

function PlanItemWorkFields({ item, texts, facts, isReadOnly, acts }: PlanItemViewProps): ReactElement {
  const translate = useTranslate();
  const endsTooEarly = item.from !== null && item.to !== null && item.to < item.from;
  return (
    <div className="plan-fields">
      <Select
        label={translate('path.dimension')}
        options={facts.dimensions.map(({ code, title }) => ({ id: code, label: `${code} ${title}` }))}
        value={item.dimension}
        onChange={acts.onDimension}
        isDisabled={isReadOnly}
      />
      <TextField
        label={translate('path.item.logframe')}
        placeholder="O1.2"
        {...textFieldPropsOf(texts.logframe, translate)}
        isReadOnly={isReadOnly}
        maxLength={400}
      />
      <DateField
        label={translate('path.item.from')}
        value={item.from}
        onChange={(day) => acts.onDay('from', day)}
        isReadOnly={isReadOnly}
      />
      <DateField
        label={translate('path.item.to')}
        value={item.to}
        onChange={(day) => acts.onDay('to', day)}
        isReadOnly={isReadOnly}
        problem={endsTooEarly ? translate('plan.days.wrong') : undefined}
      />
    </div>
  );
}
