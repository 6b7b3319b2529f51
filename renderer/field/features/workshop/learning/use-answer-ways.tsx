import { type ReactElement, useState } from 'react';
import type { QuestionSet } from '#domain/workshop/learning/answer-page.ts';
import { useFieldServices } from '#renderer/field/app/session/field-services.tsx';
import type { DocumentQueryAnswer } from '#renderer/store/store-api.ts';
import { AnswerWaysView } from './answer-ways-view.tsx';
import { ImportAnswers } from './entry/import-answers.tsx';
import { PaperEntry } from './entry/paper-entry.tsx';

interface AnswerWays {
  /** Buttons of the ways for these questions. */
  readonly buttons: (set: QuestionSet, count: number) => ReactElement;
  /** Entry from paper in place of the section; null while none is open. */
  readonly paper: ReactElement | null;
  /** Dialog of an import, while one is open. */
  readonly dialog: ReactElement | null;
}

/** Ways in which answers come, and the one that is open. */
export function useAnswerWays({ log, document }: DocumentQueryAnswer): AnswerWays {
  const { openKiosk } = useFieldServices();
  const [open, setOpen] = useState<{ readonly way: 'paper' | 'import'; readonly set: QuestionSet } | null>(
    null,
  );
  const shared = { log, workshop: document, onClose: () => setOpen(null) };
  return {
    buttons: (set, count) => (
      <AnswerWaysView
        key={set}
        set={set}
        count={count}
        onKiosk={() => openKiosk({ log, doc: document.doc, set })}
        onPaper={() => setOpen({ way: 'paper', set })}
        onImport={() => setOpen({ way: 'import', set })}
      />
    ),
    paper: open?.way === 'paper' ? <PaperEntry {...shared} set={open.set} /> : null,
    dialog: open?.way === 'import' ? <ImportAnswers {...shared} set={open.set} /> : null,
  };
}
