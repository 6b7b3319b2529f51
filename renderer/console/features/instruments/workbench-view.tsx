import { Send, X } from 'lucide-react';
import { type ReactElement, type ReactNode, useState } from 'react';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Banner } from '#renderer/ui/banner.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { Section } from '#renderer/ui/section.tsx';
import { Tabs } from '#renderer/ui/tabs.tsx';
import { titleOf } from '#domain/instrument/published/instrument-edition.ts';
import { ComparisonView } from './comparison-view.tsx';
import { ProblemsView, type SheetPlace } from './problems-view.tsx';
import { pageOf, sheetOf, type ListedProblem } from './sheet-problems.ts';
import type { Comparison, Publishable, ReadQuestionnaire } from './workbench.ts';

interface WorkbenchViewProps {
  readonly read: ReadQuestionnaire;
  readonly comparison: Comparison;
  readonly publishable: Publishable;
  readonly isPublishing: boolean;
  /** The form as the assessor will see it. */
  readonly preview: ReactNode;
  /** What is asked under which condition, at a glance. */
  readonly tree: ReactNode;
  readonly language: string;
  readonly onPublish: () => void;
  readonly onPutAway: () => void;
}

type Part = 'problems' | 'form' | 'tree' | 'difference';

/** A questionnaire before it is published: what is wrong with it, how it will look, and what it changes. */
export function WorkbenchView(props: WorkbenchViewProps): ReactElement {
  const { read, comparison, preview, tree, language, onPutAway } = props;
  const say = useSay();
  const [part, setPart] = useState<Part>('problems');
  const [place, setPlace] = useState<SheetPlace | null>(null);
  const go = (problem: ListedProblem): void => {
    const sheet = sheetOf(read.sheets, problem);
    if (sheet !== undefined)
      setPlace({ sheet: sheet.name, page: pageOf(sheet, problem.row ?? 1), problem: problem.at });
  };
  const problems = (
    <ProblemsView problems={read.problems} sheets={read.sheets} place={place} onGo={go} onPlace={setPlace} />
  );
  return (
    <Section
      title={read.file}
      action={
        <span className="library-acts">
          <PublishButton {...props} />
          <Button kind="quiet" icon={X} onPress={onPutAway}>
            {say('library.putAway')}
          </Button>
        </span>
      }
    >
      <VerdictView {...props} />
      {read.instrument === null ? (
        problems
      ) : (
        <Tabs
          label={say('library.parts')}
          selected={part}
          onSelect={setPart}
          tabs={[
            {
              id: 'problems',
              label: say('library.problems'),
              count: read.problems.length,
              content: problems,
            },
            { id: 'form', label: say('library.preview'), content: preview },
            { id: 'tree', label: say('library.tree'), content: tree },
            {
              id: 'difference',
              label: say('library.difference'),
              content: <ComparisonView comparison={comparison} language={language} />,
            },
          ]}
        />
      )}
    </Section>
  );
}

function PublishButton({
  read,
  publishable,
  isPublishing,
  onPublish,
}: WorkbenchViewProps): ReactElement | null {
  const say = useSay();
  if (read.instrument === null) return null;
  return (
    <Button
      kind="primary"
      icon={Send}
      isDisabled={publishable !== 'yes'}
      isPending={isPublishing}
      onPress={onPublish}
    >
      {say('library.publish', { version: read.instrument.version })}
    </Button>
  );
}

/** In a sentence: can it be published, and if not, what to do. */
function VerdictView({ read, publishable }: WorkbenchViewProps): ReactElement {
  const say = useSay();
  const { instrument, problems } = read;
  const version = instrument?.version ?? '';
  if (instrument === null || publishable === 'errors')
    return (
      <Banner meaning="bad" isAnnounced title={say('library.verdict.errors')}>
        {say('library.verdict.errors.text')}
      </Banner>
    );
  if (publishable === 'taken')
    return (
      <Banner meaning="bad" isAnnounced title={say('library.verdict.taken', { version })}>
        {say('library.verdict.taken.text')}
      </Banner>
    );
  if (publishable === 'same')
    return (
      <Banner meaning="info" isAnnounced>
        {say('library.verdict.same', { version })}
      </Banner>
    );
  const title = say('library.verdict.named', { title: titleOf(instrument), version });
  return problems.length > 0 ? (
    <Banner meaning="wait" isAnnounced title={title}>
      {say('library.verdict.warnings', { count: problems.length })}
    </Banner>
  ) : (
    <Banner meaning="good" isAnnounced title={title}>
      {say('library.verdict.good')}
    </Banner>
  );
}
