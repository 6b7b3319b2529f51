import type { ReactElement } from 'react';
import type { RatedIndicatorGap } from '#domain/assessment/rank-gaps.ts';
import type { PriorityBand } from '#domain/scoring/gap-priority.ts';
import { useTranslate } from '#renderer/i18n';
import { valueLabels } from '#renderer/records/value-labels.ts';
import { Button, LevelChip, ListEntry, TextLink } from '#renderer/ui';
import './findings.css';
import { ArrowRight, FilePen } from 'lucide-react';

/** Priority in a word, in shades of ink: no colour of a status. */
export function PriorityMark({ band }: { readonly band: PriorityBand }): ReactElement {
  return (
    <span className="find-priority" data-band={band}>
      {useTranslate()(valueLabels.priorityBand[band])}
    </span>
  );
}

/** Information gap as its line shows it. */
export interface InformationGapRow {
  readonly id: string;
  readonly title: string;
  readonly href: string;
  readonly state: 'ne' | 'blank';
  readonly isHigh: boolean;
  readonly findings: number;
}

interface InformationGapsViewProps {
  readonly rows: readonly InformationGapRow[];
  /** Absent where nothing may be written. */
  readonly onFinding?: ((question: string) => void) | undefined;
}

/** Gaps of knowledge, apart from gaps of capacity (B6.12). */
export function InformationGapsView({ rows, onFinding }: InformationGapsViewProps): ReactElement {
  const translate = useTranslate();
  if (rows.length === 0) return <p className="find-nothing">{translate('finding.unknown.none')}</p>;
  return (
    <div className="find-list">
      {rows.map(({ id, title, href, state, isHigh, findings }) => (
        <ListEntry
          key={id}
          isBoxed
          meta={translate(state === 'ne' ? 'finding.unknown.ne' : 'finding.unknown.blank')}
          action={
            <span className="find-entry-acts" data-gap={id}>
              {isHigh && <PriorityMark band="High" />}
              {findings > 0 && <span>{translate('finding.gaps.findings', { count: findings })}</span>}
              <WriteFindingView question={id} onFinding={onFinding} />
            </span>
          }
        >
          <TextLink href={href}>
            <span className="assess-code">{id}</span> {title}
          </TextLink>
        </ListEntry>
      ))}
    </div>
  );
}

interface WriteFindingViewProps {
  readonly question: string;
  /** Absent where nothing may be written. */
  readonly onFinding: ((question: string) => void) | undefined;
}

/** Take the starter of a finding about this question over, for editing. */
function WriteFindingView({ question, onFinding }: WriteFindingViewProps): ReactElement | null {
  const translate = useTranslate();
  if (!onFinding) return null;
  return (
    <Button
      kind="quiet"
      icon={FilePen}
      onPress={() => onFinding(question)}
      label={translate('finding.act.findingOf', { id: question })}
    >
      {translate('finding.act.finding')}
    </Button>
  );
}

/** Level and target, and the origin of the target. */
export function GapLevelsView({ gap }: { readonly gap: RatedIndicatorGap }): ReactElement {
  const translate = useTranslate();
  const { level, target, agreed, isProposed } = gap;
  return (
    <span className="find-levels">
      <span className="find-from-to">
        <LevelChip level={level} />
        <ArrowRight className="fb-icon fb-turns" aria-hidden />
        <span className="fb-hidden">{translate('finding.levels.target')}</span>
        <LevelChip level={target} />
      </span>
      {agreed !== null && (
        <small>
          {translate(agreed.agreedBy === '' ? 'finding.target.changed' : 'finding.target.agreed')}
        </small>
      )}
      {isProposed && <small>{translate('finding.levels.proposed')}</small>}
    </span>
  );
}

/** A question that is rated at its target or above. */
export interface MetTargetRow {
  readonly gap: RatedIndicatorGap;
  readonly href: string;
}

interface MetTargetsViewProps {
  readonly rows: readonly MetTargetRow[];
  /** Absent where nothing may be written. */
  readonly onFinding?: ((question: string) => void) | undefined;
}

/** Indicators at their target: strengths come from here. Opens on demand, since it needs no act. */
export function MetTargetsView({ rows, onFinding }: MetTargetsViewProps): ReactElement | null {
  const translate = useTranslate();
  if (rows.length === 0) return null;
  return (
    <details className="find-linked">
      <summary>{translate('finding.met', { count: rows.length })}</summary>
      <div className="find-list">
        {rows.map(({ gap, href }) => {
          const { id, title } = gap.indicator;
          return (
            <ListEntry
              key={id}
              isBoxed
              lead={<GapLevelsView gap={gap} />}
              action={
                <span className="find-entry-acts" data-gap={id}>
                  <WriteFindingView question={id} onFinding={onFinding} />
                </span>
              }
            >
              <TextLink href={href}>
                <span className="assess-code">{id}</span> {title}
              </TextLink>
            </ListEntry>
          );
        })}
      </div>
    </details>
  );
}
