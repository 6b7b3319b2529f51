import type { ReactElement } from 'react';
import { Confidentiality } from '#domain/assessment/finding.ts';
import { conflictPathsOf, type Document, readValueAt } from '#domain/document/document.ts';
import { pathOf } from '#domain/document/op.ts';
import type { LogId } from '#domain/ids.ts';
import type { SessionEntry } from '#domain/workshop/session-entry.ts';
import { CheckedTextHits } from '#renderer/field/app/documents/checked-text-field.tsx';
import { type RecordChange } from '#renderer/field/app/documents/use-document.ts';
import {
  editedTextOf,
  editedValueOf,
  nameListNotation,
  useDraft,
  useValueDraft,
} from '#renderer/field/app/documents/use-draft.ts';
import { useCardFocus } from '#renderer/field/app/keyboard/use-card-focus.ts';
import type { EditedText } from '#renderer/field/parts/text-field-props.ts';
import type { Message } from '#renderer/i18n';
import type { SelectOption } from '#renderer/ui';
import type { HiddenInstitutions } from '../non-attribution.tsx';
import { EntryCardView, type EntryHandlers, type EntryPlan } from './entry-card-view.tsx';
import {
  ActionFieldsView,
  type ChooseEntryPart,
  EntryDetailsView,
  EntryMarkView,
} from './entry-fields-view.tsx';
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
  const onChoose: ChooseEntryPart = (part, value) =>
    void change([{ path: pathOf('entries', entry.id, part), value }]);
  const field = { log, document, entry, isReadOnly, onChoose };
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
      {entry.type === 'agreed-action' && <ActionFields {...field} />}
      {entry.type === 'risk' && (mark === null || isDetailed) && (
        <div className="we-fields">
          <EntryMarkView mark={mark} isRequired isReadOnly={isReadOnly} onChoose={onChoose} />
        </div>
      )}
      {isDetailed && (
        <EntryDetails
          {...field}
          mark={mark}
          isAttributed={props.isAttributed}
          sessions={props.sessions}
          indicators={props.indicators}
        />
      )}
      {planQuestion && <PlanActionView entry={entry} {...planQuestion} />}
    </EntryCardView>
  );
}

interface EntryFieldsProps {
  readonly log: LogId;
  readonly document: Document;
  readonly entry: SessionEntry;
  readonly isReadOnly: boolean;
  readonly onChoose: ChooseEntryPart;
}

function ActionFields({ log, document, entry, isReadOnly, onChoose }: EntryFieldsProps): ReactElement {
  const owner = editedTextOf(useDraft(log, document, `entries/${entry.id}/owner`));
  return (
    <>
      <ActionFieldsView owner={owner} due={entry.due} isReadOnly={isReadOnly} onChoose={onChoose} />
      <EditedTextHits edited={owner} isReadOnly={isReadOnly} />
    </>
  );
}

interface EntryDetailsProps extends EntryFieldsProps {
  readonly mark: Confidentiality | null;
  readonly isAttributed: boolean;
  readonly sessions: readonly SelectOption<string>[];
  readonly indicators: readonly SelectOption<string>[];
}

function EntryDetails({ isAttributed, ...props }: EntryDetailsProps): ReactElement {
  const { log, document, entry, isReadOnly } = props;
  const at = `entries/${entry.id}`;
  const tagsDraft = useValueDraft(log, document, `${at}/tags`, nameListNotation);
  const speaker = editedTextOf(useDraft(log, document, `${at}/speaker`));
  const institution = editedTextOf(useDraft(log, document, `${at}/institution`));
  return (
    <>
      <EntryDetailsView
        {...props}
        tags={editedValueOf(tagsDraft, 'frame.refused.invalidValue')}
        attribution={isAttributed ? { speaker, institution } : null}
      />
      {isAttributed && <EditedTextHits edited={speaker} isReadOnly={isReadOnly} />}
      {isAttributed && <EditedTextHits edited={institution} isReadOnly={isReadOnly} />}
    </>
  );
}

interface EditedTextHitsProps {
  readonly edited: EditedText;
  readonly isReadOnly: boolean;
}

const EditedTextHits = ({ edited, isReadOnly }: EditedTextHitsProps): ReactElement => (
  <CheckedTextHits text={edited.text} onChange={isReadOnly ? undefined : edited.onChange} />
);
