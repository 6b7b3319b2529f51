import type { AnswerAddress } from '#forms/engine/form.ts';

/** Name of a question within the page, for the address and the focus. */
export const questionKeyOf = ({ qid, instance }: AnswerAddress): string =>
  instance === null ? qid : `${instance}~${qid}`;

const textFieldSelector =
  'input:not([type="radio"], [type="checkbox"], [type="range"], [type="file"], [hidden]), textarea, [role="spinbutton"]';

/** Put the focus on a question: into its field where one types, else on the question, where keys choose. */
export function focusQuestion(page: HTMLElement, key: string): boolean {
  const stop = page.querySelector<HTMLElement>(`[data-question="${CSS.escape(key)}"]`);
  if (!stop) return false;
  const line = stop.querySelector<HTMLElement>(textFieldSelector);
  (line ?? stop).focus({ preventScroll: true });
  const isFirst = page.querySelector('[data-question]') === stop;
  stop.scrollIntoView({ block: isFirst ? 'end' : 'start' });
  if (isFirst) page.scrollTo({ top: 0 });
  return true;
}
