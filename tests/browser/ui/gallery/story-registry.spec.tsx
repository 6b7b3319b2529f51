import { describe, expect, test } from 'vitest';
import { registeredStories } from '#renderer/ui/gallery/story-registry.ts';
import { otherLooks, readObjectionsInTwo } from './read-objections.tsx';

// The states of a view follow each other in the registry, so that they take turns with the other looks.

describe.each(otherLooks)('every third state, light and $name', (look) => {
  const turn = otherLooks.indexOf(look);
  const stories = registeredStories.filter((_, at) => at % otherLooks.length === turn);

  test.each(stories)('$id has nothing that axe objects to', async (registeredStory) => {
    expect(await readObjectionsInTwo(registeredStory, look)).toEqual([]);
  });
});
