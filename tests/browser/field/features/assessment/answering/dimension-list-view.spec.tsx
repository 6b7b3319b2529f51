import { expect, test } from 'vitest';
import { openAssessment } from '#tests/support/screen/open-assessment.tsx';

const heightOf = (element: Element): number => element.getBoundingClientRect().height;

/** Height of the words, also of lines that are hidden. */
function heightOfWords(element: Element): number {
  const range = document.createRange();
  range.selectNodeContents(element);
  return range.getBoundingClientRect().height;
}

test('the list shows the whole name of each dimension', async () => {
  await openAssessment({ role: 'lead', question: 'D5.3' }, {});
  const listed = () => [...document.querySelectorAll('.assess-dimensions .fb-nav-text > span')];
  await expect.poll(() => listed().length).toBeGreaterThan(5);
  expect(
    listed()
      .filter((name) => heightOf(name) + 2 < heightOfWords(name))
      .map((one) => one.textContent),
  ).toEqual([]);
});
