import { ArrowDown, ArrowUp, ListPlus, SlidersHorizontal, Trash2 } from 'lucide-react';
import type { ReactElement, ReactNode, Ref } from 'react';
import { formFieldOf } from '#domain/kinds/form-field.ts';
import type { PlanItemStatus } from '#domain/plan/action-plan.ts';
import type { SessionEntry } from '#domain/workshop/session-entry.ts';
import { type EditedText, textFieldPropsOf } from '#renderer/field/parts/text-field-props.ts';
import { useFormat, useTranslate } from '#renderer/i18n';
import { localNoonMs } from '#renderer/records/local-days.ts';
import { valueLabelOf, valueLabels } from '#renderer/records/value-labels.ts';
import { Button, MenuButton, Pill, TextArea, TextLink } from '#renderer/ui';
import { entrySubjectOf } from './entry-fields.tsx';
import { entryTypeIcons } from './entry-labels.ts';
import './notes-section.css';

/** Acts on one note. */
export interface EntryHandlers {
  readonly onMove: (step: 'up' | 'down') => void;
  readonly onRemove: () => void;
  readonly onDetails: () => void;
  readonly onOpenConflicts: () => void;
}

/** Place of an agreed action in the plan, as the card shows it. */
export type EntryPlan =
  | { readonly kind: 'item'; readonly href: string; readonly status: PlanItemStatus }
  | { readonly kind: 'elsewhere' }
  /** Absent where the plan may not be changed. */
  | { readonly kind: 'none'; readonly onPlan?: (() => void) | undefined };

interface EntryCardViewProps {
  /** As everybody may read it. */
  readonly entry: SessionEntry;
  readonly text: EditedText;
  /** Personal data found in the text. */
  readonly hits: ReactNode;
  /** Null for a note that is no action. */
  readonly plan: EntryPlan | null;
  /** Fields that this type needs, the details on demand, the question about the plan. */
  readonly children: ReactNode;
  readonly conflicts: number;
  readonly isDetailed: boolean;
  readonly isReadOnly: boolean;
  readonly acts: EntryHandlers;
  readonly cardRef: Ref<HTMLElement>;
}

/** One note: its type and text, edited in place. */
export function EntryCardView(props: EntryCardViewProps): ReactElement {
  const { entry, text, hits, plan, children, conflicts, isDetailed, isReadOnly, acts, cardRef } = props;
  const translate = useTranslate();
  const Icon = entryTypeIcons[entry.type];
  const type = translate(valueLabels.entryType[entry.type]);
  const name = { type, text: entry.text || translate('entry.untitled') };
  return (
    <article className="we-card" ref={cardRef} aria-label={translate('entry.of', name)} data-entry={entry.id}>
      <div className="we-card-head">
        <span className="we-type">
          <Icon className="fb-icon" aria-hidden />
          {type}
        </span>
        <EntryMeta entry={entry} />
        <span className="we-card-acts">
          {conflicts > 0 && (
            <Button kind="quiet" onPress={acts.onOpenConflicts}>
              <Pill meaning="bad" text={translate('value.conflicts', { count: conflicts })} />
            </Button>
          )}
          {plan !== null && <EntryPlanView plan={plan} />}
          {!isReadOnly && (
            <Button kind="quiet" icon={SlidersHorizontal} onPress={acts.onDetails}>
              {translate(isDetailed ? 'entry.fewer' : 'entry.details')}
            </Button>
          )}
          {!isReadOnly && <EntryMenu acts={acts} />}
        </span>
      </div>
      <TextArea
        label={translate('entry.of', name)}
        hideLabel
        rows={1}
        maxLength={formFieldOf(entrySubjectOf(entry.id), 'text').mostLetters}
        {...textFieldPropsOf(text, translate)}
        isReadOnly={isReadOnly}
      />
      {hits}
      {children}
    </article>
  );
}

/** Facts of a note in one grey line. */
function EntryMeta({ entry }: { readonly entry: SessionEntry }): ReactElement | null {
  const translate = useTranslate();
  const format = useFormat();
  const type = valueLabelOf('institutionType', entry.institutionType);
  const facts = [
    entry.speaker,
    entry.institution || (type === undefined ? entry.institutionType : translate(type)),
    entry.owner && translate('entry.ownedBy', { owner: entry.owner }),
    entry.due && translate('entry.dueOn', { day: format.date(localNoonMs(entry.due)) }),
    ...entry.about,
    ...entry.tags.map((tag) => `#${tag}`),
  ].filter((fact) => fact !== null && fact !== '');
  if (facts.length === 0) return null;
  return (
    <span className="we-meta">
      {facts.map((fact) => (
        <bdi key={fact}>{fact}</bdi>
      ))}
    </span>
  );
}

function EntryPlanView({ plan }: { readonly plan: EntryPlan }): ReactElement | null {
  const translate = useTranslate();
  if (plan.kind === 'elsewhere') return <Pill text={translate('entry.plan.elsewhere')} />;
  if (plan.kind === 'item')
    return (
      <>
        <Pill text={translate(valueLabels.planStatus[plan.status])} />
        <TextLink href={plan.href}>{translate('entry.plan.open')}</TextLink>
      </>
    );
  return (
    <>
      <Pill text={translate('entry.plan.none')} />
      {plan.onPlan && (
        <Button icon={ListPlus} onPress={plan.onPlan}>
          {translate('entry.plan.add')}
        </Button>
      )}
    </>
  );
}

function EntryMenu({ acts }: { readonly acts: EntryHandlers }): ReactElement {
  const translate = useTranslate();
  return (
    <MenuButton
      label={translate('ui.more')}
      kind="quiet"
      choices={[
        { id: 'up', label: translate('workshop.session.up'), icon: ArrowUp, keyHint: 'Alt ↑' },
        { id: 'down', label: translate('workshop.session.down'), icon: ArrowDown, keyHint: 'Alt ↓' },
        { id: 'remove', label: translate('ui.remove'), icon: Trash2, isDanger: true },
      ]}
      onChoose={(act) => (act === 'remove' ? acts.onRemove() : acts.onMove(act))}
    />
  );
}
