import { useState, type ReactElement } from 'react';
import { v7 } from 'uuid';
import type { Message } from '#renderer/i18n';
import { CheckedTextHits } from '#renderer/field/app/documents/checked-text-field.tsx';
import { writeRefusalMessage } from '#renderer/field/app/documents/use-write-registers.ts';
import type { OpenDocument } from '#renderer/field/app/documents/use-document.ts';
import { AddEvidenceDialogView, type EvidenceDraft } from './evidence-view.tsx';

interface AddEvidenceDialogProps {
  readonly question: string;
  readonly choose: OpenDocument['choose'];
  readonly onClose: () => void;
}

const emptyEvidenceDraft: EvidenceDraft = {
  title: '',
  date: null,
  holder: '',
  kind: 'interview',
  strength: 'E1',
  mark: 'C',
};

/** Describe one piece of evidence and write it at once, whole. */
export function AddEvidenceDialog({ question, choose, onClose }: AddEvidenceDialogProps): ReactElement {
  const [draft, setDraft] = useState(emptyEvidenceDraft);
  const [isTitleMissing, setIsTitleMissing] = useState(false);
  const [problem, setProblem] = useState<Message | null>(null);

  const add = async (): Promise<void> => {
    const title = draft.title.trim();
    const holder = draft.holder.trim();
    setIsTitleMissing(title === '');
    if (title === '') return;
    const item = `answers/${question}/evidence/${v7()}`;
    const outcome = await choose([
      { path: `${item}/title`, value: title },
      { path: `${item}/kind`, value: draft.kind },
      { path: `${item}/strength`, value: draft.strength },
      ...(draft.date === null ? [] : [{ path: `${item}/date`, value: draft.date }]),
      ...(holder === '' ? [] : [{ path: `${item}/holder`, value: holder }]),
      // Evidence is confidential where nothing else is said.
      ...(draft.mark === 'C' ? [] : [{ path: `${item}/mark`, value: draft.mark }]),
    ]);
    if (outcome.kind === 'saved') onClose();
    else setProblem(writeRefusalMessage(outcome));
  };

  return (
    <AddEvidenceDialogView
      question={question}
      draft={draft}
      isTitleMissing={isTitleMissing}
      problem={problem}
      hits={{
        title: <CheckedTextHits text={draft.title} onChange={(title) => setDraft({ ...draft, title })} />,
        holder: <CheckedTextHits text={draft.holder} onChange={(holder) => setDraft({ ...draft, holder })} />,
      }}
      onChange={setDraft}
      onAdd={() => void add()}
      onClose={onClose}
    />
  );
}
