import { ArrowDown, ArrowUp, Trash2 } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { Confidentiality, type Finding, FindingKind } from '#domain/assessment/finding.ts';
import { type EditedText, textFieldPropsOf } from '#renderer/field/parts/text-field-props.ts';
import { useTranslate } from '#renderer/i18n';
import { valueLabels } from '#renderer/records/value-labels.ts';
import { Button, MenuButton, Pill, Select, TextArea, TextField } from '#renderer/ui';
import './findings.css';

/** Acts on an item of a list. */
export interface ListItemHandlers {
  readonly onMove: (step: 'up' | 'down') => void;
  readonly onRemove: () => void;
  readonly onOpenConflicts: () => void;
}

interface FindingCardViewProps {
  readonly number: number;
  readonly finding: Finding;
  readonly text: EditedText;
  /** Personal data found in the text. */
  readonly hits?: ReactNode | undefined;
  /** Codes of indicators. */
  readonly about: EditedText;
  readonly conflicts: number;
  readonly isReadOnly: boolean;
  readonly onChoose: (part: 'kind' | 'mark', value: FindingKind | Confidentiality) => void;
  readonly acts: ListItemHandlers;
}

/** One finding: its text, kind, subject and confidentiality. */
export function FindingCardView(props: FindingCardViewProps): ReactElement {
  const { number, finding, text, hits, about, conflicts, isReadOnly, onChoose, acts } = props;
  const translate = useTranslate();
  return (
    <article
      className="find-card"
      aria-label={translate('finding.number', { number })}
      data-card={finding.id}
    >
      <TextArea
        label={translate('finding.number', { number })}
        rows={2}
        maxLength={20_000}
        {...textFieldPropsOf(text, translate)}
        isReadOnly={isReadOnly}
      />
      {hits}
      <div className="find-fields">
        <Select
          label={translate('path.finding.kind')}
          options={FindingKind.options.map((id) => ({ id, label: translate(valueLabels.findingKind[id]) }))}
          value={finding.kind}
          onChange={(findingKind) => onChoose('kind', findingKind)}
          isDisabled={isReadOnly}
        />
        <TextField
          label={translate('path.aboutIndicators')}
          placeholder="D5.4, D5.2"
          {...textFieldPropsOf(about, translate)}
          isReadOnly={isReadOnly}
        />
        <Select
          label={translate('path.confidentiality')}
          options={Confidentiality.options.map((id) => ({
            id,
            label: translate(valueLabels.confidentiality[id]),
          }))}
          value={finding.mark}
          onChange={(mark) => onChoose('mark', mark)}
          isDisabled={isReadOnly}
        />
        <ListCardFooter conflicts={conflicts} isReadOnly={isReadOnly} acts={acts} />
      </div>
    </article>
  );
}

interface ListCardFooterProps {
  readonly conflicts: number;
  readonly isReadOnly: boolean;
  readonly acts: ListItemHandlers;
}

/** Concurrent values of two people, and the acts of a card. */
export function ListCardFooter({ conflicts, isReadOnly, acts }: ListCardFooterProps): ReactElement {
  const translate = useTranslate();
  return (
    <span className="find-card-end">
      {conflicts > 0 && (
        <Button kind="quiet" onPress={acts.onOpenConflicts}>
          <Pill meaning="bad" text={translate('value.conflicts', { count: conflicts })} />
        </Button>
      )}
      {!isReadOnly && (
        <MenuButton
          label={translate('ui.more')}
          kind="quiet"
          choices={[
            { id: 'up', label: translate('finding.act.up'), icon: ArrowUp },
            { id: 'down', label: translate('finding.act.down'), icon: ArrowDown },
            { id: 'remove', label: translate('ui.remove'), icon: Trash2, isDanger: true },
          ]}
          onChoose={(act) => (act === 'remove' ? acts.onRemove() : acts.onMove(act))}
        />
      )}
    </span>
  );
}
