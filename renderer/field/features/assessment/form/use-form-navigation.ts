import { useCallback, useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react';
import type { FormQuestion } from '#forms/engine/form.ts';
import { useFieldServices } from '#renderer/field/app/session/field-services.tsx';
import { rememberedQuestion } from '#renderer/field/parts/field-route.ts';
import { focusQuestion, questionKeyOf } from '#renderer/form/focus-question.ts';
import type { FormSession } from '#renderer/form/form-session.ts';
import { askedQuestionsIn, type FormSection, formSectionsOf } from '#renderer/form/form-sections.ts';
import { scrollToTop, useKeyPresses } from '#renderer/ui';
import { applyChoiceChange, choiceCodesOf } from '#renderer/form/answer-text.ts';
import { answerInputOf, isDerivedQuestion } from '#renderer/form/answer-input.ts';
import type { FormContextValue } from '#renderer/form/form-context.ts';
import { focusCommentField, submitFocusedComment } from '../question-context/question-comments.tsx';

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

interface FormKeyHandlers {
  readonly session: FormSession;
  readonly isReadOnly: boolean;
  readonly answer: FormContextValue['answer'];
  readonly onStep: (by: 1 | -1) => void;
  readonly onSection: (by: 1 | -1) => void;
  /** Keep the first or second value of a conflict; false where there is none. */
  readonly onKeep: (at: 0 | 1) => boolean;
  /** Rate the indicator in focus; false for a key that gives no rating. */
  readonly onRate: (indicator: string, key: string) => boolean;
  /** Take the first Escape outside a text. */
  readonly onEscape: () => boolean;
}

const formKeysWhileTyping = ['Escape', 'Enter', 'Shift+Enter', 'Ctrl+Enter', 'Ctrl+Shift+Enter', 'Alt+c'];

/** The keys of a form, the same as those of an assessment by levels: digits choose, Enter goes on. */
export function useFormKeys(page: RefObject<HTMLElement | null>, acts: FormKeyHandlers): void {
  useKeyPresses(
    (key) => {
      switch (key) {
        case 'Enter':
        case 'Shift+Enter':
          if (!isEnterNavigation(document.activeElement)) return false;
          acts.onStep(key === 'Enter' ? 1 : -1);
          return true;
        case 'Ctrl+Enter':
          if (!submitFocusedComment()) acts.onStep(1);
          return true;
        case 'Ctrl+Shift+Enter':
          acts.onStep(-1);
          return true;
        case ']':
          acts.onSection(1);
          return true;
        case '[':
          acts.onSection(-1);
          return true;
        case '/':
          return focusFormElement(page.current?.querySelector<HTMLElement>('search input'));
        case 'Alt+c':
          return focusCommentField();
        case '1':
        case '2':
          return acts.onKeep(key === '1' ? 0 : 1) || choose(key);
        case 'Escape':
          return acts.onEscape() || focusQuestionOfField();
        default:
          return choose(key) || beginRationale(key);
      }
    },
    { whileTyping: formKeysWhileTyping },
  );

  /** A letter on an indicator begins its rationale: the browser puts it into the field that has the focus now. */
  function beginRationale(key: string): boolean {
    const isIndicator = acts.session.current?.definition.type === 'indicator';
    const stop = document.activeElement?.closest('[data-question]');
    const field = stop?.querySelector('textarea');
    if (!isIndicator || acts.isReadOnly || !/^(?:Shift\+)?\p{L}$/u.test(key) || key === 'g') return false;
    field?.focus();
    field?.setSelectionRange(field.value.length, field.value.length);
    return false;
  }

  /** Choose by a digit, counted from 1, among the choices of the question in focus. */
  function choose(key: string): boolean {
    const question = acts.session.current;
    if (question?.definition.type === 'indicator')
      return !acts.isReadOnly && acts.onRate(question.definition.qid, key);
    if (
      !/^[1-9]$/.test(key) ||
      question === null ||
      acts.isReadOnly ||
      question.isReadOnly() ||
      isDerivedQuestion(question)
    )
      return false;
    const choices = question.definition.choices ? question.choices() : [];
    const way = answerInputOf(question, choices.length);
    const choice = choices[Number(key) - 1];
    if ((way.kind !== 'one' && way.kind !== 'several') || way.looks === 'long' || !choice) return false;
    if (way.kind === 'one') acts.answer(question.address, choice.name, 'chosen');
    else {
      const before = choiceCodesOf(question.value());
      const isOn = before.includes(choice.name);
      const now = isOn ? before.filter((code) => code !== choice.name) : [...before, choice.name];
      const codes = applyChoiceChange(before, now, choices);
      acts.answer(question.address, codes.length === 0 ? null : codes, 'chosen');
    }
    return true;
  }
}

/** From the field to its question, where the keys choose and step. */
function focusQuestionOfField(): boolean {
  const stop = document.activeElement?.closest<HTMLElement>('[data-question]');
  if (!stop || stop === document.activeElement) return false;
  return focusFormElement(stop);
}

function focusFormElement(element: HTMLElement | null | undefined): boolean {
  element?.focus();
  return element !== null && element !== undefined;
}

/**
 * Whether Enter goes on to the next question from here.
 * It does from a question and its field of one line. It does not from a button, a text of several lines or a
 * field elsewhere.
 */
function isEnterNavigation(element: Element | null): boolean {
  if (element === null || element.closest('button, a, summary, textarea, [role="button"], [role="link"]'))
    return false;
  const isField = element.matches('input:not([type="radio"], [type="checkbox"]), [role="spinbutton"]');
  return !isField || element.closest('[data-question]') !== null;
}
