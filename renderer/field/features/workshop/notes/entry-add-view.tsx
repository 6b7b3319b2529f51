import { Plus } from 'lucide-react';
import type { ReactElement, ReactNode, Ref } from 'react';
import { Confidentiality } from '#domain/assessment/finding.ts';
import type { EntryDraft } from '#domain/workshop/session-entry.ts';
import { useTranslate } from '#renderer/i18n';
import { valueLabels } from '#renderer/records/value-labels.ts';
import { Button, Select, TextField } from '#renderer/ui';
import { entryTypeOptions } from './entry-labels.ts';
import './notes-section.css';

interface EntryAddViewProps {
  readonly draft: Omit<EntryDraft, 'session'>;
  readonly onDraft: (part: Partial<Omit<EntryDraft, 'session'>>) => void;
  readonly onAdd: () => void;
  /** Personal data found in the text. */
  readonly hits: ReactNode;
  readonly isMarkMissing: boolean;
  /** Session that the note is about. */
  readonly place: string;
  readonly formRef: Ref<HTMLFormElement>;
}

/** Line for a new note: its type, its text; Enter adds it. */
export function EntryAddView(props: EntryAddViewProps): ReactElement {
  const { draft, onDraft, onAdd, hits, isMarkMissing, place, formRef } = props;
  const translate = useTranslate();
  return (
    <form
      className="we-add"
      ref={formRef}
      onSubmit={(event) => {
        event.preventDefault();
        onAdd();
      }}
    >
      <div className="we-add-line" data-risk={draft.type === 'risk' || undefined}>
        <Select
          label={translate('path.entry.type')}
          options={entryTypeOptions(translate)}
          value={draft.type}
          onChange={(type) => onDraft({ type })}
        />
        <TextField
          label={translate('entry.new', { place })}
          placeholder={translate('entry.placeholder')}
          maxLength={20_000}
          value={draft.text}
          onChange={(text) => onDraft({ text })}
        />
        {draft.type === 'risk' && (
          <Select
            label={translate('path.confidentiality')}
            options={Confidentiality.options.map((id) => ({
              id,
              label: translate(valueLabels.confidentiality[id]),
            }))}
            value={draft.mark}
            onChange={(mark) => onDraft({ mark })}
            isRequired
            problem={isMarkMissing ? translate('entry.markMissing') : undefined}
          />
        )}
        <Button type="submit" kind="primary" icon={Plus}>
          {translate('entry.add')}
        </Button>
      </div>
      {hits}
    </form>
  );
}
