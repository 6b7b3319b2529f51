import { memo, type ReactElement, type ReactNode, useMemo } from 'react';
import {
  isolateDirection,
  languageFacts,
  type Message,
  type Translate,
  useFormat,
  useLanguage,
  useTranslate,
} from '#renderer/i18n';
import { LevelChip, type MaturityChipLevel, type NavItem, NavList, ProgressRing } from '#renderer/ui';

/** One line of the list: a dimension, or the screening with no level to report. */
export interface DimensionListLine {
  readonly page: string;
  readonly code: string | null;
  readonly title: string;
  readonly asked: number;
  readonly answered: number;
  readonly skipped: number;
  readonly conflicts: number;
  /** Absent for the screening. */
  readonly level: MaturityChipLevel | null | undefined;
  /** Person who is asked for it; null for nobody in particular. */
  readonly assignee: string | null;
}

interface DimensionListViewProps {
  readonly lines: readonly DimensionListLine[];
  readonly current: string;
  readonly onGo: (page: string) => void;
  /** Button to assign dimensions; absent where nothing may be changed. */
  readonly assign?: ReactNode | undefined;
}

/** Progress of each dimension and the level it would be reported at. */
export const DimensionListView = memo(function DimensionListView(
  props: DimensionListViewProps,
): ReactElement {
  const { lines, current, onGo, assign } = props;
  const translate = useTranslate();
  const format = useFormat();
  const { direction } = languageFacts[useLanguage()];
  const questions = lines.filter(({ level }) => level !== undefined);
  const total = (of: (dimensionLine: DimensionListLine) => number): number =>
    questions.reduce((sum, line) => sum + of(line), 0);
  // A line that stays the same object keeps its item, so that a rating draws one of them again.
  const itemOf = useMemo(() => {
    const items = new WeakMap<DimensionListLine, NavItem<string>>();
    return (dimensionLine: DimensionListLine): NavItem<string> => {
      const navItem = items.get(dimensionLine) ?? dimensionItemOf(dimensionLine, translate, direction);
      items.set(dimensionLine, navItem);
      return navItem;
    };
  }, [translate, direction]);
  return (
    <div className="assess-dimensions">
      <NavList label={translate('path.dimensions')} current={current} onGo={onGo} items={lines.map(itemOf)} />
      <p className="assess-total">
        {translate('assessment.progress.all', {
          answered: format.number(total(({ answered }) => answered)),
          asked: format.number(total(({ asked }) => asked)),
        })}
      </p>
      {assign}
    </div>
  );
});

const dimensionItemOf = (
  dimensionLine: DimensionListLine,
  translate: Translate,
  direction: 'ltr' | 'rtl',
): NavItem<string> => ({
  id: dimensionLine.page,
  code: dimensionLine.code ?? undefined,
  title: dimensionLine.title,
  note: dimensionProgressNote(dimensionLine, translate, direction),
  lead: (
    <ProgressRing
      fraction={dimensionLine.asked === 0 ? 1 : dimensionLine.answered / dimensionLine.asked}
      label={translate('assessment.progress', {
        answered: dimensionLine.answered,
        asked: dimensionLine.asked,
      })}
    />
  ),
  end: dimensionLine.level !== undefined && <LevelChip level={dimensionLine.level} />,
});

function dimensionProgressNote(
  dimensionLine: DimensionListLine,
  translate: Translate,
  direction: 'ltr' | 'rtl',
): string {
  const parts: Message[] = [
    dimensionLine.answered === 0
      ? { key: 'assessment.progress.none' }
      : {
          key: 'assessment.progress',
          values: { answered: dimensionLine.answered, asked: dimensionLine.asked },
        },
    ...(dimensionLine.skipped > 0
      ? [{ key: 'assessment.progress.skipped', values: { count: dimensionLine.skipped } } as const]
      : []),
    ...(dimensionLine.conflicts > 0
      ? [{ key: 'value.conflicts', values: { count: dimensionLine.conflicts } } as const]
      : []),
  ];
  const who = dimensionLine.assignee === null ? [] : [isolateDirection(dimensionLine.assignee, direction)];
  return [...who, ...parts.map((part) => translate(part))].join(' · ');
}
