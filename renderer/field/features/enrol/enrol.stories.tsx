import type { ReactElement } from 'react';
import type { StoriesAbout } from '#renderer/ui/gallery/story.ts';
import { EnrolView } from './enrol-view.tsx';

export const about: StoriesAbout = { title: 'Enrol', layout: 'page' };

const empty = { url: '', code: '', label: 'Field laptop' };
const filled = { url: 'https://fieldbook.example', code: '7KQ4-M2XD-93HT', label: 'Field laptop' };
const nothing = (): void => undefined;

export const Empty = (): ReactElement => (
  <EnrolView initial={empty} isJoining={false} refusal={null} onJoin={nothing} />
);

export const Joining = (): ReactElement => (
  <EnrolView initial={filled} isJoining refusal={null} onJoin={nothing} />
);

export const Refused = (): ReactElement => (
  <EnrolView initial={filled} isJoining={false} refusal={{ key: 'enrol.refused.code' }} onJoin={nothing} />
);

export const Unreachable = (): ReactElement => (
  <EnrolView
    initial={filled}
    isJoining={false}
    refusal={{ key: 'enrol.refused.unreachable' }}
    onJoin={nothing}
  />
);
