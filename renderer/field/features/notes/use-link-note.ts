import { useState } from 'react';
import { v7 } from 'uuid';
import { assessmentKind } from '#domain/assessment/assessment.ts';
import { pathOf } from '#domain/document/path.ts';
import type { DocumentId } from '#domain/ids.ts';
import { evidenceOfNote, noteTitle } from '#domain/interview/interview-note.ts';
import { checkText } from '#domain/privacy/check-text.ts';
import { useField } from '#renderer/field/app/field-context.tsx';
import { refusalMessage } from '#renderer/field/app/refusal-message.ts';
import { useWrite } from '#renderer/field/app/use-write.ts';
import type { Message } from '#renderer/i18n/message.ts';
import type { NoteEditing } from './use-note-draft.ts';

export interface LinkingNote {
  /** Makes the note evidence for a question; says whether that was taken. */
  readonly link: (about: { readonly doc: DocumentId; readonly question: string }) => Promise<boolean>;
  /** Why it was not; null while all is well. */
  readonly problem: Message | null;
}

/**
 * The way to make a note evidence: an item with institution, function and day goes into the assessment and travels with
 * it; the note stays here and remembers which item it is (domain.md E). What in the title may name or reach somebody is
 * asked about once before it goes (rule 2).
 */
export function useLinkNote({ draft, keep }: Pick<NoteEditing, 'draft' | 'keep'>): LinkingNote {
  const write = useWrite(draft.log);
  const { session } = useField();
  const roster = Object.values(session.people).map(({ name }) => name);
  /** The title that the person was asked about. */
  const [confirmed, setConfirmed] = useState<string | null>(null);
  const [problem, setProblem] = useState<Message | null>(null);
  const link: LinkingNote['link'] = async ({ doc, question }) => {
    if (noteTitle(draft) === '') {
      setProblem({ key: 'note.evidence.nameless' });
      return false;
    }
    const title = noteTitle(draft);
    const hits = checkText(title, roster);
    if (hits.length > 0 && title !== confirmed) {
      setConfirmed(title);
      setProblem({ key: 'note.evidence.names', values: { words: hits.map(({ text }) => text).join(', ') } });
      return false;
    }
    const evidence = v7();
    const outcome = await write(
      Object.entries(evidenceOfNote(draft)).map(([field, value]) => ({
        doc,
        kind: assessmentKind,
        path: pathOf('answers', question, 'evidence', evidence, field),
        value,
        over: [],
      })),
    );
    setProblem(outcome.kind === 'saved' ? null : refusalMessage(outcome));
    if (outcome.kind !== 'saved') return false;
    await keep({ links: [...draft.links, { doc, question, evidence }] });
    return true;
  };
  return { link, problem };
}
