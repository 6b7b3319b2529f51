import { CalendarPlus, Undo2, UserPlus } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import type { AttendanceMark } from '#domain/workshop/participant.ts';
import { type Message, useFormat, useTranslate } from '#renderer/i18n';
import { valueLabels } from '#renderer/records/value-labels.ts';
import { Banner, Button, EmptyState, KeyHint, Pill, TextLink } from '#renderer/ui';
import type { AttendanceTable } from './attendance-facts.ts';
import { MarkSign } from './attendance-grid-view.tsx';
import './attendance.css';

interface AttendanceViewProps {
  /** Moment at which all names were erased; null while they may exist. */
  readonly namesErasedAtMs: number | null;
  readonly table: AttendanceTable;
  /** Column of the half-day that is held now. */
  readonly now: number;
  readonly problem: Message | null;
  readonly canUndo: boolean;
  readonly onUndo: () => void;
  readonly isReadOnly: boolean;
  readonly onRegister: () => void;
  readonly onAgenda: () => void;
  readonly conflictsHref: string;
  /** An `AttendanceGridView`. */
  readonly children: ReactNode;
}

/** The attendance grid with its sums above and the legend of its keys below. */
export function AttendanceView(props: AttendanceViewProps): ReactElement {
  const { table, now, problem, isReadOnly } = props;
  const translate = useTranslate();
  const format = useFormat();
  if (table.rows.length === 0) return <NobodyRegistered {...props} />;
  if (table.blocks.length === 0) return <NoBlocks {...props} />;
  const marked = table.rows.length - (table.totals[now]?.unmarked ?? 0);
  const unnamed = table.rows.filter(({ name }) => name === '').length;
  const countOf = (prospect: string): number =>
    table.rows.filter(({ attendance }) => attendance.prospect === prospect).length;
  return (
    <div className="at-page">
      {problem !== null && (
        <Banner meaning="bad" isAnnounced>
          {translate(problem)}
        </Banner>
      )}
      {table.contested > 0 && (
        <Banner
          meaning="bad"
          title={translate('attendance.contested', { count: table.contested })}
          actions={<TextLink href={props.conflictsHref}>{translate('attendance.openConflicts')}</TextLink>}
        >
          {translate('attendance.contested.text')}
        </Banner>
      )}
      <div className="at-bar">
        <strong>{translate('attendance.marked', { marked, all: table.rows.length })}</strong>
        <span className="at-sums">
          <Pill
            meaning="good"
            text={translate('attendance.sum.onTrack', { count: countOf('onTrack') + countOf('reached') })}
          />
          <Pill
            meaning="wait"
            text={translate('attendance.sum.noMoreAbsence', { count: countOf('noMoreAbsence') })}
          />
          <Pill
            meaning="bad"
            text={translate('attendance.sum.below', {
              count: countOf('below'),
              share: Math.round(table.rule.leastShare * 100),
            })}
          />
        </span>
        {!isReadOnly && (
          <Button kind="quiet" icon={Undo2} onPress={props.onUndo} isDisabled={!props.canUndo}>
            {translate('attendance.undo')}
          </Button>
        )}
      </div>
      {unnamed > 0 && (
        <p className="at-unnamed">
          {props.namesErasedAtMs === null
            ? translate('register.namesElsewhere', { count: unnamed })
            : translate('register.namesErased', { date: format.date(props.namesErasedAtMs) })}
        </p>
      )}
      {props.children}
      <GridLegend isReadOnly={isReadOnly} />
    </div>
  );
}

const shownMarks: readonly AttendanceMark[] = ['present', 'partial', 'absent'];

function GridLegend({ isReadOnly }: { readonly isReadOnly: boolean }): ReactElement {
  const translate = useTranslate();
  return (
    <div className="at-legend">
      {shownMarks.map((attendanceMark) => (
        <span key={attendanceMark} data-mark={attendanceMark}>
          <MarkSign mark={attendanceMark} /> {translate(valueLabels.attendanceMark[attendanceMark])}
        </span>
      ))}
      <span>{translate('attendance.legend.empty')}</span>
      {!isReadOnly && (
        <>
          <KeyName keys="Space" text={translate('attendance.key.switch')} />
          <KeyName keys="2" text={translate('attendance.key.partial')} />
          <KeyName keys="Del" text={translate('attendance.key.clear')} />
          <KeyName keys="Shift Space" text={translate('attendance.key.all')} />
          <KeyName keys="Ctrl Z" text={translate('attendance.key.undo')} />
        </>
      )}
    </div>
  );
}

const KeyName = ({ keys, text }: { readonly keys: string; readonly text: string }): ReactElement => (
  <span>
    <KeyHint keys={keys} /> {text}
  </span>
);

function NobodyRegistered({ isReadOnly, onRegister }: AttendanceViewProps): ReactElement {
  const translate = useTranslate();
  return (
    <EmptyState
      icon={UserPlus}
      title={translate('attendance.nobody.title')}
      action={
        !isReadOnly && (
          <Button kind="primary" icon={UserPlus} onPress={onRegister}>
            {translate('attendance.nobody.act')}
          </Button>
        )
      }
    >
      {translate('attendance.nobody.text')}
    </EmptyState>
  );
}

function NoBlocks({ onAgenda }: AttendanceViewProps): ReactElement {
  const translate = useTranslate();
  return (
    <EmptyState
      icon={CalendarPlus}
      title={translate('attendance.noBlocks.title')}
      action={<Button onPress={onAgenda}>{translate('attendance.noBlocks.act')}</Button>}
    >
      {translate('attendance.noBlocks.text')}
    </EmptyState>
  );
}
