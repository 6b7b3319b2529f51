import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createTypingPause, type TypingPause } from '#renderer/field/app/session/field-services.tsx';

let rest: TypingPause;
let field: HTMLTextAreaElement;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  field = document.body.appendChild(document.createElement('textarea'));
  rest = createTypingPause(document);
});

afterEach(() => {
  rest.stop();
  field.remove();
  vi.useRealTimers();
});

const type = (): boolean => field.dispatchEvent(new InputEvent('input', { bubbles: true }));

test('an act waits for nobody where nobody types', () => {
  const act = vi.fn<() => void>();
  rest.after(act);
  expect(act).toHaveBeenCalledTimes(1);
});

test('while a person types, the last act waits for a pause', () => {
  const [first, last] = [vi.fn<() => void>(), vi.fn<() => void>()];
  type();
  rest.after(first);
  for (let letter = 0; letter < 8; letter += 1) {
    vi.advanceTimersByTime(250);
    type();
  }
  rest.after(last);
  vi.advanceTimersByTime(399);
  expect(last).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(last).toHaveBeenCalledTimes(1);
  expect(first).not.toHaveBeenCalled();
});

test('an act waits half a minute at most', () => {
  const act = vi.fn<() => void>();
  type();
  rest.after(act);
  for (let letter = 0; letter < 120; letter += 1) {
    vi.advanceTimersByTime(249);
    type();
  }
  expect(act).not.toHaveBeenCalled();
  vi.advanceTimersByTime(120);
  expect(act).toHaveBeenCalledTimes(1);
});

test('a field that is left is a pause', () => {
  const act = vi.fn<() => void>();
  type();
  rest.after(act);
  field.dispatchEvent(new FocusEvent('focusout', { bubbles: true }));
  expect(act).toHaveBeenCalledTimes(1);
});

test('nothing acts between the press and the release of a button beside the field', () => {
  const act = vi.fn<() => void>();
  type();
  rest.after(act);
  document.body.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }));
  field.dispatchEvent(new FocusEvent('focusout', { bubbles: true }));
  vi.advanceTimersByTime(900);
  expect(act).not.toHaveBeenCalled();
  document.body.dispatchEvent(new PointerEvent('pointerup', { bubbles: true }));
  expect(act).not.toHaveBeenCalled();
  vi.advanceTimersByTime(0);
  expect(act).toHaveBeenCalledTimes(1);
});

test('a press without a release holds an act for a second', () => {
  const act = vi.fn<() => void>();
  document.body.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }));
  rest.after(act);
  expect(act).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1_001);
  expect(act).toHaveBeenCalledTimes(1);
});

test('an act that waits is dropped at the end', () => {
  const act = vi.fn<() => void>();
  type();
  rest.after(act);
  rest.stop();
  vi.advanceTimersByTime(31_000);
  expect(act).not.toHaveBeenCalled();
});
