import { describe, expect, test } from 'vitest';
import { Button } from '#renderer/ui';
import { mount } from '#tests/support/screen/mount.tsx';

const styleOf = (selector: string): CSSStyleDeclaration => {
  const element = document.querySelector(selector);
  if (!element) throw new Error(`nothing is ${selector}`);
  return getComputedStyle(element);
};

describe('the chosen look', () => {
  test.each([
    ['light', 'rgb(251, 251, 249)'],
    ['dark', 'rgb(18, 23, 28)'],
  ] as const)('%s is applied to the page', async (theme, paper) => {
    await mount(<Button>Save</Button>, { theme });
    expect(styleOf('body').backgroundColor).toBe(paper);
  });

  test('high contrast shows black on white or white on black, at least 7:1', async () => {
    await mount(<Button>Save</Button>, { theme: 'contrast' });
    const { color, backgroundColor } = styleOf('body');
    expect([color, backgroundColor].toSorted()).toEqual(['rgb(0, 0, 0)', 'rgb(255, 255, 255)']);
  });

  test('200 % doubles the size of the text and its containers', async () => {
    await mount(<Button>Save</Button>);
    const normalPx = Number.parseFloat(styleOf('.fb-button').fontSize);
    await mount(<Button>Save</Button>, { textSize: 200 });
    expect(Number.parseFloat(styleOf('.fb-button').fontSize)).toBe(2 * normalPx);
  });
});

test('the letters are our own: Latin, Arabic and Chinese fonts are declared from bundled files', async () => {
  await mount(<Button>Save</Button>);
  const families = new Set([...document.fonts].map(({ family }) => family.replaceAll(/["']/gu, '')));
  expect([...families].toSorted()).toEqual([
    'Noto Sans Arabic Variable',
    'Noto Sans SC Variable',
    'Noto Sans Variable',
  ]);
});
