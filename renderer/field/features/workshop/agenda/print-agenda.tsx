import { FileText, Printer } from 'lucide-react';
import { type ReactElement, useMemo, useRef, useState } from 'react';
import type { Document } from '#domain/document/document.ts';
import { useFieldServices } from '#renderer/field/app/session/field-services.tsx';
import { languageFacts, ScreenLanguage, useLanguage, useTranslate, useWordsIn } from '#renderer/i18n';
import { createPrintablePage } from '#renderer/report/write/printable-report.ts';
import { Button, Dialog, Select, useNotify } from '#renderer/ui';
import { AgendaSheetView } from './agenda-sheet-view.tsx';
import { agendaSheetOf } from './agenda-sheet.ts';

interface PrintAgendaProps {
  readonly workshop: Document;
  readonly onClose: () => void;
}

/** Preview of the printed agenda in a language of choice, and its files. */
export function PrintAgenda({ workshop, onClose }: PrintAgendaProps): ReactElement {
  const translate = useTranslate();
  const notify = useNotify();
  const { host } = useFieldServices();
  const [chosen, setChosen] = useState<ScreenLanguage>(useLanguage());
  const words = useWordsIn(chosen);
  const { language } = words;
  const sheet = useMemo(() => agendaSheetOf(workshop, words), [workshop, words]);
  const article = useRef<HTMLElement>(null);

  const print = async (): Promise<Uint8Array<ArrayBuffer>> => {
    if (!article.current) throw new Error('The agenda is not on the screen');
    const paper = { title: sheet.title, head: sheet.title, language, isLandscape: true };
    return host.ask('document.print', createPrintablePage(article.current, paper, document));
  };
  const write = async (): Promise<Uint8Array<ArrayBuffer>> => {
    const { writeAgendaDocx } = await import('#renderer/report/write/write-agenda-docx.ts');
    return writeAgendaDocx(sheet, language);
  };
  const save = async (format: 'pdf' | 'docx'): Promise<void> => {
    try {
      const bytes = await (format === 'pdf' ? print() : write());
      const name = `${words.translate('workshop.section.agenda')} - ${sheet.title.slice(0, 120)}.${format}`;
      const outcome = await host.ask('document.save', { name, bytes });
      if (outcome === 'saved') notify({ meaning: 'good', text: translate('report.screen.saved') });
    } catch (error) {
      // The shell logs problems of the disk; a bug of a writer must be visible to developers.
      reportError(error);
      notify({ meaning: 'bad', text: translate('report.screen.failed') });
    }
  };
  return (
    <Dialog
      title={translate('workshop.print.title')}
      isOpen
      onClose={onClose}
      width="l"
      actions={
        <>
          <Button kind="primary" icon={Printer} onPress={() => void save('pdf')}>
            {translate('workshop.print.pdf')}
          </Button>
          <Button icon={FileText} onPress={() => void save('docx')}>
            {translate('workshop.print.docx')}
          </Button>
          <Button onPress={onClose}>{translate('ui.close')}</Button>
        </>
      }
    >
      <div className="wp-preview">
        <Select
          label={translate('workshop.print.language')}
          options={ScreenLanguage.options.map((id) => ({ id, label: languageFacts[id].ownName }))}
          value={chosen}
          onChange={setChosen}
        />
        <AgendaSheetView sheet={sheet} language={language} articleRef={article} />
      </div>
    </Dialog>
  );
}
