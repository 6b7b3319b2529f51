import { Download, Pencil, Trash2 } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import { useTranslate } from '#renderer/i18n';
import { Button } from '../button.tsx';
import { TextField } from '../fields/text-field.tsx';
import { useSample } from '../gallery/sample.ts';
import type { StoriesAbout } from '../gallery/story-registry.ts';
import { ListEntry } from '../marks/fact-list.tsx';
import { Dialog } from '../overlays/dialog.tsx';
import { Drawer } from '../overlays/drawer.tsx';
import { MenuButton } from '../overlays/menu-button.tsx';
import { NoticeCorner, useNotify } from '../overlays/notices.tsx';

export const about: StoriesAbout = { title: 'Over the page' };

export function DialogQuestion(): ReactElement {
  const sample = useSample();
  const [isOpen, setIsOpen] = useState(false);
  const close = (): void => setIsOpen(false);
  return (
    <>
      <Button onPress={() => setIsOpen(true)}>{sample.removeAction}</Button>
      <Dialog
        title={sample.removeTitle}
        role="alertdialog"
        isOpen={isOpen}
        onClose={close}
        actions={
          <>
            <Button kind="danger" onPress={close}>
              {sample.removeAction}
            </Button>
            <Button onPress={close}>{sample.keepAction}</Button>
          </>
        }
      >
        {sample.removeText}
      </Dialog>
    </>
  );
}

export function DialogForm(): ReactElement {
  const sample = useSample();
  const translate = useTranslate();
  const [isOpen, setIsOpen] = useState(false);
  const [name, setName] = useState('');
  const close = (): void => setIsOpen(false);
  return (
    <>
      <Button onPress={() => setIsOpen(true)}>{sample.emptyAction}</Button>
      <Dialog
        title={sample.emptyAction}
        isOpen={isOpen}
        onClose={close}
        actions={
          <>
            <Button kind="primary" onPress={close}>
              {sample.emptyAction}
            </Button>
            <Button onPress={close}>{translate('ui.cancel')}</Button>
          </>
        }
      >
        <TextField
          label={sample.fieldLabel}
          description={sample.fieldHelp}
          value={name}
          onChange={setName}
          autoFocus
        />
      </Dialog>
    </>
  );
}

export function DrawerAtTheEnd(): ReactElement {
  const sample = useSample();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button onPress={() => setIsOpen(true)}>{sample.context}</Button>
      <Drawer title={sample.context} side="end" isOpen={isOpen} onClose={() => setIsOpen(false)}>
        <ListEntry meta={sample.commentMeta}>{sample.comment}</ListEntry>
      </Drawer>
    </>
  );
}

export function MenuOfActs(): ReactElement {
  const translate = useTranslate();
  return (
    <MenuButton
      label={translate('ui.more')}
      onChoose={() => undefined}
      choices={[
        { id: 'edit', label: translate('ui.edit'), icon: Pencil, keyHint: 'E' },
        { id: 'export', label: useSample().report, icon: Download, description: useSample().mission },
        { id: 'lock', label: translate('ui.locked'), isDisabled: true },
        { id: 'remove', label: translate('ui.remove'), icon: Trash2, isDanger: true },
      ]}
    />
  );
}

export function NoticeOnPress(): ReactElement {
  const notify = useNotify();
  const sample = useSample();
  return (
    <Button onPress={() => notify({ meaning: 'good', text: () => sample.offlineText })}>
      {sample.submit}
    </Button>
  );
}

export function Notices(): ReactElement {
  const sample = useSample();
  return (
    <NoticeCorner
      onDismiss={() => undefined}
      notices={[
        { id: 1, meaning: 'bad', text: () => sample.refusedTitle },
        { id: 2, meaning: 'bad', text: () => sample.conflictTitle },
      ]}
    />
  );
}
