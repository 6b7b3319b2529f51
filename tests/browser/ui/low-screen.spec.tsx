import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { Button, ScreenLayout, SplitColumns, StatusBar, StatusPart } from '#renderer/ui';
import { mount } from '#tests/support/screen/mount.tsx';

const screen = (
  <ScreenLayout
    rail={null}
    title="National Forensic Laboratory"
    actions={<Button>Consolidate</Button>}
    status={
      <StatusBar
        start={
          <StatusPart text="Saved" title="Saved">
            On this laptop.
          </StatusPart>
        }
        end={null}
      />
    }
  >
    <SplitColumns label="Questions" start={{ title: 'Dimensions', content: null }}>
      <div style={{ blockSize: '200rem' }}>Questions</div>
      <p data-testid="last">The last question</p>
    </SplitColumns>
  </ScreenLayout>
);
const heightOf = (selector: string): number =>
  document.querySelector(selector)?.getBoundingClientRect().height ?? 0;
const topOf = (selector: string): number =>
  document.querySelector(selector)?.getBoundingClientRect().top ?? 0;

async function scrolledToEnd(width: number, height: number, textSize: 100 | 200 = 100): Promise<void> {
  await page.viewport(width, height);
  await mount(screen, { textSize });
  document.querySelector('[data-testid="last"]')?.scrollIntoView({ block: 'end' });
}

test('[WCAG 1.4.10] at a zoom of 200 % the heading scrolls away, and the status keeps one line', async () => {
  await scrolledToEnd(640, 400);
  expect(topOf('.fb-frame-head') + heightOf('.fb-frame-head')).toBeLessThanOrEqual(0);
  expect(heightOf('.fb-frame-status')).toBeLessThanOrEqual(40);
  document.querySelector('.fb-frame')?.scrollTo({ top: 1_000_000 });
  expect(topOf('[data-testid="last"]') + heightOf('[data-testid="last"]')).toBeLessThanOrEqual(
    topOf('.fb-frame-status'),
  );
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(640);
});

test('[WCAG 1.4.10] at a zoom of 200 % the status stays at the end of the window, over no content in between', async () => {
  await scrolledToEnd(640, 400);
  expect(heightOf('.fb-frame-head')).toBeGreaterThanOrEqual(heightOf('.fb-frame-head h1'));
  for (const top of [0, 300, 1_000_000]) {
    document.querySelector('.fb-frame')?.scrollTo({ top });
    expect(Math.round(topOf('.fb-frame-status') + heightOf('.fb-frame-status'))).toBe(400);
  }
});

test('text of twice the size makes a high screen a low one', async () => {
  await scrolledToEnd(1_280, 800, 200);
  expect(topOf('.fb-frame-head') + heightOf('.fb-frame-head')).toBeLessThanOrEqual(0);
});

test('on a usual screen the heading stays while the questions scroll', async () => {
  await scrolledToEnd(1_280, 800);
  expect(topOf('.fb-frame-head')).toBe(0);
});
