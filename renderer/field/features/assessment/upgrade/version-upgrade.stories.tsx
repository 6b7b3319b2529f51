import type { ReactElement } from 'react';
import type { ParkedAnswer } from '#domain/assessment/parked-answers.ts';
import { compareInstruments } from '#forms/model/compare-instruments.ts';
import { Instrument, QuestionId } from '#forms/model/instrument.ts';
import { initialFormLanguage } from '#renderer/form/form-language.ts';
import { useLanguage } from '#renderer/i18n';
import type { StoriesAbout } from '#renderer/ui/gallery/story-registry.ts';
import { VersionNoticeView } from './version-notice-view.tsx';
import { VersionUpgradeDialogView } from './version-upgrade-view.tsx';

export const about: StoriesAbout = { title: 'Assessment version' };

const nothing = (): void => undefined;
const notice = {
  version: '2026.1',
  newer: null,
  former: null,
  problem: null,
  onLook: nothing,
  onUndo: nothing,
};

const form = (...nodes: readonly object[]): Instrument =>
  Instrument.parse({
    id: 'water-points',
    version: '2026.1',
    title: { en: 'Water points' },
    languages: ['en', 'ar'],
    defaultLanguage: 'en',
    rootName: 'data',
    nodes,
    choiceLists: [],
    settings: {},
  });
const question = (name: string, en: string, ar: string, type = 'text'): object => ({
  kind: 'question',
  qid: name,
  name,
  type,
  label: { en, ar },
});
const before = form(question('depth', 'Depth', 'العمق'), question('owner', 'Who owns it?', 'من يملكها؟'));
const after = form(
  question('depth', 'Depth in metres', 'العمق بالأمتار', 'decimal'),
  question('works', 'Does it work?', 'هل تعمل؟'),
);
const owner: ParkedAnswer = {
  qid: QuestionId.parse('owner'),
  path: 'answers/owner/value',
  value: 'The village council',
  instance: null,
  question: { name: 'owner', label: { en: 'Who owns it?', ar: 'من يملكها؟' } },
};
const change = {
  version: '2026.2',
  isMissing: false,
  problem: null,
  onChange: nothing,
  onExport: nothing,
  onClose: nothing,
};

export function Newer(): ReactElement {
  return <VersionNoticeView {...notice} newer="2026.2" />;
}

export function Moved(): ReactElement {
  return <VersionNoticeView {...notice} version="2026.2" former="2026.1" />;
}

export function Refused(): ReactElement {
  return <VersionNoticeView {...notice} newer="2026.2" problem={{ key: 'version.refused.disputed' }} />;
}

export function WithParkedAnswers(): ReactElement {
  const plan = { difference: compareInstruments(before, after), parked: [owner] };
  return (
    <VersionUpgradeDialogView {...change} plan={plan} language={initialFormLanguage(after, useLanguage())} />
  );
}

export function WithoutParkedAnswers(): ReactElement {
  const plan = { difference: compareInstruments(before, before), parked: [] };
  return <VersionUpgradeDialogView {...change} plan={plan} language="en" />;
}

export function Missing(): ReactElement {
  return <VersionUpgradeDialogView {...change} plan={null} isMissing language="en" />;
}
