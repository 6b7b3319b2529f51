import { type ReactElement, useState } from 'react';
import { chooseTest, type TestBank } from '#domain/workshop/learning/test-bank.ts';
import type { WorkshopTest } from '#domain/workshop/workshop-test.ts';
import { useLanguage, useTranslate } from '#renderer/i18n';
import { Button, CheckRows, Dialog, Switch } from '#renderer/ui';

interface TestChoiceViewProps {
  readonly bank: TestBank;
  readonly test: WorkshopTest;
  readonly onChoose: (test: WorkshopTest) => void;
  readonly onClose: () => void;
}

/** Items of the test, its second form and its order. */
export function TestChoiceView({ bank, test, onChoose, onClose }: TestChoiceViewProps): ReactElement {
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
