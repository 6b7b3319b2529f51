import type { ReactElement } from 'react';
import { type Message, useTranslate } from '#renderer/i18n';
import { Banner, Button, Dialog, TextLink } from '#renderer/ui';

/** Text that no record has, for views. */
export interface UnsavedTextLine {
  readonly id: string;
  /** Name of its field; empty where that is unknown. */
  readonly label: string;
  readonly reason: Message;
  readonly href: string;
}

/** Longer lists are not read to their end in a dialog; the rest is under sync status. */
const mostTextsNamed = 8;

interface UnsavedTextsViewProps {
  readonly texts: readonly UnsavedTextLine[];
  /** The person goes to one of them. */
  readonly onGo: () => void;
}

/** Texts that a step leaves behind, since no record has them, each with the way to its field. */
export function UnsavedTextsView({ texts, onGo }: UnsavedTextsViewProps): ReactElement | null {
  const translate = useTranslate();
  if (texts.length === 0) return null;
  return (
    <Banner meaning="wait" title={translate('frame.status.drafts', { count: texts.length })}>
      <p>{translate('frame.draft.leftBehind', { count: texts.length })}</p>
      <ul>
        {texts.slice(0, mostTextsNamed).map(({ id, label, reason, href }) => (
          <li key={id}>
            <TextLink href={href} onPress={onGo}>
              <bdi>{label || translate('frame.draft.unnamed')}</bdi>
            </TextLink>{' '}
            · {translate(reason)}
          </li>
        ))}
      </ul>
    </Banner>
  );
}

interface LeaveTextsDialogViewProps extends UnsavedTextsViewProps {
  /** Step that the person is about to take. */
  readonly act: string;
  readonly onTake: () => void;
  readonly onClose: () => void;
}

/** Ask before a step that leaves unsaved texts behind, where the step asks nothing else. */
export function LeaveTextsDialogView(props: LeaveTextsDialogViewProps): ReactElement {
  const { act, texts, onGo, onTake, onClose } = props;
  const translate = useTranslate();
  return (
    <Dialog
      title={translate('frame.status.drafts.title')}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button kind="primary" onPress={onTake}>
            {translate('frame.draft.without', { act, count: texts.length })}
          </Button>
          <Button onPress={onClose}>{translate('ui.cancel')}</Button>
        </>
      }
    >
      <UnsavedTextsView texts={texts} onGo={onGo} />
    </Dialog>
  );
}
