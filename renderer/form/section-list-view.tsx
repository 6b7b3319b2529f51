import { ArrowLeft, ArrowRight } from 'lucide-react';
import { memo, type ReactElement, type ReactNode } from 'react';
import {
  isolateDirection,
  languageFacts,
  type Message,
  type Translate,
  useFormat,
  useLanguage,
  useTranslate,
} from '#renderer/i18n';
import { Button, NavList, ProgressRing } from '#renderer/ui';
import type { SectionCounts } from './form-sections.ts';
import './form.css';

/** One line of the list of sections. */
export interface SectionListLine extends SectionCounts {
  readonly key: string;
  readonly title: string;
  readonly conflicts: number;
  /** Person who is asked for it; absent or null for nobody in particular. */
  readonly assignee?: string | null;
}

interface SectionListViewProps {
  readonly lines: readonly SectionListLine[];
  readonly current: string;
  readonly onGo: (key: string) => void;
  /** Below the list. */
  readonly foot?: ReactNode;
}

/** Progress of each section of a form. */
export function SectionListView({ lines, current, onGo, foot }: SectionListViewProps): ReactElement {
  const translate = useTranslate();
  const format = useFormat();
  const { direction } = languageFacts[useLanguage()];
  const total = (of: (sectionLine: SectionListLine) => number): string =>
    format.number(lines.reduce((sum, line) => sum + of(line), 0));
  return (
    <div className="form-sections">
      <NavList
        label={translate('form.sections')}
        current={current}
        onGo={onGo}
        items={lines.map((sectionLine) => ({
          id: sectionLine.key,
          title: sectionLine.title,
          note: sectionNoteOf(sectionLine, translate, direction),
          lead: (
            <ProgressRing
              fraction={sectionLine.asked === 0 ? 0 : sectionLine.answered / sectionLine.asked}
              label={translate('assessment.progress', {
                answered: sectionLine.answered,
                asked: sectionLine.asked,
              })}
            />
          ),
        }))}
      />
      <p className="form-total">
        {translate('assessment.progress.all', {
          answered: total(({ answered }) => answered),
          asked: total(({ asked }) => asked),
        })}
      </p>
      {foot}
    </div>
  );
}

function sectionNoteOf(sectionLine: SectionListLine, translate: Translate, direction: 'ltr' | 'rtl'): string {
  const { isRelevant, asked, answered, problems, conflicts, assignee = null } = sectionLine;
  if (!isRelevant) return translate('form.section.notAsked');
  if (asked === 0) return translate('form.section.nothing');
  const parts: Message[] = [
    answered === 0
      ? { key: 'assessment.progress.none' }
      : { key: 'assessment.progress', values: { answered, asked } },
    ...(problems > 0 ? [{ key: 'form.section.problems', values: { count: problems } } as const] : []),
    ...(conflicts > 0 ? [{ key: 'value.conflicts', values: { count: conflicts } } as const] : []),
  ];
  return [
    ...parts.map((part) => translate(part)),
    ...(assignee === null ? [] : [isolateDirection(assignee, direction)]),
  ].join(' · ');
}

/** A page beside the shown one. */
export interface PageLink {
  readonly title: string;
  readonly onGo: () => void;
}

interface PageLinksViewProps {
  readonly previous: PageLink | null;
  readonly next: PageLink | null;
}

/** Links to the previous and the next page, at the foot of a page. */
export const PageLinksView = memo(function PageLinksView({
  previous,
  next,
}: PageLinksViewProps): ReactElement {
  const translate = useTranslate();
  return (
    <nav className="form-foot" aria-label={translate('assessment.pages')}>
      {previous ? (
        <Button icon={ArrowLeft} onPress={previous.onGo}>
          {translate('assessment.previous', { title: previous.title })}
        </Button>
      ) : (
        <span />
      )}
      {next && (
        <Button icon={ArrowRight} onPress={next.onGo}>
          {translate('assessment.next', { title: next.title })}
        </Button>
      )}
    </nav>
  );
});
