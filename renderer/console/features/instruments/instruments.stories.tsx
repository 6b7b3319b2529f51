import type { ReactElement } from 'react';
import { SampleFrame } from '#renderer/console/stories/sample-frame.tsx';
import { useLanguage } from '#renderer/i18n/use-language.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Banner } from '#renderer/ui/banner.tsx';
import type { StoriesAbout } from '#renderer/ui/gallery/story.ts';
import { Page } from '#renderer/ui/page.tsx';
import { ComparisonView } from './comparison-view.tsx';
import { DropView } from './drop-view.tsx';
import { LibraryView } from './library-view.tsx';
import { ProblemsView } from './problems-view.tsx';
import {
  faultyWorkbook,
  mendedWorkbook,
  newForm,
  sampleDifference,
  sampleLibrary,
} from './sample-library.ts';
import { FormPreview } from './form-preview.tsx';
import { TreeView } from './tree-view.tsx';
import { UnopenedView } from './unopened-view.tsx';
import { unreadMessage } from './unread-message.ts';
import { firstLanguage } from '#renderer/form/form-language.ts';
import type { Publishable, ReadQuestionnaire } from './workbench.ts';
import { WorkbenchView } from './workbench-view.tsx';

export const about: StoriesAbout = { title: 'Console instruments', layout: 'page' };

const nothing = (): void => undefined;

export function Library(): ReactElement {
  const say = useSay();
  return (
    <SampleFrame place="instruments" isAdministrator head={{ title: say('library.title') }}>
      <Page>
        <DropView isReading={false} onFiles={nothing} />
        <LibraryView instruments={sampleLibrary} onStatus={nothing} />
      </Page>
    </SampleFrame>
  );
}

export function Empty(): ReactElement {
  return <LibraryView instruments={[]} onStatus={nothing} />;
}

export function Reading(): ReactElement {
  return <DropView isReading onFiles={nothing} />;
}

export function Unread(): ReactElement {
  const say = useSay();
  return <Banner meaning="bad">{say(unreadMessage('slow'))}</Banner>;
}

export function WithErrors(): ReactElement {
  const say = useSay();
  return (
    <SampleFrame place="instruments" isAdministrator head={{ title: say('library.title') }}>
      <Page>
        <Bench read={faultyWorkbook} publishable="errors" />
        <LibraryView instruments={sampleLibrary} onStatus={nothing} />
      </Page>
    </SampleFrame>
  );
}

export function WithWarnings(): ReactElement {
  return <Bench read={mendedWorkbook} publishable="yes" />;
}

export function WithoutProblems(): ReactElement {
  return <Bench read={{ ...mendedWorkbook, problems: [] }} publishable="yes" />;
}

export function PublishedAlready(): ReactElement {
  return <Bench read={mendedWorkbook} publishable="same" />;
}

export function VersionTaken(): ReactElement {
  return <Bench read={mendedWorkbook} publishable="taken" />;
}

export function AtAProblem(): ReactElement {
  const { problems, sheets } = faultyWorkbook;
  const place = { sheet: 'survey', page: 0, problem: 0 };
  return <ProblemsView problems={problems} sheets={sheets} place={place} onGo={nothing} onPlace={nothing} />;
}

export function Preview(): ReactElement {
  return <FormPreview instrument={newForm} language={useFormLanguage()} />;
}

export function Unopened(): ReactElement {
  const { problems } = faultyWorkbook;
  return <UnopenedView problems={problems.filter(({ severity }) => severity === 'error')} />;
}

export function Tree(): ReactElement {
  return <TreeView instrument={newForm} language={useFormLanguage()} />;
}

export function Changes(): ReactElement {
  const comparison = { kind: 'compared', version: '2026.2', difference: sampleDifference } as const;
  return <ComparisonView comparison={comparison} language={useFormLanguage()} />;
}

export function FirstVersion(): ReactElement {
  return <ComparisonView comparison={{ kind: 'first' }} language="en" />;
}

export function ComparisonFailed(): ReactElement {
  return <ComparisonView comparison={{ kind: 'failed' }} language="en" />;
}

const useFormLanguage = (): string => firstLanguage(newForm, useLanguage());

interface BenchProps {
  readonly read: ReadQuestionnaire;
  readonly publishable: Publishable;
}

function Bench({ read, publishable }: BenchProps): ReactElement {
  const language = useFormLanguage();
  return (
    <WorkbenchView
      read={read}
      comparison={{ kind: 'first' }}
      publishable={publishable}
      isPublishing={false}
      preview={<FormPreview instrument={newForm} language={language} />}
      tree={<TreeView instrument={newForm} language={language} />}
      language={language}
      onPublish={nothing}
      onPutAway={nothing}
    />
  );
}
