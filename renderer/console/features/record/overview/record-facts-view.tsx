import type { ReactElement } from 'react';
import { type LanguageFormat, type Message, type MessageKey, useTranslate } from '#renderer/i18n';
import { RegisterValueView } from '../answers/register-value-view.tsx';
import './record-facts-view.css';
import { type Document, valueAt } from '#domain/document/document.ts';
import { missionDetailPaths } from '#domain/mission/mission.ts';
import type { MaturityModel } from '#domain/scoring/maturity-model.ts';
import type { DimensionScore } from '#domain/scoring/score.ts';
import { pathLabelOf } from '#renderer/records/path-labels.ts';
import { valueLabelOf } from '#renderer/records/value-labels.ts';

/** Notes beside a level, or in place of one (docs/requirements.md B6). */
export function scoreNotes(score: DimensionScore | undefined, format: LanguageFormat): readonly Message[] {
  if (score === undefined) return [{ key: 'console.score.notAsked' }];
  const coverage = format.percent(score.coverage);
  const limited: readonly Message[] =
    score.limitedBy === undefined ? [] : [{ key: 'value.score.limitedBy', values: { by: score.limitedBy } }];
  switch (score.status) {
    case 'scored':
      return [...limited, { key: 'value.score.covered', values: { coverage } }];
    case 'provisional':
      return [...limited, { key: 'value.score.provisional', values: { coverage } }];
    case 'insufficient':
      return [{ key: 'console.score.insufficient', values: { coverage } }];
    case 'thin':
      return [{ key: 'console.score.thin' }];
  }
}

/** One of the first facts that people ask about a record. */
export interface RecordFact {
  readonly path: string;
  readonly term: MessageKey;
  readonly value: string;
}

const factPaths = ['institution/name', 'institution/type', 'instrument', 'template', ...missionDetailPaths];

/** Read the facts of a record; missing ones are left out. */
export function readRecordFacts(
  document: Document,
  instrument: MaturityModel | undefined,
): readonly RecordFact[] {
  const types = instrument?.institution_types ?? {};
  return factPaths.flatMap((path) => {
    const value = valueAt(document, path);
    const label = pathLabelOf(path);
    if (typeof value !== 'string' || value === '' || label === undefined) return [];
    // Types that only this instrument knows have its words.
    const isOwnType = path === 'institution/type' && valueLabelOf('institutionType', value) === undefined;
    return [{ path, term: label.key, value: isOwnType ? (types[value] ?? value) : value }];
  });
}

interface RecordFactsViewProps {
  readonly facts: readonly RecordFact[];
  /** Side by side, for a wide page. */
  readonly isStrip?: boolean | undefined;
}

/** Facts of a record; its status is in the heading. */
export function RecordFactsView({ facts, isStrip = false }: RecordFactsViewProps): ReactElement {
  const translate = useTranslate();
  return (
    <dl className="console-facts" data-strip={isStrip || undefined}>
      {facts.map(({ path, term, value }) => (
        <div key={path}>
          <dt>{translate(term)}</dt>
          <dd>
            <RegisterValueView path={path} value={value} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
