import { Check, Printer } from 'lucide-react';
import { type ReactElement, type Ref, useRef, useState } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { type Document, valueAt } from '#domain/document/document.ts';
import { pathOf } from '#domain/document/op.ts';
import { writeModeOf } from '#domain/kinds/permit.ts';
import { ShownNotice } from '#domain/workshop/workshop-schema.ts';
import { useChangeRecord } from '#renderer/field/app/documents/use-document.ts';
import { useTellSaved } from '#renderer/field/app/files/use-save-file.ts';
import { useFieldServices } from '#renderer/field/app/session/field-services.tsx';
import {
  languageFacts,
  type Message,
  type MessageKey,
  ScreenLanguage,
  type Translate,
  useLanguage,
  useTranslate,
  useWordsIn,
} from '#renderer/i18n';
import { createPrintablePage } from '#renderer/report/write/printable-report.ts';
import type { DocumentQueryResult } from '#renderer/store/api/store-api.ts';
import { Banner, Button, localDayOf, Select, useNotify, useNowMs } from '#renderer/ui';
import './data-notice.css';

interface DataNoticeProps {
  readonly queryResult: DocumentQueryResult;
  /** Called when it is closed; `isShown` after it was confirmed, now or before. */
  readonly onClose: (isShown: boolean) => void;
}

/** Data notice of a workshop: shown, printed, and confirmed by the person who read it out. */
export function DataNotice({ queryResult, onClose }: DataNoticeProps): ReactElement {
  const notify = useNotify();
  const tellSaved = useTellSaved();
  const { host } = useFieldServices();
  const { log, document: workshop } = queryResult;
  const { change, problem } = useChangeRecord(log, workshop);
  const nowMs = useNowMs();
  const mayWrite = writeModeOf(queryResult.roles, workshop) === 'open';
  const [language, setLanguage] = useState<ScreenLanguage>(useLanguage());
  const { translate: words, language: shownLanguage } = useWordsIn(language);
  const article = useRef<HTMLElement>(null);
  const isShown = isDataNoticeShown(workshop);
  const title = valueAt(workshop, 'title');

  const confirm = async (): Promise<void> => {
    const shownNotice: ShownNotice = { edition: dataNoticeEdition, on: localDayOf(nowMs) };
    if (await change([{ path: pathOf('notice'), value: shownNotice }])) onClose(true);
  };
  const print = async (): Promise<void> => {
    if (!article.current) return;
    const name = words('workshop.notice.name');
    const page = createPrintablePage(
      article.current,
      { title: name, head: name, language: shownLanguage },
      document,
    );
    try {
      const bytes = await host.ask('document.print', page);
      const outcome = await host.ask('document.save', { name: `${name}.pdf`, bytes });
      if (outcome === 'saved') await tellSaved();
    } catch (error) {
      reportError(error);
      notify({ meaning: 'bad', text: (translate) => translate('report.screen.failed') });
    }
  };
  return (
    <DataNoticeView
      workshop={typeof title === 'string' ? title : ''}
      language={shownLanguage}
      words={words}
      onLanguage={setLanguage}
      onPrint={() => void print()}
      onConfirm={isShown || !mayWrite ? null : () => void confirm()}
      onClose={() => onClose(isShown)}
      problem={problem}
      articleRef={article}
    />
  );
}

/** Parts of the data notice in their order (docs/requirements.md E, rule 1). */
const noticeParts: readonly { readonly title: MessageKey; readonly text: MessageKey }[] = [
  { title: 'workshop.notice.purpose', text: 'workshop.notice.purpose.text' },
  { title: 'workshop.notice.data', text: 'workshop.notice.data.text' },
  { title: 'workshop.notice.receivers', text: 'workshop.notice.receivers.text' },
  { title: 'workshop.notice.period', text: 'workshop.notice.period.text' },
  { title: 'workshop.notice.choice', text: 'workshop.notice.choice.text' },
  { title: 'workshop.notice.rights', text: 'workshop.notice.rights.text' },
  { title: 'workshop.notice.contact', text: 'workshop.notice.contact.text' },
];

interface DataNoticeViewProps {
  /** Title of the workshop. */
  readonly workshop: string;
  /** Language of the notice, which may differ from that of the screen. */
  readonly language: ScreenLanguage;
  /** Words in that language. */
  readonly words: Translate;
  readonly onLanguage: (language: ScreenLanguage) => void;
  readonly onPrint: () => void;
  /** Absent where it is confirmed, or may not be. */
  readonly onConfirm: (() => void) | null;
  readonly onClose: () => void;
  /** Reason why the confirmation was not saved. */
  readonly problem?: Message | null;
  /** Element of the notice, for the printer. */
  readonly articleRef?: Ref<HTMLElement>;
}

/** Data notice on the whole window, to be shown and read out before the first registration. */
export function DataNoticeView(props: DataNoticeViewProps): ReactElement {
  const { workshop, language, words, onLanguage, onPrint, onConfirm, onClose, problem, articleRef } = props;
  const translate = useTranslate();
  return (
    <ModalOverlay className="wd-overlay" isOpen onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Modal className="wd-modal">
        <Dialog className="wd-dialog">
          <div className="wd-bar">
            <Heading slot="title" className="fb-hidden">
              {translate('workshop.notice.name')}
            </Heading>
            <Select
              label={translate('workshop.notice.language')}
              options={ScreenLanguage.options.map((mailLanguage) => ({
                id: mailLanguage,
                label: languageFacts[mailLanguage].ownName,
              }))}
              value={language}
              onChange={onLanguage}
            />
            <span className="wd-bar-gap" />
            <Button icon={Printer} onPress={onPrint}>
              {translate('workshop.notice.print')}
            </Button>
            {onConfirm && (
              <Button kind="primary" icon={Check} onPress={onConfirm}>
                {translate('workshop.notice.confirm')}
              </Button>
            )}
            <Button onPress={onClose}>{translate('ui.close')}</Button>
          </div>
          {problem && (
            <Banner meaning="bad" isAnnounced>
              {translate(problem)}
            </Banner>
          )}
          <article
            className="wd-notice"
            lang={language}
            dir={languageFacts[language].direction}
            ref={articleRef}
          >
            <h1>{words('workshop.notice.name')}</h1>
            <p className="wd-workshop" dir="auto">
              {workshop}
            </p>
            {noticeParts.map(({ title, text }) => (
              <section key={title}>
                <h2>{words({ key: title })}</h2>
                <p>{words({ key: text })}</p>
              </section>
            ))}
          </article>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

/** Edition of the text of the data notice; raised with each change of its content. */
const dataNoticeEdition = '1';

/** Whether participants of this workshop were shown the data notice. */
export const isDataNoticeShown = (workshop: Document): boolean =>
  ShownNotice.safeParse(valueAt(workshop, 'notice')).success;
