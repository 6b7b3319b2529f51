import { isTextField } from '../undo/focused-text.ts';

/** Time in ms without a letter that is a pause. */
const typingPauseMs = 400;
/** Longest time in ms that an act waits for one. */
const longestTypingMs = 5_000;

/** Wait for a pause in typing. */
export interface TypingRest {
  /** Act now where nobody types, else after a pause or too long a wait; a later act takes the place of one that waits. */
  readonly after: (act: (isPause: boolean) => void) => void;
  /** Drop an act that waits. */
  readonly stop: () => void;
}

/** Listen to the texts of a page until `stop`. A field that is left is a pause too. */
export function createTypingRest(page: Document): TypingRest {
  let waiting: ((isPause: boolean) => void) | null = null;
  let pause: ReturnType<typeof setTimeout> | undefined;
  let most: ReturnType<typeof setTimeout> | undefined;
  let typedAtMs = Number.NEGATIVE_INFINITY;

  const end = (isPause = true): void => {
    clearTimeout(pause);
    clearTimeout(most);
    most = undefined;
    const act = waiting;
    waiting = null;
    act?.(isPause);
  };
  const onInput = ({ target }: Event): void => {
    if (!(target instanceof Element) || !isTextField(target)) return;
    typedAtMs = performance.now();
    if (waiting === null) return;
    clearTimeout(pause);
    pause = setTimeout(end, typingPauseMs);
  };
  const onLeave = (): void => {
    typedAtMs = Number.NEGATIVE_INFINITY;
    end();
  };
  page.addEventListener('input', onInput, true);
  page.addEventListener('focusout', onLeave);

  return {
    after: (act) => {
      waiting = act;
      const restMs = typedAtMs + typingPauseMs - performance.now();
      if (restMs <= 0) return end();
      clearTimeout(pause);
      pause = setTimeout(end, restMs);
      most ??= setTimeout(() => end(false), longestTypingMs);
    },
    stop: () => {
      waiting = null;
      end();
      page.removeEventListener('input', onInput, true);
      page.removeEventListener('focusout', onLeave);
    },
  };
}
