import { FilePen, Flag, ListPlus, Target as TargetIcon } from 'lucide-react';
import type { ReactElement } from 'react';
import type { PriorityAlignment, PriorityFactor } from '#domain/assessment/finding.ts';
import { type PlainMessageKey, useFormat, useTranslate } from '#renderer/i18n';
import { MenuButton, Pill, Select, SortableTable, TextLink } from '#renderer/ui';
import type { GapRow } from './gap-rows.ts';
import { GapLevelsView } from './met-and-unknown-view.tsx';
import './findings.css';
import type { RatedIndicatorGap } from '#domain/assessment/rank-gaps.ts';
import { valueLabels } from '#renderer/records/value-labels.ts';

interface PriorityFactorViewProps<Value extends number> {
  readonly label: string;
  readonly words: { readonly [V in Value]: PlainMessageKey };
  /** Null: not answered; it counts as 0. */
  readonly value: Value | null;
  readonly isReadOnly: boolean;
  readonly onChange: (value: Value) => void;
}

/** One factor of a priority, from no to yes. */
function PriorityFactorView<Value extends number>(props: PriorityFactorViewProps<Value>): ReactElement {
  const { label, words, value, isReadOnly, onChange } = props;
  const translate = useTranslate();
  const keyOf = (factor: Value): PlainMessageKey => words[factor];
  // Keys of such an object are its numbers, as texts.
  const values = (Object.keys(words).map(Number) as Value[]).toSorted((a, b) => a - b);
  if (isReadOnly) return <>{value === null ? translate('finding.factor.unsaid') : translate(keyOf(value))}</>;
  return (
    <Select
      label={label}
      hideLabel
      options={values.map((one) => ({ id: String(one), label: translate(keyOf(one)) }))}
      value={value === null ? null : String(value)}
      onChange={(chosen) => {
        const found = values.find((one) => String(one) === chosen);
        if (found !== undefined) onChange(found);
      }}
    />
  );
}

/** Priority that counts. Where a person set it, the computed one and the reason are below it (B6.11). */
function PriorityBandView({ gap }: { readonly gap: RatedIndicatorGap }): ReactElement {
  const translate = useTranslate();
  const { band, priority, stated } = gap;
  const { override } = stated;
  return (
    <div className="find-band">
      {band !== null && (
        <Pill
          text={translate(valueLabels.priorityBand[band])}
          meaning={band === 'High' ? 'accent' : undefined}
        />
      )}
      {override !== null && priority.band !== null && (
        <>
          <small>
            {translate('finding.band.byHand', { band: translate(valueLabels.priorityBand[priority.band]) })}
          </small>
          <small className="fb-own-direction" dir="auto">
            {override.reason}
          </small>
        </>
      )}
    </div>
  );
}

/** Acts on a gap; `question` is the id of its indicator. */
export interface GapHandlers {
  readonly onFactor: (
    question: string,
    part: PriorityFactorName,
    value: PriorityFactor | PriorityAlignment,
  ) => void;
  readonly onFinding: (question: string) => void;
  readonly onRecommend: (question: string) => void;
  readonly onTarget: (question: string) => void;
  readonly onBand: (question: string) => void;
}

export type PriorityFactorName = 'ownership' | 'feasibility' | 'alignment';

interface GapsViewProps {
  readonly rows: readonly GapRow[];
  readonly isReadOnly: boolean;
  /** Only the lead agrees targets (docs/requirements.md A3). */
  readonly maySetTargets: boolean;
  readonly acts: GapHandlers;
}

