import { Download } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import type { LogId } from '#domain/ids.ts';
import type { ExportAnswers as Wanted } from '#renderer/console/api/answers.ts';
import { useConsole } from '#renderer/console/app/console-context.ts';
import { saveInBrowser } from '#renderer/console/app/save-in-browser.ts';
import { useAct } from '#renderer/console/app/use-act.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Button } from '#renderer/ui/button.tsx';
import { useNotify } from '#renderer/ui/notices.tsx';
import { answeredForms, fileNameOf } from './answered-forms.ts';
import { ExportAnswersView } from './export-answers-view.tsx';
import type { RecordRow } from './record-list.ts';

interface ExportAnswersProps {
  readonly log: LogId;
  readonly records: readonly RecordRow[];
}

/** The way to the answers of a mission as a file; nothing where there are none. */
export function ExportAnswers({ log, records }: ExportAnswersProps): ReactElement | null {
  const say = useSay();
  const act = useAct();
  const notify = useNotify();
  const { client } = useConsole();
  const [isOpen, setIsOpen] = useState(false);
  const [isWorking, setIsWorking] = useState(false);
  const forms = answeredForms(records);
  if (forms.length === 0) return null;
  const exportThem = (wanted: Wanted): void => {
    setIsWorking(true);
    const asking = client.exportAnswers(log, wanted);
    void asking.then(() => setIsWorking(false));
    act(asking, (file) => {
      saveInBrowser(fileNameOf(wanted.ref, wanted.format), file);
      notify({ meaning: 'good', text: say('console.export.done') });
      setIsOpen(false);
    });
  };
  return (
    <>
      <Button icon={Download} onPress={() => setIsOpen(true)}>
        {say('console.export.open')}
      </Button>
      {isOpen && (
        <ExportAnswersView
          forms={forms}
          isWorking={isWorking}
          onExport={exportThem}
          onClose={() => setIsOpen(false)}
        />
      )}
    </>
  );
}
