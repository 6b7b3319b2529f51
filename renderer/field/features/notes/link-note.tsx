import { useState, type ReactElement } from 'react';
import { assessmentKind } from '#domain/assessment/assessment.ts';
import { DocumentId } from '#domain/ids.ts';
import { defaultModel, instrumentRef } from '#domain/instrument/maturity-model.ts';
import type { Message } from '#renderer/i18n/message.ts';
import type { DocumentSummary } from '#renderer/store/store-api.ts';
import { LinkNoteView } from './link-note-view.tsx';
import { institutionOf } from './note-lines.ts';
import type { LinkingNote } from './use-link-note.ts';

interface LinkNoteProps {
  readonly records: readonly DocumentSummary[];
  readonly link: LinkingNote['link'];
  readonly problem: Message | null;
  readonly onClose: () => void;
}

const questions = defaultModel.dimensions.flatMap(({ indicators }) =>
  indicators.map(({ id, title }) => ({ id, label: `${id} ${title}` })),
);

/** Asks for which question of which assessment a note is evidence. */
export function LinkNote({ records, link, problem, onClose }: LinkNoteProps): ReactElement {
  const assessments = records
    .filter(({ kind, facts }) => kind === assessmentKind && isOfModel(facts['instrument']))
    .map(({ doc }) => ({ id: doc as string, label: institutionOf(records, doc) }));
  const [doc, setDoc] = useState<string | null>(
    assessments.length === 1 ? (assessments[0]?.id ?? null) : null,
  );
  const [question, setQuestion] = useState<string | null>(null);
  const add = async (): Promise<void> => {
    if (doc === null || question === null) return;
    if (await link({ doc: DocumentId.parse(doc), question })) onClose();
  };
  return (
    <LinkNoteView
      assessments={assessments}
      questions={questions}
      chosen={{ doc, question }}
      problem={problem}
      onDoc={setDoc}
      onQuestion={setQuestion}
      onAdd={() => void add()}
      onClose={onClose}
    />
  );
}

/** Questions of a form are known on its own screen only: from there a note is begun for one of them. */
const isOfModel = (ref: unknown): boolean =>
  typeof ref !== 'string' || ref === '' || ref === instrumentRef(defaultModel);
