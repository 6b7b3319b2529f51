import type { ReactElement } from 'react';
import type { StoriesAbout } from '#renderer/ui/gallery/story-registry.ts';
import { AppUpdateView } from './app-update-view.tsx';

export const about: StoriesAbout = { title: 'Update from a file' };

const nothing = (): void => undefined;

export const Nothing = (): ReactElement => (
  <AppUpdateView state={{ kind: 'none' }} onChoose={nothing} onShow={nothing} />
);

export const Checking = (): ReactElement => (
  <AppUpdateView state={{ kind: 'checking' }} onChoose={nothing} onShow={nothing} />
);

export const ReadyByCommand = (): ReactElement => (
  <AppUpdateView
    state={{
      kind: 'staged',
      version: '0.2.0',
      command: 'sudo apt install /home/user/.config/Fieldbook/updates/fieldbook-0.2.0-linux-x64.deb',
    }}
    onChoose={nothing}
    onShow={nothing}
  />
);

export const ReadyToOpen = (): ReactElement => (
  <AppUpdateView
    state={{ kind: 'staged', version: '0.2.0', command: null }}
    onChoose={nothing}
    onShow={nothing}
  />
);

export const WrongKey = (): ReactElement => (
  <AppUpdateView state={{ kind: 'refused', code: 'wrongKey' }} onChoose={nothing} onShow={nothing} />
);

export const Older = (): ReactElement => (
  <AppUpdateView state={{ kind: 'refused', code: 'older' }} onChoose={nothing} onShow={nothing} />
);
