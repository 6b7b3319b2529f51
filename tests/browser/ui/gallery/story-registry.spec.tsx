import axe from 'axe-core';
import { describe, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { registeredStories } from '#renderer/ui/gallery/story-registry.ts';
import { mount } from '#tests/support/screen/mount.tsx';

const looks = [
  { name: 'light', language: 'en', theme: 'light', textSize: 100, rules: 'all' },
  { name: 'Arabic', language: 'ar', theme: 'light', textSize: 100, rules: 'all' },
  { name: 'dark', language: 'en', theme: 'dark', textSize: 100, rules: 'colour' },
  { name: 'high contrast', language: 'en', theme: 'contrast', textSize: 100, rules: 'colour' },
  { name: 'twice the text', language: 'en', theme: 'light', textSize: 200, rules: 'colour' },
] as const;

const colourRules = ['color-contrast', 'link-in-text-block'];

/** The gallery shows parts of pages: rules about whole pages are checked on whole screens alone. */
const pageRules = ['region', 'landmark-one-main', 'page-has-heading-one'];

const allRules = (isPage: boolean) => ({
  ...Object.fromEntries(pageRules.map((rule) => [rule, { enabled: isPage }])),
  // Chromium (from 130) and Firefox let keys reach scrolling areas; one more stop for Tab would only be in the way.
  'scrollable-region-focusable': { enabled: false },
});

describe.each(looks)('every state of every view, $name', ({ language, theme, textSize, rules }) => {
  test.each(registeredStories)('$id has nothing that axe objects to', async ({ Story, layout }) => {
    await page.viewport(1280, 800);
    const element = await mount(<Story />, { language, theme, textSize });

    // Structure, names and roles do not change with colours and sizes.
    const options = rules === 'colour' ? { runOnly: colourRules } : { rules: allRules(layout === 'page') };
    const { violations } = await axe.run(element, options);

    const objections = violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
    );
    expect(objections).toEqual([]);
  });
});
