import type { ReactElement } from 'react';

/** One state of one view: a component without props, exported by name from a `*.stories.tsx` file. */
export type Story = () => ReactElement;

/** What a stories file is about; exported as `about`. */
export interface StoriesAbout {
  readonly title: string;
  /** `page`: fills the window, like a whole screen; `block` (default): stands in the gallery's page. */
  readonly layout?: 'block' | 'page' | undefined;
}
