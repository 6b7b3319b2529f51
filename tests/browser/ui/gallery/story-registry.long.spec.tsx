import { describe, expect, test } from 'vitest';
import { registeredStories } from '#renderer/ui/gallery/story-registry.ts';
import { otherLooks, readObjections, twiceTheText } from './read-objections.tsx';

describe.each([...otherLooks, twiceTheText])('every state of every view, $name', (look) => {
  test.each(registeredStories)('$id has nothing that axe objects to', async (registeredStory) => {
    expect(await readObjections(registeredStory, look)).toEqual([]);
  });
});
