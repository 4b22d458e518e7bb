import { CircleAlert, TriangleAlert } from 'lucide-react';
import { Button as AriaButton } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { lineAt } from '../../ui/code/readJson.ts';
import { cx } from '../../ui/cx.ts';
import { Icon } from '../../ui/Icon.tsx';
import type { FoundProblem } from './draft.ts';
import styles from './ProblemList.module.css';
import { pathWords } from './pathWords.ts';
import { useProblemText } from './useProblemText.ts';

const MOST_SHOWN = 20;

/** What is wrong with the draft, and where; the place leads to it in the JSON. */
export function ProblemList({
  problems,
  text,
  onShow,
}: {
  problems: readonly FoundProblem[];
  /** The JSON view, in which places are told by their line. */
  text: string;
  onShow: (problem: FoundProblem) => void;
}) {
  const { t } = useTranslation();
  const sentence = useProblemText();
  if (problems.length === 0) return null;
  const sorted = problems.toSorted((a, b) => Number(a.severity === 'warning') - Number(b.severity === 'warning'));
  const hidden = problems.length - MOST_SHOWN;
  const placeOf = ({ at, path }: FoundProblem) =>
    at ? t('settings.line', { line: lineAt(text, at.from) }) : pathWords(path);
  return (
    <div className={styles.problems}>
      <h3 className="sectionHead">{t('settings.problems')}</h3>
      <ul className={styles.list} aria-label={t('settings.problems')}>
        {sorted.slice(0, MOST_SHOWN).map((problem) => {
          const place = placeOf(problem);
          return (
            <li key={`${problem.code} ${place}`} className={styles.problem}>
              <Icon
                of={problem.severity === 'error' ? CircleAlert : TriangleAlert}
                className={problem.severity === 'error' ? styles.error : styles.warning}
              />
              <p>
                {place && (
                  <>
                    <AriaButton
                      className={cx(styles.place)}
                      aria-label={t('settings.showPlace', { place })}
                      onPress={() => onShow(problem)}
                    >
                      {place}
                    </AriaButton>{' '}
                  </>
                )}
                <span className="selectable">{sentence(problem)}</span>
              </p>
            </li>
          );
        })}
      </ul>
      {hidden > 0 && <p className="secondary">{t('settings.more', { count: hidden })}</p>}
    </div>
  );
}
