import { ListChecks, TriangleAlert } from 'lucide-react';
import type { ReactElement } from 'react';
import { headCountOf } from '#domain/privacy/cell-suppression.ts';
import type { TestItem } from '#domain/workshop/learning/test-bank.ts';
import {
  defaultTestResultRule,
  type TestFigures,
  type TestItemResult,
  type TestResults,
} from '#domain/workshop/learning/test-results.ts';
import { useFormat, useLanguage, useTranslate } from '#renderer/i18n';
import { Banner, EmptyState, PageSection, SortableTable } from '#renderer/ui';
import './results.css';

interface TestResultsViewProps {
  readonly results: TestResults;
  /** Items of the first form. */
  readonly items: readonly TestItem[];
  /** Number of codes with several answers, which are in no figure. */
  readonly undecided: number;
}

/** Results of a cohort: never of a person. */
export function TestResultsView({ results, items, undecided }: TestResultsViewProps): ReactElement {
  const translate = useTranslate();
  // The trainer has the answers one by one: these are numbers of sheets, without anybody's points.
  const [before, after] = [headCountOf(results.before), headCountOf(results.after)];
  const paired = results.withheld ? headCountOf(results.paired) : results.paired;
  if (before + after + undecided === 0)
    return (
      <EmptyState icon={ListChecks} title={translate('learning.results.none')}>
        {translate('learning.results.none.text')}
      </EmptyState>
    );
  return (
    <>
      <PageSection
        title={translate('learning.results.title')}
        description={translate('learning.results.counts', {
          paired,
          beforeOnly: before - paired,
          afterOnly: after - paired,
        })}
      >
        {undecided > 0 && (
          <Banner meaning="wait">{translate('learning.results.undecided', { count: undecided })}</Banner>
        )}
        {results.withheld ? (
          <Banner meaning="info" title={translate('learning.results.withheld')}>
            {translate('learning.results.withheld.text', {
              minimum: defaultTestResultRule.minimumPairs,
              missing: defaultTestResultRule.minimumPairs - paired,
            })}
          </Banner>
        ) : (
          <TestFigureTiles figures={results} />
        )}
      </PageSection>
      {!results.withheld && <ItemTable results={results.items} items={items} />}
    </>
  );
}

function TestFigureTiles({ figures }: { readonly figures: TestFigures }): ReactElement {
  const translate = useTranslate();
  const format = useFormat();
  const points = (value: number): string => format.number(value, 1);
  const { meanBefore, meanAfter, meanGain, gainLow, gainHigh, improved, reached70, paired } = figures;
  const countOf = (share: number): number => Math.round(share * paired);
  const signed = `${meanGain > 0 ? '+' : ''}${points(meanGain)}`;
  return (
    <FigureTiles
      tiles={[
        {
          figure: signed,
          label: translate('learning.results.gain'),
          note: translate('learning.results.interval', { low: points(gainLow), high: points(gainHigh) }),
        },
        {
          figure: translate('learning.results.means', {
            before: points(meanBefore),
            after: points(meanAfter),
          }),
          label: translate('learning.results.means.label'),
          note: translate('learning.results.means.note'),
        },
        {
          figure: translate('learning.results.of', { count: countOf(reached70), total: paired }),
          label: translate('learning.results.reached', { pass: defaultTestResultRule.passTotal }),
          note: format.percent(reached70),
        },
        {
          figure: translate('learning.results.of', { count: countOf(improved), total: paired }),
          label: translate('learning.results.improved'),
          note: format.percent(improved),
        },
        {
          figure: figures.normalizedGain === null ? '–' : format.number(figures.normalizedGain, 2),
          label: translate('learning.results.normalized'),
          note: translate(
            figures.normalizedGain === null ? 'learning.results.undefined' : 'learning.results.atMost1',
          ),
        },
      ]}
    />
  );
}

interface ItemTableProps {
  readonly results: readonly TestItemResult[];
  readonly items: readonly TestItem[];
}

function ItemTable({ results, items }: ItemTableProps): ReactElement {
  const translate = useTranslate();
  const format = useFormat();
  const language = useLanguage();
  const toReview = results.filter(({ review }) => review).length;
  const itemOf = (id: string): TestItem | undefined => items.find((item) => item.id === id);
  return (
    <PageSection
      title={translate('learning.items.title')}
      description={translate('learning.items.toReview', { count: toReview })}
    >
      <SortableTable
        label={translate('learning.items.title')}
        rows={results.map((result, at) => ({ ...result, number: at + 1 }))}
        rowId={({ id }) => id}
        columns={[
          {
            id: 'item',
            title: translate('learning.items.item'),
            cell: ({ id, number, correctBefore, discrimination, review }) => (
              <div className="learning-item">
                <span className="fb-own-direction" dir="auto">
                  <bdi>
                    {number} {itemOf(id)?.objective}
                  </bdi>{' '}
                  {itemOf(id)?.stem[language] ?? id}
                </span>
                {review && (
                  <ItemNote
                    text={translate(
                      correctBefore > 0.5 ? 'learning.items.tooEasy' : 'learning.items.tooHard',
                    )}
                  />
                )}
                {discrimination < 0 && <ItemNote text={translate('learning.items.checkKey')} />}
              </div>
            ),
          },
          {
            id: 'before',
            title: translate('learning.items.before'),
            align: 'end',
            cell: ({ correctBefore }) => format.percent(correctBefore),
          },
          {
            id: 'change',
            title: translate('learning.items.change'),
            cell: ({ correctBefore, correctAfter }) => (
              <Dumbbell before={correctBefore} after={correctAfter} />
            ),
          },
          {
            id: 'after',
            title: translate('learning.items.after'),
            align: 'end',
            cell: ({ correctAfter }) => format.percent(correctAfter),
          },
          {
            id: 'discrimination',
            title: translate('learning.items.discrimination'),
            align: 'end',
            cell: ({ discrimination }) => <bdi>{format.number(discrimination, 2)}</bdi>,
          },
        ]}
      />
    </PageSection>
  );
}

const ItemNote = ({ text }: { readonly text: string }): ReactElement => (
  <span className="learning-note">
    <TriangleAlert className="fb-icon" aria-hidden /> {text}
  </span>
);

/** Two shares on one line; the figures beside it say the same. */
function Dumbbell({ before, after }: { readonly before: number; readonly after: number }): ReactElement {
  const percent = (share: number): string => `${share * 100}%`;
  return (
    <span className="learning-dumbbell" aria-hidden>
      <span
        className="learning-dumbbell-bar"
        style={{
          insetInlineStart: percent(Math.min(before, after)),
          inlineSize: percent(Math.abs(after - before)),
        }}
      />
      <span className="learning-dot" style={{ insetInlineStart: percent(before) }} />
      <span className="learning-dot" data-after style={{ insetInlineStart: percent(after) }} />
    </span>
  );
}

interface FigureTile {
  readonly figure: string;
  readonly label: string;
  readonly note: string;
}

/** Main figures in a row, each with its meaning. */
function FigureTiles({ tiles }: { readonly tiles: readonly FigureTile[] }): ReactElement {
  return (
    <dl className="learning-tiles">
      {tiles.map(({ figure, label, note }) => (
        <div key={label} className="learning-tile">
          <dt>{label}</dt>
          <dd>
            <bdi className="learning-figure">{figure}</bdi>
            <small>{note}</small>
          </dd>
        </div>
      ))}
    </dl>
  );
}
