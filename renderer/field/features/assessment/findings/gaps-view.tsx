import { FilePen, Flag, ListPlus, Target as TargetIcon } from 'lucide-react';
import type { ReactElement } from 'react';
import type { PriorityAlignment, PriorityFactor } from '#domain/assessment/finding.ts';
import { useTranslate, useFormat } from '#renderer/i18n/use-translate.ts';
import { MenuButton } from '#renderer/ui/overlays/menu-button.tsx';
import { Pill } from '#renderer/ui/marks/pill.tsx';
import { SortableTable } from '#renderer/ui/sortable-table.tsx';
import { TextLink } from '#renderer/ui/button.tsx';
import type { GapRow } from './gap-rows.ts';
import { GapLevelsView } from './met-and-unknown-view.tsx';
import './findings.css';
import type { RatedIndicatorGap } from '#domain/assessment/rank-gaps.ts';
import type { PlainMessageKey } from '#renderer/i18n/message.ts';
import { valueLabels } from '#renderer/records/value-labels.ts';
import { Select } from '#renderer/ui/fields/select.tsx';

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
  const say = useTranslate();
  const keyOf = (factor: Value): PlainMessageKey => words[factor];
  // Keys of such an object are its numbers, as texts.
  const values = (Object.keys(words).map(Number) as Value[]).toSorted((a, b) => a - b);
  if (isReadOnly) return <>{value === null ? say('finding.factor.unsaid') : say(keyOf(value))}</>;
  return (
    <Select
      label={label}
      hideLabel
      options={values.map((one) => ({ id: String(one), label: say(keyOf(one)) }))}
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
  const say = useTranslate();
  const { band, priority, stated } = gap;
  const { override } = stated;
  return (
    <div className="find-band">
      {band !== null && (
        <Pill text={say(valueLabels.priorityBand[band])} meaning={band === 'High' ? 'accent' : undefined} />
      )}
      {override !== null && priority.band !== null && (
        <>
          <small>{say('finding.band.byHand', { band: say(valueLabels.priorityBand[priority.band]) })}</small>
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
  const say = useTranslate();
  const format = useFormat();
  return (
    <SortableTable
      label={say('finding.gaps.label')}
      rows={rows}
      rowId={({ gap }) => gap.indicator.id}
      columns={[
        { id: 'indicator', title: say('finding.gaps.indicator'), cell: (row) => <IndicatorCell row={row} /> },
        { id: 'levels', title: say('finding.gaps.levels'), cell: ({ gap }) => <GapLevelsView gap={gap} /> },
        {
          id: 'ownership',
          title: say('finding.gaps.ownership'),
          cell: ({ gap }) => (
            <PriorityFactorView
              label={say('finding.ownership.of', { id: gap.indicator.id })}
              words={valueLabels.ownership}
              value={gap.stated.ownership}
              isReadOnly={isReadOnly}
              onChange={(value) => acts.onFactor(gap.indicator.id, 'ownership', value)}
            />
          ),
        },
        {
          id: 'feasibility',
          title: say('finding.gaps.feasibility'),
          cell: ({ gap }) => (
            <PriorityFactorView
              label={say('finding.feasibility.of', { id: gap.indicator.id })}
              words={valueLabels.feasibility}
              value={gap.stated.feasibility}
              isReadOnly={isReadOnly}
              onChange={(value) => acts.onFactor(gap.indicator.id, 'feasibility', value)}
            />
          ),
        },
        {
          id: 'alignment',
          title: say('finding.gaps.alignment'),
          cell: ({ gap }) => (
            <PriorityFactorView
              label={say('finding.alignment.of', { id: gap.indicator.id })}
              words={valueLabels.alignment}
              value={gap.stated.alignment}
              isReadOnly={isReadOnly}
              onChange={(value) => acts.onFactor(gap.indicator.id, 'alignment', value)}
            />
          ),
        },
        {
          id: 'score',
          title: say('finding.gaps.score'),
          align: 'end',
          cell: ({ gap }) => format.number(gap.priority.score ?? 0, 1),
        },
        { id: 'band', title: say('finding.gaps.band'), cell: ({ gap }) => <PriorityBandView gap={gap} /> },
        ...(isReadOnly
          ? []
          : [
              {
                id: 'acts',
                title: say('finding.gaps.acts'),
                cell: (row: GapRow) => <GapRowMenu row={row} maySetTargets={maySetTargets} acts={acts} />,
              },
            ]),
      ]}
    />
  );
}

function IndicatorCell({ row }: { readonly row: GapRow }): ReactElement {
  const say = useTranslate();
  const { gap, href, findings, recommendations, conflicts } = row;
  const { id, title, gate } = gap.indicator;
  return (
    <div className="find-indicator" data-gap={id}>
      <TextLink href={href}>
        <span className="assess-code">{id}</span> {title}
      </TextLink>
      <span className="find-marks">
        {gate && <Pill text={say('value.gate')} meaning="accent" />}
        {conflicts > 0 && <Pill text={say('value.conflicts', { count: conflicts })} meaning="bad" />}
        {findings > 0 && <span>{say('finding.gaps.findings', { count: findings })}</span>}
        {recommendations > 0 && (
          <span>{say('finding.gaps.recommendations', { count: recommendations })}</span>
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
  const say = useTranslate();
  const { id } = row.gap.indicator;
  return (
    <MenuButton
      label={say('ui.more')}
      kind="quiet"
      choices={[
        { id: 'finding', label: say('finding.act.finding'), icon: FilePen, keyHint: 'T' },
        { id: 'recommend', label: say('finding.act.recommend'), icon: ListPlus, keyHint: 'R' },
        ...(maySetTargets
          ? [{ id: 'target' as const, label: say('finding.act.target'), icon: TargetIcon }]
          : []),
        { id: 'band', label: say('finding.act.band'), icon: Flag },
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
