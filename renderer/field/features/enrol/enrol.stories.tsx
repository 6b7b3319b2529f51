import type { ReactElement } from 'react';
import { useLanguage } from '#renderer/i18n/use-language.ts';
import type { Message } from '#renderer/i18n/message.ts';
import type { StoriesAbout } from '#renderer/ui/gallery/story.ts';
import { type EnrolForm, EnrolView } from './enrol-view.tsx';
import { JoiningView } from './joining-view.tsx';

export const about: StoriesAbout = { title: 'Enrol', layout: 'page' };

const filled = { url: 'https://fieldbook.example', code: '7KQ4-M2XD-93HT', label: 'Field laptop' };
const nothing = (): void => undefined;

export const Empty = (): ReactElement => <Story initial={{ url: '', code: '', label: 'Field laptop' }} />;

export const JoiningByItself = (): ReactElement => <JoiningView url="https://fieldbook.example" />;

export const Joining = (): ReactElement => <Story isJoining />;

export const Refused = (): ReactElement => <Story refusal={{ key: 'enrol.refused.code' }} />;

export const RefusedForAReasonOfTheFuture = (): ReactElement => (
  <Story refusal={{ key: 'enrol.refused.other', values: { code: 'lease-over' } }} />
);

export const Unreachable = (): ReactElement => <Story refusal={{ key: 'enrol.refused.unreachable' }} />;

interface StoryProps {
  readonly initial?: EnrolForm;
  readonly isJoining?: boolean;
  readonly refusal?: Message;
}

function Story({ initial = filled, isJoining = false, refusal }: StoryProps): ReactElement {
  return (
    <EnrolView
      initial={initial}
      isJoining={isJoining}
      refusal={refusal ?? null}
      onJoin={nothing}
      language={useLanguage()}
      onLanguage={nothing}
    />
  );
}
