import type { ReactElement } from 'react';
import { AssessmentScreen } from '../features/assessment/assessment-screen.tsx';
import { ColleaguesScreen } from '../features/colleagues/colleagues-screen.tsx';
import { ConflictsScreen } from '../features/conflicts/conflicts-screen.tsx';
import { MissionScreen } from '../features/mission/mission-screen.tsx';
import { PlanItemScreen } from '../features/mission/plan/plan-item-screen.tsx';
import { MissionsScreen } from '../features/missions/missions-screen.tsx';
import { NoteScreen } from '../features/notes/note-screen.tsx';
import { NotesTab } from '../features/notes/notes-tab.tsx';
import { ReportsScreen } from '../features/reports/reports-screen.tsx';
import { SettingsScreen } from '../features/settings/settings-screen.tsx';
import { TravelScreen } from '../features/travel/travel-screen.tsx';
import { WhereaboutsScreen } from '../features/whereabouts/whereabouts-screen.tsx';
import { WorkshopScreen } from '../features/workshop/workshop-screen.tsx';
import type { Route } from './route.ts';

/** The screen of a route. */
export function Screen({ route }: { readonly route: Route }): ReactElement {
  switch (route.screen) {
    case 'missions':
      return <MissionsScreen />;
    case 'mission':
      return (
        <MissionScreen key={route.log} log={route.log} tab={route.tab} notes={<NotesTab log={route.log} />} />
      );
    case 'note':
      return <NoteScreen key={route.note} log={route.log} note={route.note} about={route.about} />;
    case 'reports':
      return <ReportsScreen key={route.log} log={route.log} />;
    case 'planItem':
      return <PlanItemScreen key={route.item} log={route.log} item={route.item} />;
    case 'conflicts':
      return <ConflictsScreen />;
    case 'whereabouts':
      return <WhereaboutsScreen />;
    case 'settings':
      return <SettingsScreen />;
    case 'colleagues':
      return <ColleaguesScreen />;
    case 'travel':
      return <TravelScreen />;
    case 'assessment':
      return <AssessmentScreen key={route.doc} log={route.log} doc={route.doc} />;
    case 'workshop':
      return <WorkshopScreen key={route.doc} log={route.log} doc={route.doc} session={route.session} />;
  }
}
