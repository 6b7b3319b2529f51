import { useKeys } from '#renderer/ui/use-keys.ts';

/**
 * The keys of a page of questions at headquarters: J and K go from question to question, P adds a point to one, R gives
 * the reason why its rating stands.
 */
export function useQuestionKeys(): void {
  useKeys((key) => {
    const questions = [...document.querySelectorAll<HTMLElement>('#fb-main article[data-question]')];
    const at = questions.findIndex((one) => one.contains(document.activeElement));
    switch (key) {
      case 'j':
        return goTo(questions[Math.min(at + 1, questions.length - 1)]);
      case 'k':
        return goTo(questions[Math.max(at - 1, 0)]);
      case 'p':
        return press(questions[at]?.querySelector('[data-add-point] button'));
      case 'r':
        return press(questions[at]?.querySelector('[data-override] button'));
      default:
        return false;
    }
  });
}

function goTo(question: HTMLElement | undefined): boolean {
  question?.focus({ preventScroll: true });
  question?.scrollIntoView({ block: 'start' });
  return question !== undefined;
}

function press(button: Element | null | undefined): boolean {
  if (!(button instanceof HTMLElement)) return false;
  button.click();
  return true;
}
