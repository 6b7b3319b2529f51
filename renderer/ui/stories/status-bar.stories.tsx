import type { ReactElement } from 'react';
import type { StoriesAbout } from '../gallery/story-registry.ts';
import { SampleStatus } from './sample-status.tsx';

export const about: StoriesAbout = { title: 'Status bar' };

export function Offline(): ReactElement {
  return <SampleStatus network="none" waiting={12} />;
}
export function AllSent(): ReactElement {
  return <SampleStatus network="ready" waiting={0} />;
}
export function Sending(): ReactElement {
  return <SampleStatus network="syncing" waiting={3} />;
}
export function Refused(): ReactElement {
  return <SampleStatus network="refused" waiting={412} />;
}
export function NotSaved(): ReactElement {
  return <SampleStatus network="none" waiting={12} isNotSaved />;
}
