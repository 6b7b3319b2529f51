import { Search } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import type { FoundMatch, FoundResponse, SearchRecordsRequest } from '#api/data-requests-api.ts';
import {
  maximumSearchedMissions,
  minimumSearchLetters,
  SearchWords,
} from '#domain/privacy/find-matching-fields.ts';
import { useTranslate } from '#renderer/i18n';
import { Button, LongSelect, PageSection, TextField } from '#renderer/ui';
import { FoundMatchesView } from './found-matches-view.tsx';
import type { ErasureControls, NamedMissions } from './request-labels.ts';
import './data-requests.css';

export interface SearchControls {
  readonly onFind: (sought: SearchRecordsRequest) => void;
  readonly isAsking: boolean;
  /** Result of the last search; null before the first. */
  readonly found: FoundResponse | null;
  readonly hrefOf: (foundMatch: FoundMatch) => string;
}

interface RecordSearchViewProps {
  readonly missions: NamedMissions;
  /** Mission of the request, selected at first. */
  readonly log: string | null;
  readonly finding: SearchControls;
  /** Null for a request that does not ask for erasure. */
  readonly erasing: ErasureControls | null;
}

/** Search for a person's data at headquarters: the query is a word, the answer has none. */
export function RecordSearchView({ missions, log, finding, erasing }: RecordSearchViewProps): ReactElement {
  const translate = useTranslate();
  const [words, setWords] = useState('');
  const [chosen, setChosen] = useState<readonly string[]>(log === null ? [] : [log]);
  const [isTried, setIsTried] = useState(false);
  const sought = SearchWords.safeParse(words);
  const logIds = missions.map((missionId) => missionId.log).filter((logId) => chosen.includes(logId));
  const missionsProblem = logIds.length === 0 ? translate('rights.find.noMission') : undefined;
  return (
    <PageSection title={translate('rights.find')} description={translate('rights.find.text')}>
      <form
        className="console-rights-find"
        onSubmit={(event) => {
          event.preventDefault();
          setIsTried(true);
          if (sought.success && logIds.length > 0) finding.onFind({ words: sought.data, logs: logIds });
        }}
      >
        <TextField
          draft="none"
          label={translate('rights.find.words')}
          description={translate('rights.find.words.help')}
          value={words}
          onChange={setWords}
          maxLength={200}
          problem={
            isTried && !sought.success
              ? translate('rights.find.tooShort', { fewest: minimumSearchLetters })
              : undefined
          }
        />
        <LongSelect
          label={translate('rights.find.missions')}
          options={missions.map(({ log: id, title }) => ({
            id,
            label: title || translate('value.untitled'),
          }))}
          value={logIds}
          onChange={(next) => setChosen(next.slice(-maximumSearchedMissions))}
          isMultiple
          problem={isTried ? missionsProblem : undefined}
        />
        <Button type="submit" icon={Search} isPending={finding.isAsking}>
          {translate('rights.find.act')}
        </Button>
      </form>
      <div role="status">
        {finding.found !== null && (
          <FoundMatchesView
            found={finding.found}
            missions={missions}
            hrefOf={finding.hrefOf}
            erasing={erasing}
          />
        )}
      </div>
      <p className="console-rights-text">{translate('rights.find.notSearched')}</p>
    </PageSection>
  );
}
