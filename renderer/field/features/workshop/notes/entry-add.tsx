import { Plus } from 'lucide-react';
import { type ReactElement, type ReactNode, type Ref, useState } from 'react';
import { v7 as newId } from 'uuid';
import { Confidentiality } from '#domain/assessment/finding.ts';
import { formFieldOf } from '#domain/kinds/form-field.ts';
import {
  decideNewEntry,
  type EntryDraft,
  type SessionEntry,
  SessionEntryType,
} from '#domain/workshop/session-entry.ts';
import { CheckedTextHits } from '#renderer/field/app/documents/checked-text-field.tsx';
import { type RecordChange } from '#renderer/field/app/documents/use-document.ts';
import { useLineToAdd } from '#renderer/field/app/documents/use-line-to-add.ts';
import { useTranslate } from '#renderer/i18n';
import { RecordField } from '#renderer/records/record-field.tsx';
import { Button, Form, TextField } from '#renderer/ui';
import type { HiddenInstitutions } from '../non-attribution.tsx';
import { entrySubjectOf } from './entry-fields.tsx';
import './notes-section.css';

interface EntryAddProps {
  readonly draft: NewEntry;
  /** Session that the note is about. */
  readonly destination: string;
  readonly formRef: Ref<HTMLFormElement>;
}

/** Line for a new note, with the check of its text. */
export function EntryAdd({ draft, destination, formRef }: EntryAddProps): ReactElement {
  return (
    <EntryAddView
      draft={draft.draft}
      destination={destination}
      onDraft={draft.onDraft}
      onAdd={draft.onAdd}
      isMarkMissing={draft.isMarkMissing}
      formRef={formRef}
      hits={<CheckedTextHits text={draft.draft.text} onChange={(text) => draft.onDraft({ text })} />}
    />
  );
}

interface EntryAddViewProps {
  readonly draft: Omit<EntryDraft, 'session'>;
  readonly onDraft: (part: Partial<Omit<EntryDraft, 'session'>>) => void;
  readonly onAdd: () => Promise<boolean>;
  /** Personal data found in the text. */
  readonly hits: ReactNode;
  readonly isMarkMissing: boolean;
  /** Session that the note is about. */
  readonly destination: string;
  readonly formRef: Ref<HTMLFormElement>;
}

/** Line for a new note: its type, its text; Enter adds it. */
export function EntryAddView(props: EntryAddViewProps): ReactElement {
  const { draft, onDraft, onAdd, hits, isMarkMissing, destination, formRef } = props;
  const translate = useTranslate();
  return (
    <Form name={translate('entry.add')} isOngoing className="we-add" ref={formRef} onSubmit={onAdd}>
      <div className="we-add-line" data-risk={draft.type === 'risk' || undefined}>
        <RecordField
          subject={newEntrySubject}
          name="type"
          value={draft.type}
          onChange={(type) => onDraft({ type: SessionEntryType.parse(type) })}
        />
        <TextField
          label={translate('entry.new', { place: destination })}
          placeholder={translate('entry.placeholder')}
          maxLength={formFieldOf(newEntrySubject, 'text').mostLetters}
          value={draft.text}
          onChange={(text) => onDraft({ text })}
        />
        {draft.type === 'risk' && (
          <RecordField
            subject={newEntrySubject}
            name="mark"
            value={draft.mark}
            onChange={(mark) => onDraft({ mark: Confidentiality.parse(mark) })}
            isRequired
            problem={isMarkMissing ? translate('entry.markMissing') : undefined}
          />
        )}
        <Button type="submit" kind="primary" icon={Plus}>
          {translate('entry.add')}
        </Button>
      </div>
      {hits}
    </Form>
  );
}

const newEntrySubject = entrySubjectOf('*');

type DraftParts = Omit<EntryDraft, 'session'>;

/** Note that is being written. */
interface NewEntry {
  readonly draft: DraftParts;
  readonly onDraft: (part: Partial<DraftParts>) => void;
  readonly onAdd: () => Promise<boolean>;
  /** Whether a risk was to be added without its confidentiality. */
  readonly isMarkMissing: boolean;
}

/** Write a new note; its type stays for the next one. */
export function useEntryDraft(
  { change }: RecordChange,
  sessionEntries: readonly SessionEntry[],
  session: string,
  /** Null with attribution. */
  hiddenInstitutions: HiddenInstitutions | null,
): NewEntry {
  const [kind, setKind] = useState<Pick<DraftParts, 'type' | 'mark'>>({ type: 'key-point', mark: null });
  const [isMarkMissing, setIsMarkMissing] = useState(false);
  const lineToAdd = useLineToAdd(async (typed) => {
    const text = hiddenInstitutions?.replaceAll(typed) ?? typed;
    const pathValues = decideNewEntry(sessionEntries, newId(), { ...kind, text, session });
    setIsMarkMissing(pathValues === null);
    if (pathValues === null) return false;
    const isSaved = await change(pathValues);
    if (isSaved) setKind(({ type }) => ({ type, mark: null }));
    return isSaved;
  });
  return {
    draft: { ...kind, text: lineToAdd.text },
    onDraft: ({ text, ...part }) => {
      setIsMarkMissing(false);
      setKind((before) => ({ ...before, ...part }));
      if (text !== undefined) lineToAdd.setText(hiddenInstitutions?.replaceWritten(text) ?? text);
    },
    isMarkMissing,
    onAdd: lineToAdd.add,
  };
}
