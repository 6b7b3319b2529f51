import { FilePen, Flag, ListPlus, Target as TargetIcon } from 'lucide-react';
import type { ReactElement } from 'react';
import type { Alignment, Factor } from '#domain/assessment/finding.ts';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Menu } from '#renderer/ui/menu.tsx';
import { Pill } from '#renderer/ui/pill.tsx';
import { Table } from '#renderer/ui/table.tsx';
import { TextLink } from '#renderer/ui/text-link.tsx';
import { alignmentKeys, feasibilityKeys, ownershipKeys } from '#renderer/words/finding-words.ts';
import { BandView } from './band-view.tsx';
import { FactorView } from './factor-view.tsx';
import type { GapRow } from './gap-row.ts';
import { LevelsView } from './levels-view.tsx';
import './findings.css';

/** What can be done about a gap; `question` is the id of its indicator. */
export interface GapActs {
  readonly onFactor: (question: string, part: FactorPart, value: Factor | Alignment) => void;
  readonly onFinding: (question: string) => void;
  readonly onRecommend: (question: string) => void;
  readonly onTarget: (question: string) => void;
  readonly onBand: (question: string) => void;
}

export type FactorPart = 'ownership' | 'feasibility' | 'alignment';

interface GapsViewProps {
  readonly rows: readonly GapRow[];
  readonly isReadOnly: boolean;
  /** Targets are the lead's to agree (domain.md A3). */
  readonly maySetTargets: boolean;
  readonly acts: GapActs;
}

/** What is below its target, by priority: why it is one can be seen and changed in each row. */
export function GapsView({ rows, isReadOnly, maySetTargets, acts }: GapsViewProps): ReactElement {
  const say = useSay();
  const format = useFormat();
  return (
    <Table
      label={say('finding.gaps.label')}
      rows={rows}
      rowId={({ gap }) => gap.indicator.id}
      columns={[
        { id: 'indicator', title: say('finding.gaps.indicator'), cell: (row) => <IndicatorCell row={row} /> },
        { id: 'levels', title: say('finding.gaps.levels'), cell: ({ gap }) => <LevelsView gap={gap} /> },
        {
          id: 'ownership',
          title: say('finding.gaps.ownership'),
          cell: ({ gap }) => (
            <FactorView
              label={say('finding.ownership.of', { id: gap.indicator.id })}
              words={ownershipKeys}
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
            <FactorView
              label={say('finding.feasibility.of', { id: gap.indicator.id })}
              words={feasibilityKeys}
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
            <FactorView
              label={say('finding.alignment.of', { id: gap.indicator.id })}
              words={alignmentKeys}
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
        { id: 'band', title: say('finding.gaps.band'), cell: ({ gap }) => <BandView gap={gap} /> },
        ...(isReadOnly
          ? []
          : [
              {
                id: 'acts',
                title: say('finding.gaps.acts'),
                cell: (row: GapRow) => <RowMenu row={row} maySetTargets={maySetTargets} acts={acts} />,
              },
            ]),
      ]}
    />
  );
}

function IndicatorCell({ row }: { readonly row: GapRow }): ReactElement {
  const say = useSay();
  const { gap, href, findings, recommendations, conflicts } = row;
  const { id, title, gate } = gap.indicator;
  return (
    <div className="find-indicator" data-gap={id}>
      <TextLink href={href}>
        <span className="assess-code">{id}</span> {title}
      </TextLink>
      <span className="find-marks">
        {gate && <Pill text={say('assessment.gate')} meaning="accent" />}
        {conflicts > 0 && <Pill text={say('mission.conflicts', { count: conflicts })} meaning="bad" />}
        {findings > 0 && <span>{say('finding.gaps.findings', { count: findings })}</span>}
        {recommendations > 0 && (
          <span>{say('finding.gaps.recommendations', { count: recommendations })}</span>
        )}
      </span>
    </div>
  );
}

interface RowMenuProps {
  readonly row: GapRow;
  readonly maySetTargets: boolean;
  readonly acts: GapActs;
}

function RowMenu({ row, maySetTargets, acts }: RowMenuProps): ReactElement {
  const say = useSay();
  const { id } = row.gap.indicator;
  return (
    <Menu
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
