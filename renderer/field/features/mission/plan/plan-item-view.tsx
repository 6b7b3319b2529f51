import { Trash2 } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { PlanItemStatus } from '#domain/plan/action-plan.ts';
import type { Duplication } from '#domain/plan/duplications.ts';
import { type PlanItem, mayAgree } from '#domain/plan/read-plan.ts';
import { type EditedText, fieldOf } from '#renderer/field/parts/edited-text.ts';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Banner } from '#renderer/ui/banner.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { DateField } from '#renderer/ui/date-field.tsx';
import { Page } from '#renderer/ui/page.tsx';
import { Section } from '#renderer/ui/section.tsx';
import { Select } from '#renderer/ui/select.tsx';
import { TextArea } from '#renderer/ui/text-area.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import { TextLink } from '#renderer/ui/text-link.tsx';
import { planStatusKeys } from '#renderer/words/finding-words.ts';
import { DuplicationsView } from './duplications-view.tsx';
import { labourSentence } from './labour-words.ts';
import { MilestonesView } from './milestones-view.tsx';
import './plan.css';

/** What is typed into an item. */
export interface ItemTexts {
  readonly title: EditedText;
  readonly lead: EditedText;
  readonly supporting: EditedText;
  readonly counterpart: EditedText;
  readonly fundingLine: EditedText;
  readonly milestones: EditedText;
  readonly logframe: EditedText;
}

/** What can be done with an item beside typing. */
export interface ItemActs {
  readonly onDimension: (code: string) => void;
  readonly onDay: (part: 'from' | 'to', day: string | null) => void;
  readonly onStatus: (status: PlanItemStatus) => void;
  readonly onMilestone: (at: number, isDone: boolean) => void;
  readonly onOpenConflicts: () => void;
  readonly onRemove: () => void;
}

/** What is known around an item. */
export interface ItemFacts {
  readonly dimensions: readonly { readonly code: string; readonly title: string }[];
  readonly duplications: readonly Duplication[];
  readonly conflicts: number;
  /** Where its recommendation is; null for an item made by hand. */
  readonly originHref: string | null;
  /** Why the last change was not kept, or the last state not taken. */
  readonly problem: string | null;
}

interface PlanItemViewProps {
  readonly item: PlanItem;
  readonly texts: ItemTexts;
  readonly facts: ItemFacts;
  readonly notice: ReactNode;
  /** What in its texts may name or reach a person. */
  readonly hits: ReactNode;
  readonly isReadOnly: boolean;
  readonly acts: ItemActs;
}

/** One item of the action plan: what, who, paid from what, when, and how far it is. */
export function PlanItemView(props: PlanItemViewProps): ReactElement {
  const { item, texts, facts, notice, hits, isReadOnly, acts } = props;
  const say = useSay();
  const format = useFormat();
  const agreed = mayAgree(item);
  const typed = (text: EditedText) => ({ ...fieldOf(text, say), isReadOnly, maxLength: 400 });
  return (
    <Page width="reading">
      {notice}
      {hits}
      {facts.conflicts > 0 && (
        <Banner
          meaning="bad"
          actions={<Button onPress={acts.onOpenConflicts}>{say('plan.conflicts.open')}</Button>}
        >
          {say('plan.conflicts', { count: facts.conflicts })}
        </Banner>
      )}
      <DuplicationsView duplications={facts.duplications} />
      <div className="plan-form">
        <TextArea label={say('register.item.title')} rows={1} {...typed(texts.title)} />
        {facts.originHref !== null && (
          <p>
            <TextLink href={facts.originHref}>{say('plan.origin')}</TextLink>
          </p>
        )}
        <Section title={say('plan.labour.title')} description={say('plan.labour.how')}>
          {!agreed.ok && (
            <Banner meaning="info" isQuiet>
              {labourSentence(say, format.list, agreed.refusal)}
            </Banner>
          )}
          <div className="plan-fields">
            <TextField label={say('register.item.lead')} {...typed(texts.lead)} />
            <TextField label={say('register.item.counterpart')} {...typed(texts.counterpart)} />
            <TextField label={say('register.item.fundingLine')} {...typed(texts.fundingLine)} />
            <TextField
              label={say('register.item.supporting')}
              description={say('plan.supporting.how')}
              {...typed(texts.supporting)}
            />
          </div>
        </Section>
        <Section title={say('plan.work.title')}>
          <WorkFields {...props} />
          <TextArea
            label={say('register.item.milestones')}
            description={say('plan.milestones.how')}
            rows={2}
            {...typed(texts.milestones)}
            maxLength={20_000}
          />
          <MilestonesView text={item.milestones} isReadOnly={isReadOnly} onChange={acts.onMilestone} />
        </Section>
        <Section title={say('register.state')}>
          <Select
            label={say('plan.status.label')}
            options={PlanItemStatus.options.map((id) => ({ id, label: say(planStatusKeys[id]) }))}
            value={item.status}
            onChange={acts.onStatus}
            isDisabled={isReadOnly}
            problem={facts.problem ?? undefined}
          />
          {item.statusReason !== '' && (
            <p dir="auto">{say('plan.status.reason', { reason: item.statusReason })}</p>
          )}
        </Section>
        {!isReadOnly && (
          <div className="plan-form-acts">
            <Button kind="danger" icon={Trash2} onPress={acts.onRemove}>
              {say('plan.remove')}
            </Button>
          </div>
        )}
      </div>
    </Page>
  );
}

function WorkFields({ item, texts, facts, isReadOnly, acts }: PlanItemViewProps): ReactElement {
  const say = useSay();
  const endsTooEarly = item.from !== null && item.to !== null && item.to < item.from;
  return (
    <div className="plan-fields">
      <Select
        label={say('register.item.dimension')}
        options={facts.dimensions.map(({ code, title }) => ({ id: code, label: `${code} ${title}` }))}
        value={item.dimension}
        onChange={acts.onDimension}
        isDisabled={isReadOnly}
      />
      <TextField
        label={say('register.item.logframe')}
        placeholder="O1.2"
        {...fieldOf(texts.logframe, say)}
        isReadOnly={isReadOnly}
        maxLength={400}
      />
      <DateField
        label={say('register.item.from')}
        value={item.from}
        onChange={(day) => acts.onDay('from', day)}
        isReadOnly={isReadOnly}
      />
      <DateField
        label={say('register.item.to')}
        value={item.to}
        onChange={(day) => acts.onDay('to', day)}
        isReadOnly={isReadOnly}
        problem={endsTooEarly ? say('plan.days.wrong') : undefined}
      />
    </div>
  );
}
