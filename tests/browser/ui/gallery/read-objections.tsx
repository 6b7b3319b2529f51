import axe from 'axe-core';
import { page } from 'vitest/browser';
import { applyAppearance } from '#renderer/ui';
import type { RegisteredStory } from '#renderer/ui/gallery/story-registry.ts';
import { mount, painted } from '#tests/support/screen/mount.tsx';

/** Look in which every story is checked by every rule. */
export const plainLook = {
  name: 'light',
  language: 'en',
  theme: 'light',
  textSize: 100,
  rules: 'all',
} as const;

/**
 * Other settings of a person's screen. Structure, names and roles do not change with colours, nor colours with a
 * language. Larger text needs less contrast, so its size alone is no look here.
 */
export const otherLooks = [
  { name: 'Arabic', language: 'ar', theme: 'light', textSize: 100, rules: 'structure' },
  { name: 'dark', language: 'en', theme: 'dark', textSize: 100, rules: 'colour' },
  { name: 'high contrast', language: 'en', theme: 'contrast', textSize: 100, rules: 'colour' },
] as const;

/** Look of the long tests alone. */
export const twiceTheText = {
  name: 'twice the text',
  language: 'en',
  theme: 'light',
  textSize: 200,
  rules: 'colour',
} as const;

type Look = typeof plainLook | (typeof otherLooks)[number] | typeof twiceTheText;

const colourRules = ['color-contrast', 'link-in-text-block'];

/** The gallery shows parts of pages: rules about whole pages are checked on whole screens alone. */
const pageRules = ['region', 'landmark-one-main', 'page-has-heading-one'];

const otherRules = (rules: Look['rules'], isPage: boolean) => ({
  ...Object.fromEntries(pageRules.map((rule) => [rule, { enabled: isPage }])),
  ...(rules === 'structure' && Object.fromEntries(colourRules.map((rule) => [rule, { enabled: false }]))),
  // Chromium (from 130) and Firefox let keys reach scrolling areas; one more stop for Tab would only be in the way.
  'scrollable-region-focusable': { enabled: false },
});

/** Put a story on the page in this look, and return all objections of axe. */
export async function readObjections(
  registeredStory: RegisteredStory,
  look: Look,
): Promise<readonly string[]> {
  await page.viewport(1280, 800);
  const { language, theme, textSize } = look;
  return objectionsIn(
    await mount(<registeredStory.Story />, { language, theme, textSize }),
    registeredStory,
    look,
  );
}

/** Return all objections of axe in the plain look, then in another one. Colours alone change in place. */
export async function readObjectionsInTwo(
  registeredStory: RegisteredStory,
  otherLook: Look,
): Promise<readonly string[]> {
  await page.viewport(1280, 800);
  const element = await mount(<registeredStory.Story />, plainLook);
  const objections = await objectionsIn(element, registeredStory, plainLook);
  if (otherLook.language !== plainLook.language)
    return [...objections, ...(await readObjections(registeredStory, otherLook))];
  applyAppearance(document, otherLook);
  await painted();
  return [...objections, ...(await objectionsIn(element, registeredStory, otherLook))];
}

async function objectionsIn(
  element: HTMLElement,
  { layout }: RegisteredStory,
  { name, rules }: Look,
): Promise<readonly string[]> {
  const options =
    rules === 'colour' ? { runOnly: colourRules } : { rules: otherRules(rules, layout === 'page') };
  // Style sheets are in the page, and the text of a finding is its HTML.
  const spared = { preload: false, selectors: false, resultTypes: ['violations' as const] };
  const { violations } = await axe.run(element, { ...options, ...spared });

  return [
    ...violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${name}, ${id}: ${html} ${failureSummary}`),
    ),
    ...draftObjectionsIn(element),
  ];
}

/** Text fields whose drafts nothing would ever end: outside a form, or in a dialog without a button of its form. */
function draftObjectionsIn(element: HTMLElement): readonly string[] {
  const fields =
    '[data-draft="no form"], [role$="dialog"]:not(:has([data-form-acts] button, form)) [data-draft="form"]';
  return Array.from(
    element.querySelectorAll(fields),
    (field) => `no form ends its draft: ${field.querySelector('label')?.textContent ?? ''}`,
  );
}
