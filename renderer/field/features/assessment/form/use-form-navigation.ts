import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { FormQuestion } from '#forms/engine/form.ts';
import { useFieldServices } from '#renderer/field/app/session/field-services.tsx';
import { rememberedQuestion } from '#renderer/field/parts/field-route.ts';
import { focusQuestion, questionKeyOf } from '#renderer/form/focus-question.ts';
import { askedQuestionsIn, type FormSection, formSectionsOf } from '#renderer/form/form-sections.ts';
import type { FormSession } from '#renderer/form/form-session.ts';
import { scrollToTop } from '#renderer/ui';

export interface FormNavigation {
  readonly sections: readonly FormSection[];
  readonly section: FormSection | undefined;
  readonly goToSection: (key: string) => void;
  readonly goTo: (question: FormQuestion) => void;
  readonly onStep: (by: 1 | -1) => void;
  readonly onSection: (by: 1 | -1) => void;
  /** The sections before and after this one that are asked. */
  readonly beside: (by: 1 | -1) => FormSection | undefined;
  readonly noteFocus: (question: FormQuestion) => void;
}

/**
 * Position of the person within this form. The address keeps up with it, so that a reload comes back to the
 * question.
 */
export function useFormNavigation(session: FormSession, page: RefObject<HTMLElement | null>): FormNavigation {
  const { route, remember } = useFieldServices();
  const [sections] = useState(() => formSectionsOf(session.form));
  const asked = route.screen === 'assessment' ? route.question : undefined;
  const [at, setAt] = useState(() => ({
    ...initialFormPosition(sections, rememberedQuestion(route, location.hash)),
    route,
  }));
  // Another address within the same form, as the search of everything gives it.
  if (at.route !== route) {
    const isElsewhere = asked !== undefined && questionAt(sections, asked) !== undefined;
    setAt({ ...at, ...(isElsewhere && initialFormPosition(sections, asked)), turn: at.turn + 1, route });
  }
  const latest = useRef(at);
  useLayoutEffect(() => {
    latest.current = at;
  });
  const section = sections.find(({ key }) => key === at.section) ?? sections[0];

  const goTo = useCallback(
    (question: FormQuestion) => {
      const holding = sections.find(({ nodes }) => hasQuestion(nodes, question));
      if (!holding) return;
      session.revealQuestion(question);
      session.setCurrent(question);
      setAt((before) => ({
        ...before,
        section: holding.key,
        target: questionKeyOf(question.address),
        turn: before.turn + 1,
      }));
    },
    [session, sections],
  );
  const goToSection = useCallback(
    (key: string) => {
      const found = sections.find((one) => one.key === key);
      if (!found) return;
      const stops = [...askedQuestionsIn(found.nodes)];
      const open = stops.find((question) => question.value() === null) ?? stops[0];
      if (open) goTo(open);
      else {
        session.setCurrent(null);
        setAt((before) => ({ ...before, section: key, target: null, turn: before.turn + 1 }));
      }
    },
    [session, sections, goTo],
  );
  const beside = useCallback(
    (by: 1 | -1) => {
      const here = sections.findIndex(({ key }) => key === latest.current.section);
      for (let next = here + by; next >= 0 && next < sections.length; next += by) {
        const found = sections[next];
        if (found && (found.node?.isRelevant() ?? true)) return found;
      }
      return undefined;
    },
    [sections],
  );
  const onSection = useCallback(
    (by: 1 | -1) => {
      const next = beside(by);
      if (next) goToSection(next.key);
    },
    [beside, goToSection],
  );
  const onStep = useCallback(
    (by: 1 | -1) => {
      const here = sections.find(({ key }) => key === latest.current.section);
      const stops = here ? [...askedQuestionsIn(here.nodes)] : [];
      const from = session.current ? stops.indexOf(session.current) : -1;
      const next = from === -1 ? stops[by === 1 ? 0 : stops.length - 1] : stops[from + by];
      if (next) return goTo(next);
      const other = beside(by);
      const others = other ? [...askedQuestionsIn(other.nodes)] : [];
      const first = others[by === 1 ? 0 : others.length - 1];
      if (first) goTo(first);
    },
    [session, sections, goTo, beside],
  );
  const noteFocus = useCallback(
    (question: FormQuestion) => {
      session.setCurrent(question);
      if (route.screen === 'assessment') remember({ ...route, question: questionKeyOf(question.address) });
    },
    [session, route, remember],
  );

  // After the page was drawn with the section of the target.
  useEffect(() => {
    if (at.target !== null && page.current) focusQuestion(page.current, at.target);
    else scrollToTop(page.current);
  }, [at, page]);

  return { sections, section, goToSection, goTo, onStep, onSection, beside, noteFocus };
}

interface FormPosition {
  readonly section: string;
  /** The question that gets the focus when the page is drawn. */
  readonly target: string | null;
  readonly turn: number;
}

/** Question of the address, else the first section with open work. */
function initialFormPosition(sections: readonly FormSection[], asked: string | undefined): FormPosition {
  const named = sections.find(({ nodes, key }) => key === asked || hasStopKey(nodes, asked));
  const open = sections.find(({ node, nodes }) => {
    if (!(node?.isRelevant() ?? true)) return false;
    for (const question of askedQuestionsIn(nodes)) if (question.value() === null) return true;
    return false;
  });
  const section = (named ?? open ?? sections[0])?.key ?? '';
  return { section, target: named !== undefined && named.key !== asked ? (asked ?? null) : null, turn: 0 };
}

const hasStopKey = (nodes: FormSection['nodes'], key: string | undefined): boolean =>
  key !== undefined && questionAt([{ nodes }], key) !== undefined;

/** Question with the key of a stop; undefined when it is not asked. */
function questionAt(sections: readonly Pick<FormSection, 'nodes'>[], key: string): FormQuestion | undefined {
  for (const { nodes } of sections)
    for (const question of askedQuestionsIn(nodes))
      if (questionKeyOf(question.address) === key) return question;
  return undefined;
}

const hasQuestion = (nodes: FormSection['nodes'], question: FormQuestion): boolean => {
  for (const one of askedQuestionsIn(nodes)) if (one === question) return true;
  return false;
};
