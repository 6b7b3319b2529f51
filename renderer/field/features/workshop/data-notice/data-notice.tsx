import { type ReactElement, useRef, useState } from 'react';
import { pathOf } from '#domain/document/op.ts';
import { type Document, valueAt } from '#domain/document/document.ts';
import { ShownNotice } from '#domain/workshop/workshop-schema.ts';
import { useWriteMode } from '#renderer/field/app/documents/use-document.ts';
import { useFieldServices } from '#renderer/field/app/session/field-services.tsx';
import { type ScreenLanguage, useLanguage, useTranslate, useWordsIn } from '#renderer/i18n';
import { createPrintablePage } from '#renderer/report/write/printable-report.ts';
import type { DocumentQueryAnswer } from '#renderer/store/store-api.ts';
import { localDayOf, useNotify, useNowMs } from '#renderer/ui';
import { useChangeWorkshop } from '../use-change-workshop.ts';
import { DataNoticeView } from './data-notice-view.tsx';

/** Edition of the text of the data notice; raised with each change of its content. */
export const dataNoticeEdition = '1';

/** Whether participants of this workshop were shown the data notice. */
export const isDataNoticeShown = (workshop: Document): boolean =>
  ShownNotice.safeParse(valueAt(workshop, 'notice')).success;

interface DataNoticeProps {
  readonly answer: DocumentQueryAnswer;
  /** Called when it is closed; `isShown` after it was confirmed, now or before. */
  readonly onClose: (isShown: boolean) => void;
}

/** Data notice of a workshop: shown, printed, and confirmed by the person who read it out. */
export function DataNotice({ answer, onClose }: DataNoticeProps): ReactElement {
  const translate = useTranslate();
  const notify = useNotify();
  const { host } = useFieldServices();
  const { log, document: workshop } = answer;
  const { change, problem } = useChangeWorkshop(log, workshop);
  const nowMs = useNowMs();
  const mayWrite = useWriteMode()(answer.roles, workshop) === 'open';
  const [language, setLanguage] = useState<ScreenLanguage>(useLanguage());
  const { translate: words, language: shown } = useWordsIn(language);
  const article = useRef<HTMLElement>(null);
  const isShown = isDataNoticeShown(workshop);
  const title = valueAt(workshop, 'title');

  const confirm = async (): Promise<void> => {
    const notice: ShownNotice = { edition: dataNoticeEdition, on: localDayOf(nowMs) };
    if (await change([{ path: pathOf('notice'), value: notice }])) onClose(true);
  };
  const print = async (): Promise<void> => {
    if (!article.current) return;
    const name = words('workshop.notice.name');
    const page = createPrintablePage(article.current, { title: name, head: name, language: shown }, document);
    try {
      const bytes = await host.ask('document.print', page);
      const outcome = await host.ask('document.save', { name: `${name}.pdf`, bytes });
      if (outcome === 'saved') notify({ meaning: 'good', text: translate('report.screen.saved') });
    } catch (error) {
      reportError(error);
      notify({ meaning: 'bad', text: translate('report.screen.failed') });
    }
  };
  return (
    <DataNoticeView
      workshop={typeof title === 'string' ? title : ''}
      language={shown}
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
