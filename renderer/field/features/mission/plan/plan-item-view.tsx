import { Lock, Trash2 } from 'lucide-react';
import { type ReactElement, type ReactNode, useCallback } from 'react';
import { checkAgreement, type PlanItem, PlanItemStatus } from '#domain/plan/action-plan.ts';
import type { PlanDuplications } from '#domain/plan/plan-duplications.ts';
import { type EditedText, textFieldPropsOf } from '#renderer/field/parts/text-field-props.ts';
import { useFormat, useTranslate } from '#renderer/i18n';
import {
  Banner,
  Button,
  DateField,
  Dialog,
  Form,
  FormActs,
  LongSelect,
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
import type { WriteMode } from '#domain/kinds/permit.ts';
import { valueLabels } from '#renderer/records/value-labels.ts';

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

/** Texts of an item in editing. */
interface PlanItemTexts {
  readonly title: EditedText;
  readonly counterpart: EditedText;
  readonly logframe: EditedText;
}

/** Acts on an item beside typing. */
interface PlanItemHandlers {
  readonly onDimension: (code: string) => void;
  readonly onDay: (part: 'from' | 'to', day: string | null) => void;
  readonly onStatus: (itemStatus: PlanItemStatus) => void;
  readonly onName: (part: 'lead' | 'funding-line', name: string | null) => void;
  readonly onSupporting: (names: readonly string[]) => void;
  readonly onOpenConflicts: () => void;
  readonly onRemove: () => void;
}

/** Facts around an item. */
interface PlanItemFacts {
  readonly dimensions: readonly { readonly code: string; readonly title: string }[];
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

interface PlanItemViewProps {
  readonly item: PlanItem;
  readonly texts: PlanItemTexts;
  /** Its milestones, each with its day. */
  readonly milestones: ReactNode;
  readonly facts: PlanItemFacts;
  readonly notice: ReactNode;
  /** Personal data found in its texts. */
  readonly hits: ReactNode;
  readonly isReadOnly: boolean;
  readonly acts: PlanItemHandlers;
}

/** One item of the action plan: action, people, funding, dates and progress. */
export function PlanItemView(props: PlanItemViewProps): ReactElement {
  const { item, texts, milestones, facts, notice, hits, isReadOnly, acts } = props;
  const translate = useTranslate();
  const format = useFormat();
  const agreed = checkAgreement(item);
  const typed = (editedText: EditedText) => ({
    ...textFieldPropsOf(editedText, translate),
    isReadOnly,
    maxLength: 400,
  });
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
            <NameChoice
              label={translate('path.item.lead')}
              names={facts.partners}
              chosen={item.lead === '' ? [] : [item.lead]}
              isReadOnly={isReadOnly}
              hasFirstFocus={item.lead === '' && item.title !== ''}
              onChange={([name]) => acts.onName('lead', name ?? null)}
            />
            <NameChoice
              label={translate('path.item.fundingLine')}
              names={facts.fundingLines}
              chosen={item.fundingLine === '' ? [] : [item.fundingLine]}
              isReadOnly={isReadOnly}
              onChange={([name]) => acts.onName('funding-line', name ?? null)}
            />
            <TextField label={translate('path.item.counterpart')} {...typed(texts.counterpart)} />
            <NameChoice
              label={translate('path.item.supporting')}
              names={facts.partners.filter((name) => name !== item.lead)}
              chosen={item.supporting}
              isReadOnly={isReadOnly}
              isMultiple
              onChange={acts.onSupporting}
            />
          </div>
        </PageSection>
        <PageSection title={translate('plan.work.title')}>
          <PlanItemWorkFields {...props} />
          {milestones}
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

interface NameChoiceProps {
  readonly label: string;
  readonly names: readonly string[];
  readonly chosen: readonly string[];
  readonly isReadOnly: boolean;
  readonly isMultiple?: boolean;
  readonly hasFirstFocus?: boolean;
  readonly onChange: (names: readonly string[]) => void;
}

/** Names from a list, or another one that is typed. */
function NameChoice({ names, chosen, onChange, ...props }: NameChoiceProps): ReactElement {
  const translate = useTranslate();
  const otherLabel = useCallback((name: string) => translate('plan.names.other', { name }), [translate]);
  return (
    <LongSelect
      {...props}
      options={names.map((name) => ({ id: name, label: name }))}
      value={chosen}
      onChange={(next) => onChange(next.map((name) => name.slice(0, 400)))}
      otherLabel={otherLabel}
    />
  );
}

interface NewPlanItemViewProps {
  readonly title: string;
  readonly problem: string | null;
  readonly onTitle: (title: string) => void;
  /** Keep it, as soon as it has a title. */
  readonly onCreate: () => void;
  readonly onCancel: () => void;
}

/** An item before it has a title: nothing of it is stored. */
export function NewPlanItemView(props: NewPlanItemViewProps): ReactElement {
  const { title, problem, onTitle, onCreate, onCancel } = props;
  const translate = useTranslate();
  return (
    <ScreenPage width="reading">
      <Form name={translate('plan.new.create')} className="plan-form" onSubmit={onCreate}>
        <TextField
          label={translate('path.title')}
          description={translate('plan.new.how')}
          value={title}
          onChange={onTitle}
          maxLength={400}
          problem={problem ?? undefined}
          autoFocus
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