/** Indicators below their target, by priority: each row shows the factors and can change them. */
export function GapsView({ rows, isReadOnly, maySetTargets, acts }: GapsViewProps): ReactElement {
  const translate = useTranslate();
  const format = useFormat();
  return (
    <SortableTable
      label={translate('finding.gaps.label')}
      rows={rows}
      rowId={({ gap }) => gap.indicator.id}
      columns={[
        {
          id: 'indicator',
          title: translate('finding.gaps.indicator'),
          cell: (row) => <IndicatorCell row={row} />,
        },
        {
          id: 'levels',
          title: translate('finding.gaps.levels'),
          cell: ({ gap }) => <GapLevelsView gap={gap} />,
        },
        {
          id: 'ownership',
          title: translate('finding.gaps.ownership'),
          cell: ({ gap }) => (
            <PriorityFactorView
              label={translate('finding.ownership.of', { id: gap.indicator.id })}
              words={valueLabels.ownership}
              value={gap.stated.ownership}
              isReadOnly={isReadOnly}
              onChange={(value) => acts.onFactor(gap.indicator.id, 'ownership', value)}
            />
          ),
        },
        {
          id: 'feasibility',
          title: translate('finding.gaps.feasibility'),
          cell: ({ gap }) => (
            <PriorityFactorView
              label={translate('finding.feasibility.of', { id: gap.indicator.id })}
              words={valueLabels.feasibility}
              value={gap.stated.feasibility}
              isReadOnly={isReadOnly}
              onChange={(value) => acts.onFactor(gap.indicator.id, 'feasibility', value)}
            />
          ),
        },
        {
          id: 'alignment',
          title: translate('finding.gaps.alignment'),
          cell: ({ gap }) => (
            <PriorityFactorView
              label={translate('finding.alignment.of', { id: gap.indicator.id })}
              words={valueLabels.alignment}
              value={gap.stated.alignment}
              isReadOnly={isReadOnly}
              onChange={(value) => acts.onFactor(gap.indicator.id, 'alignment', value)}
            />
          ),
        },
        {
          id: 'score',
          title: translate('finding.gaps.score'),
          align: 'end',
          cell: ({ gap }) => format.number(gap.priority.score ?? 0, 1),
        },
        {
          id: 'band',
          title: translate('finding.gaps.band'),
          cell: ({ gap }) => <PriorityBandView gap={gap} />,
        },
        ...(isReadOnly
          ? []
          : [
              {
                id: 'acts',
                title: translate('finding.gaps.acts'),
                cell: (row: GapRow) => <GapRowMenu row={row} maySetTargets={maySetTargets} acts={acts} />,
              },
            ]),
      ]}
    />
  );
}

function IndicatorCell({ row }: { readonly row: GapRow }): ReactElement {
  const translate = useTranslate();
  const { gap, href, findings, recommendations, conflicts } = row;
  const { id, title, gate } = gap.indicator;
  return (
    <div className="find-indicator" data-gap={id}>
      <TextLink href={href}>
        <span className="assess-code">{id}</span> {title}
      </TextLink>
      <span className="find-marks">
        {gate && <Pill text={translate('value.gate')} meaning="accent" />}
        {conflicts > 0 && <Pill text={translate('value.conflicts', { count: conflicts })} meaning="bad" />}
        {findings > 0 && <span>{translate('finding.gaps.findings', { count: findings })}</span>}
        {recommendations > 0 && (
          <span>{translate('finding.gaps.recommendations', { count: recommendations })}</span>
        )}
      </span>
    </div>
  );
}

interface GapRowMenuProps {
  readonly row: GapRow;
  readonly maySetTargets: boolean;
  readonly acts: GapHandlers;
}

function GapRowMenu({ row, maySetTargets, acts }: GapRowMenuProps): ReactElement {
  const translate = useTranslate();
  const { id } = row.gap.indicator;
  return (
    <MenuButton
      label={translate('ui.more')}
      kind="quiet"
      choices={[
        { id: 'finding', label: translate('finding.act.finding'), icon: FilePen, keyHint: 'T' },
        { id: 'recommend', label: translate('finding.act.recommend'), icon: ListPlus, keyHint: 'R' },
        ...(maySetTargets
          ? [{ id: 'target' as const, label: translate('finding.act.target'), icon: TargetIcon }]
          : []),
        { id: 'band', label: translate('finding.act.band'), icon: Flag },
      ]}
      onChoose={(act) => {
        if (act === 'finding') acts.onFinding(id);
        else if (act === 'recommend') acts.onRecommend(id);
        else if (act === 'target') acts.onTarget(id);
        else acts.onBand(id);
      }}
    />
  );
}
