import type { ReactElement } from 'react';
import { type Message, useTranslate } from '#renderer/i18n';
import { Banner, Button, Checkbox, Dialog } from '#renderer/ui';

interface RemoveMissionDialogViewProps {
  readonly title: string;
  /** Content that exists nowhere else: notes, records of workshops, drafts and quarantined changes. */
  readonly onlyHere: {
    readonly notes: number;
    readonly records: number;
    readonly drafts: number;
    readonly setAside: number;
  };
  /** The person confirmed that content of this laptop alone may be erased permanently. */
  readonly mayErase: boolean;
  readonly refusal: Message | null;
  readonly onMayErase: (mayErase: boolean) => void;
  readonly onRemove: () => void;
  readonly onClose: () => void;
}

/**
 * Question before a mission is removed from this laptop. Content that would be lost permanently needs a
 * confirmation of its own.
 */
export function RemoveMissionDialogView(props: RemoveMissionDialogViewProps): ReactElement {
  const { title, onlyHere, mayErase, refusal, onMayErase, onRemove, onClose } = props;
  const translate = useTranslate();
  const { notes, records, drafts, setAside } = onlyHere;
  const told = [
    ...(notes > 0 ? [translate('travel.off.notes', { count: notes })] : []),
    ...(records > 0 ? [translate('travel.off.records', { count: records })] : []),
    ...(drafts > 0 ? [translate('travel.off.drafts', { count: drafts })] : []),
    ...(setAside > 0 ? [translate('travel.off.setAside', { count: setAside })] : []),
  ];
  return (
    <Dialog
      role="alertdialog"
      title={translate('travel.off.title', { title })}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button kind="danger" onPress={onRemove}>
            {translate('travel.off.now')}
          </Button>
          <Button onPress={onClose}>{translate('ui.cancel')}</Button>
        </>
      }
    >
      {refusal && (
        <Banner meaning="bad" isAnnounced>
          {translate(refusal)}
        </Banner>
      )}
      <p>{translate('travel.off.text')}</p>
      {told.length > 0 && (
        <Checkbox
          label={translate('travel.off.onlyHere')}
          description={told.join(' ')}
          state={mayErase ? 'on' : 'off'}
          onChange={onMayErase}
        />
      )}
    </Dialog>
  );
}
