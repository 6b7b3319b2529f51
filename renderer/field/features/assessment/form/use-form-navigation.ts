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
  readonly goTo: (formQuestion: FormQuestion) => void;
  readonly onStep: (by: 1 | -1) => void;
  readonly onSection: (by: 1 | -1) => void;
  /** The sections before and after this one that are asked. */
  readonly beside: (by: 1 | -1) => FormSection | undefined;
  readonly noteFocus: (formQuestion: FormQuestion) => void;
}

/**
 * Position of the person within this form. The address keeps up with it, so that a reload comes back to the
 * question.
 */
export function useFormNavigation(
  formSession: FormSession,
  page: RefObject<HTMLElement | null>,
): FormNavigation {
  const { route, remember } = useFieldServices();
  const [formSections] = useState(() => formSectionsOf(formSession.form));
  const asked = route.screen === 'assessment' ? route.question : undefined;
  const [at, setAt] = useState(() => ({
    ...initialFormPosition(formSections, rememberedQuestion(route, location.hash)),
    route,
  }));
  // Another address within the same form, as the search of everything gives it.
  if (at.route !== route) {
    const isElsewhere = asked !== undefined && questionAt(formSections, asked) !== undefined;
    setAt({ ...at, ...(isElsewhere && initialFormPosition(formSections, asked)), turn: at.turn + 1, route });
  }
  const latest = useRef(at);
  useLayoutEffect(() => {
    latest.current = at;
  });
  const section = formSections.find(({ key }) => key === at.section) ?? formSections[0];

  const goTo = useCallback(
    (formQuestion: FormQuestion) => {
      const holding = formSections.find(({ nodes }) => hasQuestion(nodes, formQuestion));
      if (!holding) return;
      formSession.revealQuestion(formQuestion);
      formSession.setCurrent(formQuestion);
      setAt((before) => ({
        ...before,
        section: holding.key,
        target: questionKeyOf(formQuestion.address),
        turn: before.turn + 1,
      }));
    },
    [formSession, formSections],
  );
  const goToSection = useCallback(
    (key: string) => {
      const foundFormSection = formSections.find((formSection) => formSection.key === key);
      if (!foundFormSection) return;
      const stops = [...askedQuestionsIn(foundFormSection.nodes)];
      const open = stops.find((question) => question.value() === null) ?? stops[0];
      if (open) goTo(open);
      else {
        formSession.setCurrent(null);
        setAt((before) => ({ ...before, section: key, target: null, turn: before.turn + 1 }));
      }
    },
    [formSession, formSections, goTo],
  );
  const beside = useCallback(
    (by: 1 | -1) => {
      const here = formSections.findIndex(({ key }) => key === latest.current.section);
      for (let next = here + by; next >= 0 && next < formSections.length; next += by) {
        const foundFormSection = formSections[next];
        if (foundFormSection && (foundFormSection.node?.isRelevant() ?? true)) return foundFormSection;
      }
      return undefined;
    },
    [formSections],
  );
  const onSection = useCallback(
    (by: 1 | -1) => {
      const nextFormSection = beside(by);
      if (nextFormSection) goToSection(nextFormSection.key);
    },
    [beside, goToSection],
  );
  const onStep = useCallback(
    (by: 1 | -1) => {
      const here = formSections.find(({ key }) => key === latest.current.section);
      const stops = here ? [...askedQuestionsIn(here.nodes)] : [];
      const from = formSession.current ? stops.indexOf(formSession.current) : -1;
      const nextFormQuestion = from === -1 ? stops[by === 1 ? 0 : stops.length - 1] : stops[from + by];
      if (nextFormQuestion) return goTo(nextFormQuestion);
      const otherFormSection = beside(by);
      const otherFormQuestions = otherFormSection ? [...askedQuestionsIn(otherFormSection.nodes)] : [];
      const firstFormQuestion = otherFormQuestions[by === 1 ? 0 : otherFormQuestions.length - 1];
      if (firstFormQuestion) goTo(firstFormQuestion);
    },
    [formSession, formSections, goTo, beside],
  );
  const noteFocus = useCallback(
    (formQuestion: FormQuestion) => {
      formSession.setCurrent(formQuestion);
      if (route.screen === 'assessment')
        remember({ ...route, question: questionKeyOf(formQuestion.address) });
    },
    [formSession, route, remember],
  );

  // After the page was drawn with the section of the target.
  useEffect(() => {
    if (at.target !== null && page.current) focusQuestion(page.current, at.target);
    else scrollToTop(page.current);
  }, [at, page]);

  return { sections: formSections, section, goToSection, goTo, onStep, onSection, beside, noteFocus };
}

interface FormPosition {
  readonly section: string;
  /** The question that gets the focus when the page is drawn. */
  readonly target: string | null;
  readonly turn: number;
}

/** Question of the address, else the first section with open work. */
function initialFormPosition(formSections: readonly FormSection[], asked: string | undefined): FormPosition {
  const named = formSections.find(({ nodes, key }) => key === asked || hasStopKey(nodes, asked));
  const open = formSections.find(({ node, nodes }) => {
    if (!(node?.isRelevant() ?? true)) return false;
    for (const formQuestion of askedQuestionsIn(nodes)) if (formQuestion.value() === null) return true;
    return false;
  });
  const section = (named ?? open ?? formSections[0])?.key ?? '';
  return { section, target: named !== undefined && named.key !== asked ? (asked ?? null) : null, turn: 0 };
}

const hasStopKey = (nodes: FormSection['nodes'], key: string | undefined): boolean =>
  key !== undefined && questionAt([{ nodes }], key) !== undefined;

/** Question with the key of a stop; undefined when it is not asked. */
function questionAt(
  formSections: readonly Pick<FormSection, 'nodes'>[],
  key: string,
): FormQuestion | undefined {
  for (const { nodes } of formSections)
    for (const formQuestion of askedQuestionsIn(nodes))
      if (questionKeyOf(formQuestion.address) === key) return formQuestion;
  return undefined;
}

const hasQuestion = (formNodes: FormSection['nodes'], formQuestion: FormQuestion): boolean => {
  for (const one of askedQuestionsIn(formNodes)) if (one === formQuestion) return true;
  return false;
};
