import { CloudOff, Send, Sparkles, X } from 'lucide-react';
import { type ReactElement, type ReactNode, useState } from 'react';
import { instrumentTitleOf } from '#domain/instrument/instrument-edition.ts';
import { DifferenceView } from '#renderer/form/difference-view.tsx';
import { useTranslate } from '#renderer/i18n';
import { instrumentTitleText } from '#renderer/records/value-labels.ts';
import { Banner, Button, EmptyState, PageSection, Tabs } from '#renderer/ui';
import { type ListedProblem, pageOfRow, sheetOfProblem } from './import-messages.ts';
import { QuestionnaireProblemsView, type SheetCell } from './questionnaire-problems-view.tsx';
import type { PublishCheck, ReadQuestionnaire, VersionComparison } from './workbench.ts';
import './instruments.css';

interface VersionComparisonViewProps {
  readonly comparison: VersionComparison;
  readonly language: string;
}

/** Imported questionnaire beside the newest published version. */
export function VersionComparisonView({ comparison, language }: VersionComparisonViewProps): ReactElement {
  const translate = useTranslate();
  switch (comparison.kind) {
    case 'first':
      return <EmptyState icon={Sparkles} title={translate('library.difference.first')} />;
    case 'loading':
      return <p role="status">{translate('library.difference.loading')}</p>;
    case 'failed':
      return <EmptyState icon={CloudOff} title={translate('library.difference.failed')} />;
    case 'compared':
      return (
        <>
          <p>{translate('library.difference.against', { version: comparison.version })}</p>
          <DifferenceView difference={comparison.difference} language={language} />
        </>
      );
  }
}

interface WorkbenchViewProps {
  readonly read: ReadQuestionnaire;
  readonly comparison: VersionComparison;
  readonly publishable: PublishCheck;
  readonly isPublishing: boolean;
  /** Form as the assessor will see it. */
  readonly preview: ReactNode;
  /** Questions and their conditions. */
  readonly tree: ReactNode;
  readonly language: string;
  readonly onPublish: () => void;
  readonly onPutAway: () => void;
}

type WorkbenchPart = 'problems' | 'form' | 'tree' | 'difference';

/** Questionnaire before it is published: its problems, its look, and its changes. */
export function WorkbenchView(props: WorkbenchViewProps): ReactElement {
  const { read, comparison, preview, tree, language, onPutAway } = props;
  const translate = useTranslate();
  const [workbenchPart, setPart] = useState<WorkbenchPart>('problems');
  const [sheetCell, setSheetCell] = useState<SheetCell | null>(null);
  const go = (listedProblem: ListedProblem): void => {
    const shownSheet = sheetOfProblem(read.sheets, listedProblem);
    if (shownSheet !== undefined)
      setSheetCell({
        sheet: shownSheet.name,
        page: pageOfRow(shownSheet, listedProblem.row ?? 1),
        problem: listedProblem.at,
      });
  };
  const problems = (
    <QuestionnaireProblemsView
      problems={read.problems}
      sheets={read.sheets}
      sheetCell={sheetCell}
      onGo={go}
      onSheetCell={setSheetCell}
    />
  );
  return (
    <PageSection
      title={read.file}
      action={
        <span className="library-acts">
          <PublishButton {...props} />
          <Button kind="quiet" icon={X} onPress={onPutAway}>
            {translate('library.putAway')}
          </Button>
        </span>
      }
    >
      <PublishCheckView {...props} />
      {read.instrument === null ? (
        problems
      ) : (
        <Tabs
          label={translate('library.parts')}
          selected={workbenchPart}
          onSelect={setPart}
          tabs={[
            {
              id: 'problems',
              label: translate('library.problems'),
              count: read.problems.length,
              content: problems,
            },
            { id: 'form', label: translate('library.preview'), content: preview },
            { id: 'tree', label: translate('library.tree'), content: tree },
            {
              id: 'difference',
              label: translate('library.difference'),
              content: <VersionComparisonView comparison={comparison} language={language} />,
            },
          ]}
        />
      )}
    </PageSection>
  );
}

function PublishButton({
  read,
  publishable,
  isPublishing,
  onPublish,
}: WorkbenchViewProps): ReactElement | null {
  const translate = useTranslate();
  if (read.instrument === null) return null;
  return (
    <Button
      kind="primary"
      icon={Send}
      isDisabled={publishable !== 'yes'}
      isPending={isPublishing}
      onPress={onPublish}
    >
      {translate('library.publish', { version: read.instrument.version })}
    </Button>
  );
}

/** Sentence: whether it can be published, and otherwise the next step. */
function PublishCheckView({ read, publishable }: WorkbenchViewProps): ReactElement {
  const translate = useTranslate();
  const { instrument, problems } = read;
  const version = instrument?.version ?? '';
  if (instrument === null || publishable === 'errors')
    return (
      <Banner meaning="bad" isAnnounced title={translate('library.verdict.errors')}>
        {translate('library.verdict.errors.text')}
      </Banner>
    );
  if (publishable === 'taken')
    return (
      <Banner meaning="bad" isAnnounced title={translate('library.verdict.taken', { version })}>
        {translate('library.verdict.taken.text')}
      </Banner>
    );
  if (publishable === 'same')
    return (
      <Banner meaning="info" isAnnounced>
        {translate('library.verdict.same', { version })}
      </Banner>
    );
  const title = translate('library.verdict.named', {
    title: instrumentTitleText(instrument.id, instrumentTitleOf(instrument), translate),
    version,
  });
  return problems.length > 0 ? (
    <Banner meaning="wait" isAnnounced title={title}>
      {translate('library.verdict.warnings', { count: problems.length })}
    </Banner>
  ) : (
    <Banner meaning="good" isAnnounced title={title}>
      {translate('library.verdict.good')}
    </Banner>
  );
}
