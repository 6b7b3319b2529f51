import { Printer } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import { namesExportNote } from '#domain/mission/export-note.ts';
import type { ParticipantCard } from '#domain/workshop/participant.ts';
import { useNoteExport, useTellSaved } from '#renderer/field/app/files/use-save-file.ts';
import { useFieldServices } from '#renderer/field/app/session/field-services.tsx';
import {
  languageFacts,
  ScreenLanguage,
  type Translate,
  useLanguage,
  useTranslate,
  useWordsIn,
} from '#renderer/i18n';
import { type SignInSheet, signInSheetHtml } from '#renderer/report/sign-in/sign-in-sheet.ts';
import { styleSheetsOf } from '#renderer/report/write/printable-report.ts';
import type { DocumentQueryResult } from '#renderer/store/api/store-api.ts';
import { Button, Dialog, Select, useNotify } from '#renderer/ui';
import '#renderer/report/sign-in/sign-in.css';
import { type Document, plainTextAt } from '#domain/document/document.ts';
import { readParticipants } from '#domain/workshop/register.ts';
import { halfDayBlocksOf } from '#domain/workshop/session-times.ts';

interface SignInSheetButtonProps {
  readonly queryResult: DocumentQueryResult;
  readonly cards: readonly Pick<ParticipantCard, 'id' | 'name'>[];
}

/** Button that makes the sheet to sign, in a chosen language and format. */
export function SignInSheetButton({ queryResult, cards }: SignInSheetButtonProps): ReactElement {
  const translate = useTranslate();
  const notify = useNotify();
  const tellSaved = useTellSaved();
  const { host } = useFieldServices();
  const noteExport = useNoteExport(queryResult.log);
  const [language, setLanguage] = useState<ScreenLanguage>(useLanguage());
  const { translate: words, language: shownLanguage } = useWordsIn(language);
  const [isOpen, setIsOpen] = useState(false);
  const [making, setMaking] = useState<SignInFormat | null>(null);
  const make = async (signInFormat: SignInFormat): Promise<void> => {
    setMaking(signInFormat);
    try {
      const signInSheet = signInSheetOf(queryResult.document, cards, shownLanguage, words);
      const bytes =
        signInFormat === 'docx'
          ? await (await import('#renderer/report/sign-in/write-sign-in-docx.ts')).writeSignInDocx(
              signInSheet,
            )
          : await host.ask('document.print', {
              html: signInSheetHtml(signInSheet, styleSheetsOf(document)),
              head: signInSheet.title.slice(0, 400),
              direction: signInSheet.direction,
              isLandscape: true,
            });
      const isNoted = await noteExport(
        namesExportNote({
          what: 'sign-in-sheet',
          about: queryResult.document.doc,
          format: signInFormat,
          language: shownLanguage,
        }),
      );
      if (!isNoted) return notify({ meaning: 'bad', text: (say) => say('report.screen.notNoted') });
      const outcome = await host.ask('document.save', {
        name: `${words('register.signIn')} - ${signInSheet.title}`.slice(0, 150).concat(`.${signInFormat}`),
        bytes,
      });
      if (outcome === 'saved') await tellSaved();
      setIsOpen(false);
    } catch (error) {
      // The shell logs problems of the disk; a bug of a writer must be visible to developers.
      reportError(error);
      notify({ meaning: 'bad', text: (say) => say('register.signIn.failed') });
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
          onMake={(signInFormat) => void make(signInFormat)}
          onClose={() => setIsOpen(false)}
        />
      )}
    </>
  );
}

/** Sheet of a workshop with the names that this laptop has; without a name the code stands alone. */
function signInSheetOf(
  workshop: Document,
  participantCards: readonly Pick<ParticipantCard, 'id' | 'name'>[],
  language: ScreenLanguage,
  translate: Translate,
): SignInSheet {
  const nameById = new Map(participantCards.map(({ id, name }) => [id, name]));
  const title = plainTextAt(workshop, 'title') || translate('workshop.untitled');
  return {
    language,
    direction: languageFacts[language].direction,
    title,
    note: translate('register.signIn.paper'),
    head: [
      translate('path.participant.code'),
      translate('register.name'),
      translate('path.institution.name'),
    ],
    blocks: halfDayBlocksOf(workshop).map(
      ({ day, half }) =>
        `${translate('value.sessionDay', { day })} ${translate(half === 'am' ? 'attendance.morning' : 'attendance.afternoon')}`,
    ),
    rows: readParticipants(workshop).map(({ id, code, institution }) => [
      code,
      nameById.get(id) ?? '',
      institution,
    ]),
  };
}

type SignInFormat = 'pdf' | 'docx';

interface SignInDialogViewProps {
  readonly language: ScreenLanguage;
  readonly onLanguage: (language: ScreenLanguage) => void;
  /** Format that is being made. */
  readonly making: SignInFormat | null;
  readonly onMake: (signInFormat: SignInFormat) => void;
  readonly onClose: () => void;
}

/** Choice of language and format of the sheet to sign. */
export function SignInDialogView(props: SignInDialogViewProps): ReactElement {
  const { language, onLanguage, making, onMake, onClose } = props;
  const translate = useTranslate();
  return (
    <Dialog
      title={translate('register.signIn')}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button kind="primary" onPress={() => onMake('pdf')} isPending={making === 'pdf'}>
            {translate('register.signIn.pdf')}
          </Button>
          <Button onPress={() => onMake('docx')} isPending={making === 'docx'}>
            {translate('register.signIn.docx')}
          </Button>
          <Button onPress={onClose}>{translate('ui.cancel')}</Button>
        </>
      }
    >
      <div className="fb-form">
        <p>{translate('register.signIn.text')}</p>
        <Select
          label={translate('register.signIn.language')}
          value={language}
          onChange={onLanguage}
          options={ScreenLanguage.options.map((mailLanguage) => ({
            id: mailLanguage,
            label: languageFacts[mailLanguage].ownName,
          }))}
        />
      </div>
    </Dialog>
  );
}
