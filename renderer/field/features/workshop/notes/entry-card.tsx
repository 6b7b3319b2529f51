import type { ReactElement } from 'react';
import { Confidentiality } from '#domain/assessment/finding.ts';
import { conflictPathsOf, type Document, readValueAt } from '#domain/document/document.ts';
import { pathOf } from '#domain/document/op.ts';
import type { LogId } from '#domain/ids.ts';
import type { SessionEntry } from '#domain/workshop/session-entry.ts';
import { CheckedTextHits } from '#renderer/field/app/documents/checked-text-field.tsx';
import { DocumentFields } from '#renderer/field/app/documents/document-fields.tsx';
import { type RecordChange } from '#renderer/field/app/documents/use-document.ts';
import { editedTextOf, useDraft } from '#renderer/field/app/documents/use-draft.ts';
import { useCardFocus } from '#renderer/field/app/keyboard/use-card-focus.ts';
import type { Message } from '#renderer/i18n';
import type { SelectOption } from '#renderer/ui';
import type { HiddenInstitutions } from '../non-attribution.tsx';
import { EntryCardView, type EntryHandlers, type EntryPlan } from './entry-card-view.tsx';
import { EntryFields } from './entry-fields.tsx';
import { PlanActionView } from './plan-action-view.tsx';

/** The question whether an action goes into the plan. */
export interface PlanQuestion {
  readonly problem: Message | null;
  readonly onAdd: () => void;
  readonly onCancel: () => void;
}

interface EntryCardProps {
  readonly log: LogId;
  /** Stored workshop: typing replaces its values. */
  readonly document: Document;
  /** As everybody may read it. */
  readonly entry: SessionEntry;
  /** Whether speaker and institution may be written. */
  readonly isAttributed: boolean;
  readonly institutions: HiddenInstitutions;
  readonly sessions: readonly SelectOption<string>[];
  readonly indicators: readonly SelectOption<string>[];
  readonly plan: EntryPlan | null;
  /** Null while it is not asked. */
  readonly planQuestion: PlanQuestion | null;
  readonly isDetailed: boolean;
  readonly isReadOnly: boolean;
  readonly change: RecordChange['change'];
  readonly acts: EntryHandlers;
  readonly cursor: { readonly isFocused: boolean; readonly onCurrent: () => void };
}

/** One note with its drafts. */
export function EntryCard(props: EntryCardProps): ReactElement {
  const { log, document, entry, plan, planQuestion, isDetailed, isReadOnly, change, acts, cursor } = props;
  const at = `entries/${entry.id}`;
  const card = useCardFocus(cursor.isFocused, planQuestion !== null, cursor.onCurrent);
  const typed = editedTextOf(useDraft(log, document, `${at}/text`));
  const editedText = props.isAttributed
    ? typed
    : { ...typed, onChange: (next: string) => typed.onChange(props.institutions.replaceWritten(next)) };
  const mark = readValueAt(document, `${at}/mark`, Confidentiality.nullable(), null);
  return (
    <EntryCardView
      entry={entry}
      text={editedText}
      hits={
        <CheckedTextHits text={editedText.text} onChange={isReadOnly ? undefined : editedText.onChange} />
      }
      plan={plan}
      conflicts={conflictPathsOf(document).filter((path) => path.startsWith(`${at}/`)).length}
      isDetailed={isDetailed}
      isReadOnly={isReadOnly}
      acts={acts}
      cardRef={card}
    >
      <EntryFields
        {...props}
        mark={mark}
        onChange={(name, value) => void change([{ path: pathOf('entries', entry.id, name), value }])}
        fields={(fieldsProps) => (
          <DocumentFields
            {...fieldsProps}
            log={log}
            document={document}
            change={change}
            isReadOnly={() => isReadOnly}
          />
        )}
      />
      {planQuestion && <PlanActionView entry={entry} {...planQuestion} />}
    </EntryCardView>
  );
}
