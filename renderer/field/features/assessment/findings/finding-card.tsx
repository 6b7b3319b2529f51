import type { ReactElement } from 'react';
import type { Finding } from '#domain/assessment/read-findings.ts';
import type { Json } from '#domain/base/json.ts';
import type { Document } from '#domain/document/document.ts';
import type { LogId } from '#domain/ids.ts';
import { editedText, editedValue } from '#renderer/field/app/edited-text.ts';
import { TextHits } from '#renderer/field/app/text-hits.tsx';
import { useDraft } from '#renderer/field/app/use-draft.ts';
import { type Notation, useValueDraft } from '#renderer/field/app/use-value-draft.ts';
import { FindingCardView, type ListActs } from './finding-card-view.tsx';

interface FindingCardProps {
  readonly log: LogId;
  /** As the store has it: what is typed replaces its values. */
  readonly saved: Document;
  readonly number: number;
  readonly finding: Finding;
  readonly codes: Notation;
  readonly conflicts: number;
  readonly isReadOnly: boolean;
  readonly onChoose: (part: string, value: Json) => void;
  readonly acts: ListActs;
}

/** One finding, with what is being typed into it. */
export function FindingCard({ log, saved, codes, ...props }: FindingCardProps): ReactElement {
  const at = `findings/${props.finding.id}`;
  const text = editedText(useDraft(log, saved, `${at}/text`));
  return (
    <FindingCardView
      {...props}
      text={text}
      hits={<TextHits text={text.text} onChange={props.isReadOnly ? undefined : text.onChange} />}
      about={editedValue(useValueDraft(log, saved, `${at}/about`, codes), 'finding.about.unknown')}
    />
  );
}
