import type { ReactElement } from 'react';
import type { JsonValue } from '#base/json.ts';
import type { Finding } from '#domain/assessment/finding.ts';
import type { Document } from '#domain/document/document.ts';
import type { LogId } from '#domain/ids.ts';
import { CheckedTextHits } from '#renderer/field/app/documents/checked-text-field.tsx';
import {
  editedTextOf,
  editedValueOf,
  useDraft,
  useValueDraft,
} from '#renderer/field/app/documents/use-draft.ts';
import type { ValueNotation } from '#renderer/records/value-notations.ts';
import { FindingCardView, type ListItemHandlers } from './finding-card-view.tsx';

interface FindingCardProps {
  readonly log: LogId;
  /** Stored document: typing replaces its values. */
  readonly saved: Document;
  readonly number: number;
  readonly finding: Finding;
  readonly codes: ValueNotation;
  readonly conflicts: number;
  readonly isReadOnly: boolean;
  readonly onChoose: (part: string, value: JsonValue) => void;
  readonly acts: ListItemHandlers;
}

/** One finding with its drafts. */
export function FindingCard({ log, saved, codes, ...props }: FindingCardProps): ReactElement {
  const at = `findings/${props.finding.id}`;
  const editedText = editedTextOf(useDraft(log, saved, `${at}/text`));
  return (
    <FindingCardView
      {...props}
      text={editedText}
      hits={
        <CheckedTextHits
          text={editedText.text}
          onChange={props.isReadOnly ? undefined : editedText.onChange}
        />
      }
      about={editedValueOf(useValueDraft(log, saved, `${at}/about`, codes), 'finding.about.unknown')}
    />
  );
}
