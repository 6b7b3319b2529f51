import { type ReactElement, useState } from 'react';
import { useLanguage } from '#renderer/i18n';
import type { StoriesAbout } from '#renderer/ui/gallery/story-registry.ts';
import { type EnrolForm, EnrolJoiningView, type EnrolNews, EnrolView } from './enrol-view.tsx';

export const about: StoriesAbout = { title: 'Enrol', layout: 'page' };

const filled = { url: 'https://fieldbook.example', code: '7KQ4-M2XD-93HT', label: 'Field laptop' };
const nothing = (): void => undefined;

export const Empty = (): ReactElement => <Story initial={{ url: '', code: '', label: 'Field laptop' }} />;

export const JoiningByItself = (): ReactElement => <EnrolJoiningView url="https://fieldbook.example" />;

export const Joining = (): ReactElement => <Story isJoining />;

export const Scanned = (): ReactElement => <Story news={{ kind: 'scanned' }} />;

export const Refused = (): ReactElement => (
  <Story news={{ kind: 'refused', message: { key: 'enrol.refused.code' } }} />
);

export const WaitingForConsent = (): ReactElement => (
  <Story news={{ kind: 'waits', message: { key: 'enrol.refused.waiting' } }} />
);

export const RefusedForAReasonOfTheFuture = (): ReactElement => (
  <Story
    news={{ kind: 'refused', message: { key: 'enrol.refused.other', values: { code: 'lease-over' } } }}
  />
);

export const Unreachable = (): ReactElement => (
  <Story news={{ kind: 'refused', message: { key: 'enrol.refused.unreachable' } }} />
);

interface StoryProps {
  readonly initial?: EnrolForm;
  readonly isJoining?: boolean;
  readonly news?: EnrolNews;
}

function Story({ initial = filled, isJoining = false, news }: StoryProps): ReactElement {
  const [enrolForm, setForm] = useState(initial);
  return (
    <EnrolView
      form={enrolForm}
      onForm={setForm}
      isJoining={isJoining}
      news={news ?? null}
      onScan={nothing}
      onJoin={nothing}
      language={useLanguage()}
      onLanguage={nothing}
    />
  );
}
