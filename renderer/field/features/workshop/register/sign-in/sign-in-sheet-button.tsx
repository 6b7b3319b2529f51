import { Printer } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import type { ParticipantCard } from '#domain/workshop/participant.ts';
import { useNoteExport } from '#renderer/field/app/files/use-save-file.ts';
import { useFieldServices } from '#renderer/field/app/session/field-services.tsx';
import { type ScreenLanguage, useLanguage, useTranslate, useWordsIn } from '#renderer/i18n';
import type { DocumentQueryAnswer } from '#renderer/store/store-api.ts';
import { signInSheetHtml } from '#renderer/report/sign-in/sign-in-sheet.ts';
import { styleSheetsOf } from '#renderer/report/write/printable-report.ts';
import { Button, useNotify } from '#renderer/ui';
import { namesExportNote } from '#renderer/field/features/workshop/names-export-note.ts';
import { SignInDialogView, type SignInFormat } from './sign-in-dialog-view.tsx';
import { signInSheetOf } from './sign-in-facts.ts';
import '#renderer/report/sign-in/sign-in.css';

interface SignInSheetButtonProps {
  readonly answer: DocumentQueryAnswer;
  readonly cards: readonly Pick<ParticipantCard, 'id' | 'name'>[];
}

/** Button that makes the sheet to sign, in a chosen language and format. */
export function SignInSheetButton({ answer, cards }: SignInSheetButtonProps): ReactElement {
  const translate = useTranslate();
  const notify = useNotify();
  const { host } = useFieldServices();
  const noteExport = useNoteExport(answer.log);
  const [language, setLanguage] = useState<ScreenLanguage>(useLanguage());
  const { translate: words, language: shown } = useWordsIn(language);
  const [isOpen, setIsOpen] = useState(false);
  const [making, setMaking] = useState<SignInFormat | null>(null);
  const make = async (format: SignInFormat): Promise<void> => {
    setMaking(format);
    try {
      const sheet = signInSheetOf(answer.document, cards, shown, words);
      const bytes =
        format === 'docx'
          ? await (await import('#renderer/report/sign-in/write-sign-in-docx.ts')).writeSignInDocx(sheet)
          : await host.ask('document.print', {
              html: signInSheetHtml(sheet, styleSheetsOf(document)),
              head: sheet.title.slice(0, 400),
              direction: sheet.direction,
              isLandscape: true,
            });
      const isNoted = await noteExport(
        namesExportNote({ what: 'sign-in-sheet', about: answer.document.doc, format, language: shown }),
      );
      if (!isNoted) return notify({ meaning: 'bad', text: translate('report.screen.notNoted') });
      const outcome = await host.ask('document.save', {
        name: `${words('register.signIn')} - ${sheet.title}`.slice(0, 150).concat(`.${format}`),
        bytes,
      });
      if (outcome === 'saved') notify({ meaning: 'good', text: translate('register.signIn.saved') });
      setIsOpen(false);
    } catch (error) {
      // The shell logs problems of the disk; a bug of a writer must be visible to developers.
      reportError(error);
      notify({ meaning: 'bad', text: translate('register.signIn.failed') });
    } finally {
      setMaking(null);
    }
  };
  return (
    <>
      <Button icon={Printer} onPress={() => setIsOpen(true)}>
        {translate('register.signIn')}
      </Button>
      {isOpen && (
        <SignInDialogView
          language={language}
          onLanguage={setLanguage}
          making={making}
          onMake={(format) => void make(format)}
          onClose={() => setIsOpen(false)}
        />
      )}
    </>
  );
}
