import { type ReactElement, useState } from 'react';
import type { QuestionSet } from '#domain/workshop/learning/answer-page.ts';
import { useFieldServices } from '#renderer/field/app/session/field-services.tsx';
import type { DocumentQueryAnswer } from '#renderer/store/store-api.ts';
import { ImportAnswers } from './entry/import-answers.tsx';
import { PaperEntry } from './entry/paper-entry.tsx';
import { FileUp, Keyboard, MonitorPlay } from 'lucide-react';
import { useTranslate } from '#renderer/i18n';
import { Button, ListEntry } from '#renderer/ui';

interface AnswerWaysViewProps {
  readonly set: QuestionSet;
  /** Number of sheets so far. */
  readonly count: number;
  readonly onKiosk: () => void;
  readonly onPaper: () => void;
  readonly onImport: () => void;
}

/** Ways in which answers come: at this laptop, from paper, from a file. */
export function AnswerWaysView({
  set,
  count,
  onKiosk,
  onPaper,
  onImport,
}: AnswerWaysViewProps): ReactElement {
  const translate = useTranslate();
  const title = translate(`learning.kiosk.title.${set}`);
  const named = (way: string) => ({ label: `${title}: ${way}`, children: way });
  return (
    <ListEntry
      isBoxed
      meta={translate('learning.ways.count', { count })}
      action={
        <>
          <Button icon={MonitorPlay} onPress={onKiosk} {...named(translate('learning.ways.kiosk'))} />
          <Button
            kind="quiet"
            icon={Keyboard}
            onPress={onPaper}
            {...named(translate('learning.ways.paper'))}
          />
          <Button
            kind="quiet"
            icon={FileUp}
            onPress={onImport}
            {...named(translate('learning.ways.import'))}
          />
        </>
      }
    >
      <strong>{title}</strong>
    </ListEntry>
  );
}

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
