import { Search } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import { fewestLetters, mostMissionsSearched, SoughtWords } from '#domain/privacy/find-words.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Button } from '#renderer/ui/button.tsx';
import { LongSelect } from '#renderer/ui/long-select.tsx';
import { Section } from '#renderer/ui/section.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import type { Erasing } from './erasing.ts';
import { FoundView } from './found-view.tsx';
import type { FoundAnswer, FoundPlace, NamedMissions, SearchRecords } from './request.ts';
import './data-requests.css';

export interface Finding {
  readonly onFind: (sought: SearchRecords) => void;
  readonly isAsking: boolean;
  /** What was found last; null before the first search. */
  readonly found: FoundAnswer | null;
  readonly hrefOf: (place: FoundPlace) => string;
}

interface FindViewProps {
  readonly missions: NamedMissions;
  /** The mission that the request is about, which is chosen at first. */
  readonly log: string | null;
  readonly finding: Finding;
  /** Null for a request that asks for nothing to go. */
  readonly erasing: Erasing | null;
}

/** Where something about a person stands at headquarters: asked by a word, answered without one. */
export function FindView({ missions, log, finding, erasing }: FindViewProps): ReactElement {
  const say = useSay();
  const [words, setWords] = useState('');
  const [chosen, setChosen] = useState<readonly string[]>(log === null ? [] : [log]);
  const [isTried, setIsTried] = useState(false);
  const sought = SoughtWords.safeParse(words);
  const logs = missions.map((mission) => mission.log).filter((one) => chosen.includes(one));
  const missionsProblem = logs.length === 0 ? say('rights.find.noMission') : undefined;
  return (
    <Section title={say('rights.find')} description={say('rights.find.text')}>
      <form
        className="console-rights-find"
        onSubmit={(event) => {
          event.preventDefault();
          setIsTried(true);
          if (sought.success && logs.length > 0) finding.onFind({ words: sought.data, logs });
        }}
      >
        <TextField
          label={say('rights.find.words')}
          description={say('rights.find.words.help')}
          value={words}
          onChange={setWords}
          maxLength={200}
          problem={
            isTried && !sought.success ? say('rights.find.tooShort', { fewest: fewestLetters }) : undefined
          }
        />
        <LongSelect
          label={say('rights.find.missions')}
          options={missions.map(({ log: id, title }) => ({ id, label: title || say('console.untitled') }))}
          value={logs}
          onChange={(next) => setChosen(next.slice(-mostMissionsSearched))}
          isMultiple
          problem={isTried ? missionsProblem : undefined}
        />
        <Button type="submit" icon={Search} isPending={finding.isAsking}>
          {say('rights.find.act')}
        </Button>
      </form>
      <div role="status">
        {finding.found !== null && (
          <FoundView found={finding.found} missions={missions} hrefOf={finding.hrefOf} erasing={erasing} />
        )}
      </div>
      <p className="console-rights-text">{say('rights.find.notSearched')}</p>
    </Section>
  );
}
