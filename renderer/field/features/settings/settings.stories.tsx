import type { ReactElement } from 'react';
import type { StoriesAbout } from '#renderer/ui/gallery/story.ts';
import { SettingsView } from './settings-view.tsx';

export const about: StoriesAbout = { title: 'Settings' };

const looks = { language: 'en', theme: 'system', textSize: 100 } as const;
const nothing = (): void => undefined;

export const Enrolled = (): ReactElement => (
  <SettingsView
    looks={looks}
    device={{
      device: '3f9a0c57d2b14e6880aa5d0be1c7f204',
      person: 'Lead assessor',
      server: 'Programme headquarters',
      url: 'https://fieldbook.example',
    }}
    about={{ version: '0.1.0', platform: 'linux', runtime: 'Electron 33.2.1' }}
    onChoose={nothing}
  />
);

export const BeforeTheShellAnswers = (): ReactElement => (
  <SettingsView looks={looks} device={null} about={null} onChoose={nothing} />
);
