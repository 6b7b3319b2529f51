import { FilePen, ListPlus } from 'lucide-react';
import type { ReactElement } from 'react';
import type { RatedIndicatorGap } from '#domain/assessment/rank-gaps.ts';
import { type PlainMessageKey, useFormat, useTranslate } from '#renderer/i18n';
import { valueLabels } from '#renderer/records/value-labels.ts';
import { Button, KeyHint, MenuButton, Pill } from '#renderer/ui';
import {
  type GapGrid,
  type GapHandlers,
  type GapStop,
  type PriorityFactorName,
  type PriorityFactorValue,
  useGapGrid,
} from './gap-grid.ts';
import type { GapRow } from './gap-rows.ts';
import { GapLevelsView, PriorityMark } from './met-and-unknown-view.tsx';
import './findings.css';

/** Factors of a priority in the order of their columns. */
const factors = [
  { part: 'ownership', title: 'finding.gaps.ownership', of: 'finding.ownership.of' },
  { part: 'feasibility', title: 'finding.gaps.feasibility', of: 'finding.feasibility.of' },
  { part: 'alignment', title: 'finding.gaps.alignment', of: 'finding.alignment.of' },
] as const;

/** Values that a factor takes, with their labels, from no to yes. */
export const factorValues: {
  readonly [P in PriorityFactorName]: readonly (readonly [PriorityFactorValue, PlainMessageKey])[];
} = {
  ownership: [
    [0, valueLabels.ownership[0]],
    [0.5, valueLabels.ownership[0.5]],
    [1, valueLabels.ownership[1]],
  ],
  feasibility: [
    [0, valueLabels.feasibility[0]],
    [0.5, valueLabels.feasibility[0.5]],
    [1, valueLabels.feasibility[1]],
  ],
  alignment: [
    [0, valueLabels.alignment[0]],
    [1, valueLabels.alignment[1]],
  ],
};

interface GapsViewProps {
  readonly rows: readonly GapRow[];
  readonly isReadOnly: boolean;
  /** Only the lead agrees targets (docs/requirements.md A3). */
  readonly maySetTargets: boolean;
  readonly acts: GapHandlers;
}

/**
 * Indicators below their target, by priority. Each cell of a factor takes its value by one key, or by its list.
 * Selected rows take a value together. The order stays while somebody works in the table.
 */
