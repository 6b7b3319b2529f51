import type { ReactElement } from 'react';

/** One state of one view: a component without props, exported by name from a `*.stories.tsx` file. */
type Story = () => ReactElement;

/** Metadata of a stories file; exported as `about`. */
export interface StoriesAbout {
  readonly title: string;
  /** `page`: fills the window, like a whole screen; `block` (default): inside the gallery's page. */
  readonly layout?: 'block' | 'page' | undefined;
}

/** Story with its name in addresses, tests and photographs ("Button/Primary"). */
export interface RegisteredStory {
  readonly id: string;
  readonly group: string;
  readonly name: string;
  readonly layout: 'block' | 'page';
  readonly Story: Story;
}

interface StoriesModule {
  readonly about: StoriesAbout;
  readonly [name: string]: unknown;
}

/** All stories of the kit and of every feature: any `*.stories.tsx` in the renderer registers itself. */
export const registeredStories: readonly RegisteredStory[] = Object.values(
  import.meta.glob<StoriesModule>('../../**/*.stories.tsx', { eager: true }),
)
  .flatMap(storiesOfModule)
  .toSorted((registeredStory, otherStory) => registeredStory.group.localeCompare(otherStory.group, 'en'));

function storiesOfModule({ about, ...named }: StoriesModule): RegisteredStory[] {
  return Object.entries(named).flatMap(([name, value]) => {
    if (typeof value !== 'function') return [];
    const words = name.replaceAll(/(?<=[a-z0-9])(?=[A-Z])/gu, ' ');
    return {
      id: `${about.title}/${name}`,
      group: about.title,
      name: words,
      layout: about.layout ?? 'block',
      // The contract of a stories file, checked by the compiler where the file says `satisfies Story`.
      Story: value as Story,
    };
  });
}
