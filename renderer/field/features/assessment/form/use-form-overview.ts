import { useCallback, useMemo } from 'react';
import type { FormQuestion } from '#domain/instrument/form/form.ts';
import { wordsOfQuestion } from '#renderer/form/answer-words.ts';
import type { FormSession } from '#renderer/form/form-session.ts';
import type { SectionLine } from '#renderer/form/section-list-view.tsx';
import { sectionTitle } from '#renderer/form/section-title.ts';
import { askedIn, countsOf, type FormSection } from '#renderer/form/sections.ts';
import { stopKey } from '#renderer/form/stop-key.ts';
import { useFormFacts } from '#renderer/form/use-form-facts.ts';
import { violationText } from '#renderer/form/violation-message.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import type { QuestionFilter } from '../assessment-model.ts';
import { hiddenAnswersOf } from './form-facts.ts';
import type { MarkedQuestions } from './marked-questions.ts';
import type { KeptAnswer, ToCheck } from './form-overview-view.tsx';

/** What is read from the whole form, shortly after each change. */
export interface FormOverview {
  readonly lines: readonly SectionLine[];
  readonly counts: Readonly<Record<QuestionFilter, number>>;
  readonly toCheck: readonly ToCheck[];
  readonly hidden: readonly KeptAnswer[];
  /** Every question that is asked now, by the key of its stop. */
  readonly asked: ReadonlyMap<string, FormQuestion>;
}

/** What the record says of its questions, beside the answers. */
interface OverviewFacts {
  readonly contested: ReadonlySet<string>;
  readonly marked: MarkedQuestions;
  /** Answers that may name or reach a person. */
  readonly named: ReadonlySet<string>;
}

export function useFormOverview(
  session: FormSession,
  sections: readonly FormSection[],
  { contested, marked, named }: OverviewFacts,
): FormOverview {
  const say = useSay();
  const read = useCallback(
    (
      of: FormSession,
    ): Omit<FormOverview, 'lines' | 'counts'> & {
      readonly lines: readonly Omit<SectionLine, 'conflicts'>[];
    } => {
      const asked = new Map<string, FormQuestion>();
      for (const { nodes, node } of sections)
        if (node?.isRelevant() ?? true)
          for (const question of askedIn(nodes)) asked.set(stopKey(question.address), question);
      return {
        lines: sections.map((section) => ({
          key: section.key,
          title: sectionTitle(section, say('form.section.loose')),
          ...countsOf(section),
        })),
        toCheck: of.form.violations().map(({ question }) => ({
          key: stopKey(question.address),
          question: wordsOfQuestion(question),
          why: violationText(question, say, true) ?? '',
        })),
        hidden: hiddenAnswersOf(of),
        asked,
      };
    },
    [sections, say],
  );
  const facts = useFormFacts(session, read);
  return useMemo(() => {
    const inSection = (key: string): number => {
      const nodes = sections.find((section) => section.key === key)?.nodes ?? [];
      let count = 0;
      if (contested.size > 0)
        for (const { address } of askedIn(nodes)) if (contested.has(stopKey(address))) count += 1;
      return count;
    };
    const flagged = new Set(facts.toCheck.map(({ key }) => key));
    const alsoNamed = [...named].flatMap((key): readonly ToCheck[] => {
      const question = flagged.has(key) ? undefined : facts.asked.get(key);
      const why = say('check.title', { count: 1 });
      return question ? [{ key, question: wordsOfQuestion(question), why }] : [];
    });
    const toCheck = [...facts.toCheck, ...alsoNamed];
    return {
      ...facts,
      toCheck,
      lines: facts.lines.map((line) => ({ ...line, conflicts: inSection(line.key) })),
      counts: {
        unanswered: facts.lines.reduce((sum, { asked, answered }) => sum + asked - answered, 0),
        flagged: toCheck.length,
        conflicts: contested.size,
        mine: countMarked(facts.asked, marked.mine),
        returned: countMarked(facts.asked, marked.returned),
      },
    };
  }, [facts, sections, contested, marked, named, say]);
}

function countMarked(asked: FormOverview['asked'], qids: ReadonlySet<string>): number {
  if (qids.size === 0) return 0;
  return [...asked.values()].filter(({ definition }) => qids.has(definition.qid)).length;
}
