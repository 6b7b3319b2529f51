import type { ReactElement, ReactNode } from 'react';
import { Tabs as AriaTabs, Tab, TabList, TabPanel } from 'react-aria-components';
import { Badge } from '../marks/pill.tsx';
import './tabs.css';

export interface TabContent<Id extends string> {
  readonly id: Id;
  readonly label: string;
  readonly count?: number | undefined;
  readonly content: ReactNode;
}

interface TabsProps<Id extends string> {
  readonly label: string;
  readonly tabs: readonly TabContent<Id>[];
  readonly selected: Id;
  readonly onSelect: (id: Id) => void;
}

/** Views of one thing, one at a time. Arrow keys move between them. */
export function Tabs<Id extends string>({ label, tabs, selected, onSelect }: TabsProps<Id>): ReactElement {
  return (
    <AriaTabs
      className="fb-tabs"
      selectedKey={selected}
      onSelectionChange={(key) => {
        const tabContent = tabs.find(({ id }) => id === key);
        if (tabContent) onSelect(tabContent.id);
      }}
    >
      <TabList className="fb-tab-list" aria-label={label}>
        {tabs.map(({ id, label: tabLabel, count }) => (
          <Tab className="fb-tab" key={id} id={id}>
            {tabLabel}
            {count !== undefined && <Badge count={count} />}
          </Tab>
        ))}
      </TabList>
      {tabs.map(({ id, content }) => (
        <TabPanel className="fb-tab-panel" key={id} id={id}>
          {content}
        </TabPanel>
      ))}
    </AriaTabs>
  );
}
