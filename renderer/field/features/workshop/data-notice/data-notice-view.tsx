import { Check, Printer } from 'lucide-react';
import type { ReactElement, Ref } from 'react';
import { Heading, Modal, ModalOverlay, Dialog } from 'react-aria-components';
import {
  languageFacts,
  type Message,
  type MessageKey,
  ScreenLanguage,
  type Translate,
  useTranslate,
} from '#renderer/i18n';
import { Banner, Button, Select } from '#renderer/ui';
import './data-notice.css';

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
              options={ScreenLanguage.options.map((id) => ({ id, label: languageFacts[id].ownName }))}
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