export function GapsView(props: GapsViewProps): ReactElement {
  const { rows, isReadOnly } = props;
  const translate = useTranslate();
  const gapGrid = useGapGrid(props);
  const isAll = gapGrid.selected.size === rows.length;
  return (
    <div className="find-gaps" onFocus={gapGrid.onFocus} onBlur={gapGrid.onBlur}>
      {!isReadOnly && <GapBar {...props} grid={gapGrid} />}
      <div className="fb-table-scroll">
        {/* The keys act on the focused control of a cell; the table has no focus of its own. */}
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
        <table className="fb-table" onKeyDown={gapGrid.onKeyDown}>
          <caption className="fb-hidden">{translate('finding.gaps.label')}</caption>
          <thead>
            <tr>
              <th scope="col">
                <span className="find-gap-head">
                  {!isReadOnly && (
                    <input
                      type="checkbox"
                      aria-label={translate('finding.select.all')}
                      checked={isAll}
                      onChange={() => gapGrid.select(isAll ? [] : rows.map(({ gap }) => gap.indicator.id))}
                    />
                  )}
                  {translate('finding.gaps.indicator')}
                </span>
              </th>
              <th scope="col">{translate('finding.gaps.levels')}</th>
              {factors.map(({ part, title }) => (
                <th key={part} scope="col">
                  {translate(title)}
                </th>
              ))}
              <th scope="col">{translate('finding.gaps.band')}</th>
              {!isReadOnly && <th scope="col">{translate('finding.gaps.acts')}</th>}
            </tr>
          </thead>
          <tbody>
            {gapGrid.rows.map((gapRow) => (
              <GapTableRow key={gapRow.gap.indicator.id} {...props} row={gapRow} grid={gapGrid} />
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}

interface GapGridProps extends GapsViewProps {
  readonly grid: GapGrid;
}

const gapKeys = [
  ['1 2 3', 'finding.keys.values'],
  ['↑ ↓ ← →', 'finding.keys.move'],
  ['Shift ↓', 'finding.keys.select'],
  ['T', 'finding.act.short.finding'],
  ['R', 'finding.act.short.recommend'],
] as const satisfies readonly (readonly [string, PlainMessageKey])[];

/** Line above the table: the keys, or the acts on the selected rows. */
function GapBar({ acts, grid }: GapGridProps): ReactElement {
  const translate = useTranslate();
  const chosen = [...grid.selected];
  if (chosen.length === 0)
    return (
      <p className="find-gap-bar">
        {gapKeys.map(([keys, meaning]) => (
          <span key={keys} className="find-gap-key">
            <KeyHint keys={keys} /> {translate(meaning)}
          </span>
        ))}
      </p>
    );
  return (
    <div className="find-gap-bar" role="toolbar" aria-label={translate('finding.select.acts')}>
      <strong>{translate('finding.select.count', { count: chosen.length })}</strong>
      {factors.map(({ part, title }) => (
        <MenuButton
          key={part}
          label={translate(title)}
          choices={factorValues[part].map(([factorValue, messageKey]) => ({
            id: String(factorValue),
            label: translate(messageKey),
            keyHint: factorKeyOf(factorValue),
          }))}
          onChoose={(id) => acts.onFactor(chosen, part, valueOfText(part, id))}
        />
      ))}
      <Button icon={FilePen} onPress={() => acts.onFinding(chosen)}>
        {translate('finding.select.findings')}
      </Button>
      <Button icon={ListPlus} onPress={() => acts.onRecommend(chosen)}>
        {translate('finding.select.recommendations')}
      </Button>
      <Button kind="quiet" onPress={() => grid.select([])}>
        {translate('finding.select.none')}
      </Button>
    </div>
  );
}

/** Key of a value: 1 for no, 2 for in part, 3 for yes. */
const factorKeyOf = (factorValue: PriorityFactorValue): string => String(factorValue * 2 + 1);

/** Value of an option; null for the empty one. */
const valueOfText = (factorName: PriorityFactorName, text: string): PriorityFactorValue | null =>
  factorValues[factorName].find(([value]) => String(value) === text)?.[0] ?? null;

interface GapRowProps extends GapGridProps {
  readonly row: GapRow;
}

function GapTableRow(props: GapRowProps): ReactElement {
  const { row, isReadOnly, maySetTargets, acts, grid } = props;
  const translate = useTranslate();
  const { gap, href, findings, recommendations, conflicts } = row;
  const { id, title, gate } = gap.indicator;
  const stop = (name: GapStop) => ({
    'data-stop': name,
    tabIndex: grid.isTabStop(id, name) ? 0 : -1,
  });
  const isSelected = grid.selected.has(id);
  return (
    <tr data-gap={id} data-selected={isSelected || undefined}>
      <th scope="row">
        <span className="find-gap-head">
          {!isReadOnly && (
            <input
              type="checkbox"
              aria-label={translate('finding.select.row', { id })}
              checked={isSelected}
              onChange={() => grid.toggle(id)}
              {...stop('select')}
            />
          )}
          <span className="find-gap-name">
            <a className="fb-link" href={href} {...stop('name')}>
              <span className="assess-code">{id}</span> {title}
            </a>
            {(gate || conflicts > 0) && (
              <span className="find-marks">
                {gate && <Pill text={translate('value.gate')} />}
                {conflicts > 0 && (
                  <Pill text={translate('value.conflicts', { count: conflicts })} meaning="bad" />
                )}
              </span>
            )}
          </span>
        </span>
      </th>
      <td>
        {maySetTargets ? (
          <button
            type="button"
            className="find-cell"
            title={translate('finding.act.target')}
            onClick={() => acts.onTarget(id)}
            {...stop('target')}
          >
            <GapLevelsView gap={gap} />
            <span className="fb-hidden">{translate('finding.act.target')}</span>
          </button>
        ) : (
          <GapLevelsView gap={gap} />
        )}
      </td>
      {factors.map(({ part, of }) => (
        <td key={part}>
          <FactorCell
            label={translate(of, { id })}
            part={part}
            value={gap.stated[part]}
            isReadOnly={isReadOnly}
            onChange={(factorValue) => acts.onFactor(grid.targetsOf(id), part, factorValue)}
            stop={stop(part)}
          />
        </td>
      ))}
      <td>
        {isReadOnly ? (
          <PriorityBandView gap={gap} />
        ) : (
          <button
            type="button"
            className="find-cell"
            title={translate('finding.act.band')}
            onClick={() => acts.onBand(id)}
            {...stop('band')}
          >
            <PriorityBandView gap={gap} />
            <span className="fb-hidden">{translate('finding.act.band')}</span>
          </button>
        )}
      </td>
      {!isReadOnly && (
        <td>
          <span className="find-gap-acts">
            <RowAct
              text={translate('finding.act.short.finding')}
              label={translate('finding.act.findingOf', { id })}
              count={findings}
              onPress={() => acts.onFinding([id])}
              stop={stop('finding')}
            />
            <RowAct
              text={translate('finding.act.short.recommend')}
              label={translate('finding.act.recommendOf', { id })}
              count={recommendations}
              onPress={() => acts.onRecommend([id])}
              stop={stop('recommend')}
            />
          </span>
        </td>
      )}
    </tr>
  );
}

interface StopProps {
  readonly 'data-stop': GapStop;
  readonly tabIndex: number;
}

interface FactorCellProps {
  readonly label: string;
  readonly part: PriorityFactorName;
  /** Null: not answered; it counts as 0. */
  readonly value: PriorityFactorValue | null;
  readonly isReadOnly: boolean;
  readonly onChange: (factorValue: PriorityFactorValue | null) => void;
  readonly stop: StopProps;
}

/** One factor of a priority, from no to yes. A list of the browser: sixty others would slow the page. */
function FactorCell({ label, part, value, isReadOnly, onChange, stop }: FactorCellProps): ReactElement {
  const translate = useTranslate();
  if (isReadOnly) {
    const messageKey = factorValues[part].find(([factorValue]) => factorValue === value)?.[1];
    return <>{translate(messageKey ?? 'finding.factor.unsaid')}</>;
  }
  return (
    <select
      className="find-factor"
      aria-label={label}
      value={value === null ? '' : String(value)}
      data-blank={value === null || undefined}
      onChange={({ target }) => onChange(valueOfText(part, target.value))}
      {...stop}
    >
      <option value="">–</option>
      {factorValues[part].map(([factorValue, messageKey]) => (
        <option key={factorValue} value={String(factorValue)}>
          {translate(messageKey)}
        </option>
      ))}
    </select>
  );
}

/** Priority that counts. Where a person set it, the computed one and the reason are below it (B6.11). */
function PriorityBandView({ gap }: { readonly gap: RatedIndicatorGap }): ReactElement {
  const translate = useTranslate();
  const format = useFormat();
  const { band, priority, stated } = gap;
  const { override } = stated;
  return (
    <span className="find-band">
      <span className="find-band-line">
        {band !== null && <PriorityMark band={band} />}
        <span className="find-score">{format.number(priority.score ?? 0, 1)}</span>
      </span>
      {override !== null && priority.band !== null && (
        <>
          <small>
            {translate('finding.band.byHand', { band: translate(valueLabels.priorityBand[priority.band]) })}
          </small>
          <small className="fb-own-direction" dir="auto" title={override.reason}>
            {override.reason}
          </small>
        </>
      )}
    </span>
  );
}

interface RowActProps {
  readonly text: string;
  readonly label: string;
  /** Number of findings or recommendations about this gap so far. */
  readonly count: number;
  readonly onPress: () => void;
  readonly stop: StopProps;
}

function RowAct({ text, label, count, onPress, stop }: RowActProps): ReactElement {
  const format = useFormat();
  const number = format.number(count);
  // The name of a button begins with its visible words, so that a person can speak them (WCAG 2.5.3).
  const name = count > 0 ? `${text} ${number}: ${label}` : label;
  return (
    <button type="button" className="find-act" aria-label={name} title={label} onClick={onPress} {...stop}>
      {text}
      {count > 0 && (
        <>
          {' '}
          <b>{number}</b>
        </>
      )}
    </button>
  );
}
