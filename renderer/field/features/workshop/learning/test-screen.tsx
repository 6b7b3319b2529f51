import { ListChecks } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import { pathOf } from '#domain/document/op.ts';
import { writeModeOf } from '#domain/kinds/permit.ts';
import { chooseTest, itemsOfForm, type TestBank } from '#domain/workshop/learning/test-bank.ts';
import {
  bankOfWorkshop,
  chooseCountedSheet,
  findRepeatedSheets,
  findUnpairedCodes,
  hasTest,
  readTestSheets,
  readWorkshopTest,
  testResultsOf,
  undecidedCodesOf,
} from '#domain/workshop/learning/test-sheets.ts';
import { TestPhase, type WorkshopTest } from '#domain/workshop/workshop-test.ts';
import { useChangeRecord } from '#renderer/field/app/documents/use-document.ts';
import { useLanguage, useTranslate } from '#renderer/i18n';
import { Banner, Button, CheckRows, Dialog, EmptyState, PageSection, ScreenPage, Switch } from '#renderer/ui';
import { WorkshopFrame, type WorkshopSectionProps } from '../workshop-frame.tsx';
import { TestChecksView } from './results/test-checks-view.tsx';
import { TestResultsView } from './results/test-results-view.tsx';
import { useAnswerWays } from './use-answer-ways.tsx';

/** Test of a workshop: its items, the ways to answer, and the results of the cohort. */
export function TestScreen(of: WorkshopSectionProps): ReactElement {
  const translate = useTranslate();
  const { log, document, roles } = of.queryResult;
  const isReadOnly = writeModeOf(roles, document) !== 'open';
  const { change, problem } = useChangeRecord(log, document);
  const ways = useAnswerWays(of.queryResult);
  const [isChoosing, setChoosing] = useState(false);
  const testBank = bankOfWorkshop(document);
  const workshopTest = readWorkshopTest(document);
  const testSheets = readTestSheets(document);
  const repeatedSheetses = findRepeatedSheets(testSheets);
  if (!hasTest(document))
    return (
      <WorkshopFrame of={of}>
        <EmptyState icon={ListChecks} title={translate('learning.noTest.title')}>
          {translate('learning.noTest.text')}
        </EmptyState>
      </WorkshopFrame>
    );
  if (ways.paper !== null)
    return (
      <WorkshopFrame of={of}>
        <ScreenPage>{ways.paper}</ScreenPage>
      </WorkshopFrame>
    );
  return (
    <WorkshopFrame of={of}>
      <ScreenPage>
        {problem !== null && (
          <Banner meaning="bad" isAnnounced>
            {translate(problem)}
          </Banner>
        )}
        {!isReadOnly && (
          <PageSection
            title={translate('learning.test.title')}
            description={translate('learning.test.text', {
              count: workshopTest.formA.length,
              forms: workshopTest.formB.length > 0 ? 2 : 1,
            })}
            action={
              <Button
                kind="quiet"
                icon={ListChecks}
                isDisabled={testSheets.length > 0}
                onPress={() => setChoosing(true)}
              >
                {translate('learning.choice.open')}
              </Button>
            }
          >
            {testSheets.length > 0 && <p>{translate('learning.choice.closed')}</p>}
            {TestPhase.options.map((testPhase) =>
              ways.buttons(testPhase, testSheets.filter((sheet) => sheet.phase === testPhase).length),
            )}
          </PageSection>
        )}
        <TestChecksView
          repeated={repeatedSheetses}
          unpaired={findUnpairedCodes(testSheets)}
          onChoose={
            isReadOnly
              ? undefined
              : (repeatedSheets, id) => void change(chooseCountedSheet(repeatedSheets, id))
          }
        />
        <TestResultsView
          results={testResultsOf(document)}
          items={itemsOfForm(testBank, workshopTest, 'a')}
          undecided={undecidedCodesOf(repeatedSheetses).length}
        />
        {ways.dialog}
        {isChoosing && (
          <TestChoiceView
            bank={testBank}
            test={workshopTest}
            onChoose={(nextWorkshopTest) => {
              setChoosing(false);
              void change([{ path: pathOf('test'), value: nextWorkshopTest }]);
            }}
            onClose={() => setChoosing(false)}
          />
        )}
      </ScreenPage>
    </WorkshopFrame>
  );
}

interface TestChoiceViewProps {
  readonly bank: TestBank;
  readonly test: WorkshopTest;
  readonly onChoose: (workshopTest: WorkshopTest) => void;
  readonly onClose: () => void;
}

/** Items of the test, its second form and its order. */
function TestChoiceView({ bank, test, onChoose, onClose }: TestChoiceViewProps): ReactElement {
  const translate = useTranslate();
  const language = useLanguage();
  const [items, setItems] = useState(test.formA);
  const [hasSecondForm, setSecondForm] = useState(test.formB.length > 0);
  const [isShuffled, setShuffled] = useState(test.isShuffled);
  const uncovered = bank.blueprint.filter(
    ({ objective }) => !bank.formA.some((item) => item.objective === objective && items.includes(item.id)),
  );
  return (
    <Dialog
      title={translate('learning.choice.title')}
      isOpen
      width="l"
      onClose={onClose}
      actions={
        <>
          <Button
            kind="primary"
            isDisabled={items.length === 0}
            onPress={() => onChoose(chooseTest(bank, { items, hasSecondForm, isShuffled }))}
          >
            {translate('learning.choice.save')}
          </Button>
          <Button onPress={onClose}>{translate('ui.cancel')}</Button>
        </>
      }
    >
      <CheckRows
        label={translate('learning.choice.items')}
        description={
          uncovered.length > 0
            ? translate('learning.choice.uncovered', {
                objectives: uncovered.map(({ objective }) => objective).join(', '),
              })
            : translate('learning.choice.covered')
        }
        rows={bank.formA.map(({ id, objective, difficulty, stem }) => ({
          value: id,
          text: stem[language],
          content: (
            <>
              <bdi>{objective}</bdi> · {translate(`learning.difficulty.${difficulty}`)}
              <br />
              {stem[language]}
            </>
          ),
        }))}
        value={items}
        onChange={setItems}
      />
      <Switch
        label={translate('learning.choice.secondForm')}
        description={translate('learning.choice.secondForm.text')}
        isOn={hasSecondForm}
        onChange={setSecondForm}
      />
      <Switch
        label={translate('learning.choice.shuffled')}
        description={translate('learning.choice.shuffled.text')}
        isOn={isShuffled}
        onChange={setShuffled}
      />
    </Dialog>
  );
}
