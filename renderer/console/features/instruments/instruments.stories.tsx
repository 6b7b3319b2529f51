import type { ReactElement } from 'react';
import { defaultInstrument } from '#domain/scoring/needs-assessment.ts';
import { unfilteredList } from '#renderer/console/parts/list-query.ts';
import { ConsoleSampleFrame } from '#renderer/console/stories/sample-frame.tsx';
import { initialFormLanguage } from '#renderer/form/form-language.ts';
import { useLanguage, useTranslate } from '#renderer/i18n';
import { Banner, ScreenPage } from '#renderer/ui';
import type { StoriesAbout } from '#renderer/ui/gallery/story-registry.ts';
import { ConfirmLibraryAct } from './confirm-library-act.tsx';
import { EditionView } from './edition-view.tsx';
import { FormPreview, FormProblemsView } from './form-preview.tsx';
import { InstrumentLibraryView } from './instrument-library-view.tsx';
import { InstrumentTreeView } from './instrument-tree-view.tsx';
import { QuestionnaireDropView } from './questionnaire-drop-view.tsx';
import { QuestionnaireProblemsView } from './questionnaire-problems-view.tsx';
import { correctedWorkbook, faultyWorkbook, newSampleForm, sampleDifference } from './sample-forms.ts';
import { sampleLibrary } from './sample-library.ts';
import { type PublishCheck, type ReadQuestionnaire, unreadFilesMessage } from './workbench.ts';
import { VersionComparisonView, WorkbenchView } from './workbench-view.tsx';

export const about: StoriesAbout = { title: 'Console instruments', layout: 'page' };

const nothing = (): void => undefined;
const listActs = { list: unfilteredList, onList: nothing, onOpen: nothing, onStatus: nothing } as const;

export function Library(): ReactElement {
  const translate = useTranslate();
  return (
    <ConsoleSampleFrame railItem="instruments" isAdministrator head={{ title: translate('library.title') }}>
      <ScreenPage>
        <QuestionnaireDropView isReading={false} onFiles={nothing} />
        <InstrumentLibraryView instruments={sampleLibrary} {...listActs} />
      </ScreenPage>
    </ConsoleSampleFrame>
  );
}

export function Empty(): ReactElement {
  return <InstrumentLibraryView instruments={[]} {...listActs} />;
}

export function Reading(): ReactElement {
  return <QuestionnaireDropView isReading onFiles={nothing} />;
}

export function Unread(): ReactElement {
  const translate = useTranslate();
  return <Banner meaning="bad">{translate(unreadFilesMessage('slow'))}</Banner>;
}

export function WithErrors(): ReactElement {
  const translate = useTranslate();
  return (
    <ConsoleSampleFrame railItem="instruments" isAdministrator head={{ title: translate('library.title') }}>
      <ScreenPage>
        <Bench read={faultyWorkbook} publishable="errors" />
        <InstrumentLibraryView instruments={sampleLibrary} {...listActs} />
      </ScreenPage>
    </ConsoleSampleFrame>
  );
}

export function WithWarnings(): ReactElement {
  return <Bench read={correctedWorkbook} publishable="yes" />;
}

export function WithoutProblems(): ReactElement {
  return <Bench read={{ ...correctedWorkbook, problems: [] }} publishable="yes" />;
}

export function PublishedAlready(): ReactElement {
  return <Bench read={correctedWorkbook} publishable="same" />;
}

export function VersionTaken(): ReactElement {
  return <Bench read={correctedWorkbook} publishable="taken" />;
}

export function AtAProblem(): ReactElement {
  const { problems, sheets } = faultyWorkbook;
  const place = { sheet: 'survey', page: 0, problem: 0 };
  return (
    <QuestionnaireProblemsView
      problems={problems}
      sheets={sheets}
      sheetCell={place}
      onGo={nothing}
      onSheetCell={nothing}
    />
  );
}

export function Preview(): ReactElement {
  return <FormPreview instrument={newSampleForm} language={useFormLanguage()} />;
}

export function Unopened(): ReactElement {
  const { problems } = faultyWorkbook;
  return <FormProblemsView problems={problems.filter(({ severity }) => severity === 'error')} />;
}

export function Tree(): ReactElement {
  return <InstrumentTreeView instrument={newSampleForm} language={useFormLanguage()} />;
}

export function BuiltIn(): ReactElement {
  return <EditionView instrument={defaultInstrument} language="en" onSave={nothing} onClose={nothing} />;
}

export function Published(): ReactElement {
  return (
    <EditionView instrument={newSampleForm} language={useFormLanguage()} onSave={nothing} onClose={nothing} />
  );
}

export function Retiring(): ReactElement {
  const translate = useTranslate();
  return (
    <ConfirmLibraryAct
      title={translate('library.retire.ask', { title: 'Water points', version: '2026.2' })}
      act={translate('library.retire')}
      isGrave
      onConfirm={nothing}
      onClose={nothing}
    >
      {translate('library.retire.happens')}
    </ConfirmLibraryAct>
  );
}

export function Changes(): ReactElement {
  const comparison = { kind: 'compared', version: '2026.2', difference: sampleDifference } as const;
  return <VersionComparisonView comparison={comparison} language={useFormLanguage()} />;
}

export function FirstVersion(): ReactElement {
  return <VersionComparisonView comparison={{ kind: 'first' }} language="en" />;
}

export function ComparisonFailed(): ReactElement {
  return <VersionComparisonView comparison={{ kind: 'failed' }} language="en" />;
}

const useFormLanguage = (): string => initialFormLanguage(newSampleForm, useLanguage());

interface BenchProps {
  readonly read: ReadQuestionnaire;
  readonly publishable: PublishCheck;
}

function Bench({ read, publishable }: BenchProps): ReactElement {
  const language = useFormLanguage();
  return (
    <WorkbenchView
      read={read}
      comparison={{ kind: 'first' }}
      publishable={publishable}
      isPublishing={false}
      preview={<FormPreview instrument={newSampleForm} language={language} />}
      tree={<InstrumentTreeView instrument={newSampleForm} language={language} />}
      language={language}
      onPublish={nothing}
      onPutAway={nothing}
    />
  );
}
