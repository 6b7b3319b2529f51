import { Download, Pencil, Trash2 } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Button } from '../button.tsx';
import { Dialog } from '../dialog.tsx';
import { Drawer } from '../drawer.tsx';
import { Entry } from '../entry.tsx';
import type { StoriesAbout } from '../gallery/story.ts';
import { useSample } from '../gallery/sample.ts';
import { Menu } from '../menu.tsx';
import { NoticeList } from '../notice-list.tsx';
import { useNotify } from '../notices.tsx';
import { TextField } from '../text-field.tsx';

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
  const say = useSay();
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
            <Button onPress={close}>{say('ui.cancel')}</Button>
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
        <Entry meta={sample.commentMeta}>{sample.comment}</Entry>
      </Drawer>
    </>
  );
}

export function MenuOfActs(): ReactElement {
  const say = useSay();
  return (
    <Menu
      label={say('ui.more')}
      onChoose={() => undefined}
      choices={[
        { id: 'edit', label: say('ui.edit'), icon: Pencil, keyHint: 'E' },
        { id: 'export', label: useSample().report, icon: Download, description: useSample().mission },
        { id: 'lock', label: say('ui.locked'), isDisabled: true },
        { id: 'remove', label: say('ui.remove'), icon: Trash2, isDanger: true },
      ]}
    />
  );
}

export function NoticeOnPress(): ReactElement {
  const notify = useNotify();
  const sample = useSample();
  return (
    <Button onPress={() => notify({ meaning: 'good', text: sample.offlineText })}>{sample.handIn}</Button>
  );
}

export function Notices(): ReactElement {
  const sample = useSample();
  return (
    <NoticeList
      onDismiss={() => undefined}
      notices={[
        { id: 1, meaning: 'bad', text: sample.refusedTitle },
        { id: 2, meaning: 'bad', text: sample.conflictTitle },
      ]}
    />
  );
}
