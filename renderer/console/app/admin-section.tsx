import { BookOpenText, LifeBuoy, ScrollText, UserCheck, Users } from 'lucide-react';
import type { ReactElement } from 'react';
import { useSay } from '#renderer/i18n/use-say.ts';
import { RailItem, RailSection } from '#renderer/ui/rail.tsx';
import type { RailPlace } from './mission-section-view.tsx';
import { addressOf } from './route.ts';

const items = [
  { screen: 'people', label: 'console.people.title', icon: Users },
  { screen: 'approvals', label: 'approvals.title', icon: UserCheck },
  { screen: 'instruments', label: 'library.title', icon: BookOpenText },
  { screen: 'recovery', label: 'console.recovery.title', icon: LifeBuoy },
  { screen: 'audit', label: 'console.audit.title', icon: ScrollText },
] as const;

/** What administrators look after, in the rail. */
export function AdminSection({ place }: { readonly place: RailPlace }): ReactElement {
  const say = useSay();
  return (
    <RailSection title={say('console.rail.administration')}>
      {items.map(({ screen, label, icon }) => (
        <RailItem
          key={screen}
          label={say(label)}
          icon={icon}
          href={addressOf({ screen })}
          isCurrent={place === screen}
        />
      ))}
    </RailSection>
  );
}
