import type { Store } from '../store/open-store.ts';
import { storeFailureOf } from '../store/store-failure.ts';
import { sentenceOf } from '../store/store-health.ts';
import type { Surroundings } from '../surroundings.ts';
import { lookAtRetention } from './look.ts';

/** A server that is never shut down looks four times a day, as a laptop does. */
const lookEveryMs = 6 * 60 * 60 * 1000;

/**
 * Headquarters' retention clock: looks now and while the server runs. Resolves to the way to stop it, which waits for a
 * look that is at work.
 */
export function startRetentionClock(store: Store, surroundings: Surroundings): () => Promise<void> {
  let looking = Promise.resolve();
  const look = (): void => {
    looking = looking.then(() => lookOnce(store, surroundings));
  };
  look();
  const timer = setInterval(look, lookEveryMs);
  return async () => {
    clearInterval(timer);
    await looking;
  };
}

/** What could not be done now is due at the next look; why is told without a word of content. */
async function lookOnce(store: Store, surroundings: Surroundings): Promise<void> {
  try {
    await lookAtRetention(store, surroundings, { erases: true, actor: 'retention clock' });
  } catch (error) {
    const failure = storeFailureOf(error);
    const name = error instanceof Error ? error.name : 'unknown';
    console.error(`retention: the look failed (${failure === null ? name : sentenceOf(failure)})`);
  }
}
