import type { ReactElement } from 'react';
import { Level } from '#domain/assessment/assessment.ts';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Facts } from '#renderer/ui/facts.tsx';
import { LevelChip } from '#renderer/ui/level-chip.tsx';
import { LevelRange } from '#renderer/ui/level-range.tsx';
import { Section } from '#renderer/ui/section.tsx';
import { type Column, Table } from '#renderer/ui/table.tsx';
import type { AssessmentReading, DimensionReading } from './assessment-reading.ts';
import { CommentView } from './comment-view.tsx';
import { FactsView } from './facts-view.tsx';
import { LatestView } from './latest-view.tsx';
import type { RecordFact } from './record-facts.ts';
import type { RecordSources } from './record-sources.ts';
import { scoreNotes } from './score-note.ts';
import './assessment-overview-view.css';

interface AssessmentOverviewViewProps {
  readonly reading: AssessmentReading;
  readonly facts: readonly RecordFact[];
  readonly sources: RecordSources;
  readonly hrefOf: (part: string) => string;
}

/** The whole assessment at a glance: the level of each dimension, and the screening that chose its questions. */
export function AssessmentOverviewView(props: AssessmentOverviewViewProps): ReactElement {
  const say = useSay();
  const { reading, facts, sources, hrefOf } = props;
  const { asked, answered } = reading.progress;
  return (
    <>
      <FactsView facts={facts} isStrip />
      <Section
        title={say('console.overview.levels')}
        description={say('console.overview.progress', { answered, asked })}
      >
        <Table
          label={say('console.overview.levels')}
          rows={reading.dimensions}
          rowId={({ dimension }) => dimension.code}
          hrefOf={({ dimension }) => hrefOf(dimension.code)}
          columns={useDimensionColumns()}
        />
      </Section>
      <LatestView sources={sources} historyHref={hrefOf('history')} />
      {reading.comments.length > 0 && (
        <Section title={say('console.overview.comments')}>
          {reading.comments.map((comment) => (
            <CommentView
              key={comment.id}
              comment={comment}
              names={sources.names}
              desk={sources.reviewing?.desk ?? null}
            />
          ))}
        </Section>
      )}
      <Section title={say('console.overview.screening')}>
        <Screening reading={reading} />
      </Section>
    </>
  );
}

function useDimensionColumns(): readonly Column<DimensionReading>[] {
  const say = useSay();
  const format = useFormat();
  return [
    {
      id: 'dimension',
      title: say('console.overview.column.dimension'),
      cell: ({ dimension }) => (
        <span dir="auto" className="console-dimension-name">
          <b>{dimension.code}</b> {dimension.title}
        </span>
      ),
    },
    {
      id: 'level',
      title: say('console.overview.column.level'),
      cell: ({ score }) => <LevelChip level={Level.safeParse(score?.reported).data ?? null} />,
    },
    {
      id: 'range',
      title: say('console.overview.column.range'),
      cell: ({ score }) =>
        score?.mean === undefined ? null : (
          <span className="console-overview-range">
            <LevelRange mean={score.mean} from={score.low} to={score.high} />
          </span>
        ),
    },
    {
      id: 'answered',
      title: say('console.overview.column.answered'),
      align: 'end',
      cell: ({ progress: { answered, asked } }) => (
        <span className="console-overview-answered">
          {say('console.overview.ofAsked', { answered, asked })}
        </span>
      ),
    },
    {
      id: 'note',
      title: say('console.overview.column.note'),
      cell: ({ score }) => (
        <span className="console-overview-note">
          {scoreNotes(score, format)
            .map((note) => say(note))
            .join(' · ')}
        </span>
      ),
    },
  ];
}

function Screening({ reading }: { readonly reading: AssessmentReading }): ReactElement {
  const say = useSay();
  const { instrument, screening } = reading;
  return (
    <Facts
      facts={instrument.screening.map(({ id, question }) => ({
        term: `${id} ${question}`,
        value: wordsOfAnswer(screening[id], instrument.institution_types, say),
      }))}
    />
  );
}

function wordsOfAnswer(
  answer: string | undefined,
  types: Readonly<Record<string, string>>,
  say: ReturnType<typeof useSay>,
): ReactElement | string {
  if (answer === undefined) return say('console.answer.blank');
  if (answer === 'yes') return say('console.value.yes');
  if (answer === 'no') return say('console.value.no');
  return <bdi>{types[answer] ?? answer}</bdi>;
}
