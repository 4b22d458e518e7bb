import { useQuery } from '@tanstack/react-query';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { AppError } from '../../../../shared/errors.ts';
import type { WatchRule } from '../../../../shared/watch/rule.ts';
import type { DryRun, PlannedFile } from '../../../../shared/watch/state.ts';
import { call } from '../../../api/client.ts';
import { Button } from '../../../ui/Button.tsx';
import { cx } from '../../../ui/cx.ts';
import { Dialog } from '../../../ui/Dialog.tsx';
import { DialogButtons } from '../../../ui/DialogButtons.tsx';
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx';
import { ProgressBar } from '../../../ui/ProgressBar.tsx';
import { useAppError } from '../../../ui/useAppError.ts';
import { useFormat } from '../../../ui/useFormat.ts';
import { visiblePath } from '../../../ui/visiblePath.ts';
import styles from './Dialogs.module.css';
import { draftOfRule } from './draftOfRule.ts';

const OUTCOMES: readonly PlannedFile['outcome'][] = ['filter', 'upload', 'failed', 'left', 'known'];

/** How many files of each kind there are, and what the patterns leave out. */
function Counts({ run }: { run: DryRun }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <ul className={styles.facts}>
      {OUTCOMES.filter((outcome) => run.counts[outcome] > 0).map((outcome) => (
        <li key={outcome}>{t(`watch.page.dry.count.${outcome}`, { count: run.counts[outcome] })}</li>
      ))}
      {run.excluded > 0 && <li>{t('watch.page.dry.excluded', { count: run.excluded })}</li>}
      {run.bytes > 0 && (
        <li title={format.exactBytes(run.bytes)}>{t('watch.page.dry.bytes', { size: format.bytes(run.bytes) })}</li>
      )}
    </ul>
  );
}

function Row({ planned: { file, size, outcome, key, rows, kept, error } }: { planned: PlannedFile }) {
  const { t } = useTranslation();
  const format = useFormat();
  const toError = useAppError();
  const name = visiblePath(file, t).plain;
  const shownKey = key === null ? '' : visiblePath(key, t).plain;
  const counted =
    rows === null
      ? []
      : [kept === null ? t('watch.log.rows', { count: rows }) : t('watch.log.kept', { kept, count: rows })];
  return (
    <>
      <tr>
        <td title={name}>{name}</td>
        <td className={cx(outcome === 'failed' && styles.failed)}>
          {[t(`watch.page.dry.is.${outcome}`), ...counted].join(', ')}
        </td>
        <td title={shownKey}>{shownKey}</td>
        <td className={styles.size} title={format.exactBytes(size)}>
          {format.bytes(size)}
        </td>
      </tr>
      {error && (
        <tr>
          <td colSpan={4} className={styles.reason}>
            {toError(new AppError(error)).text}
          </td>
        </tr>
      )}
    </>
  );
}

function Plan({ run }: { run: DryRun }) {
  const { t } = useTranslation();
  const total = OUTCOMES.reduce((sum, outcome) => sum + run.counts[outcome], 0);
  return (
    <>
      <Counts run={run} />
      {run.files.length === 0 ? (
        <p className="secondary">{t('watch.page.dry.none')}</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is scrolled by the keyboard
        // biome-ignore lint/a11y/useSemanticElements: a fieldset holds fields
        <div className={styles.tableFrame} role="group" aria-label={t('watch.page.dry.table')} tabIndex={0}>
          <table className={styles.table} aria-label={t('watch.page.dry.table')}>
            <thead>
              <tr>
                <th scope="col">{t('watch.page.dry.file')}</th>
                <th scope="col" className={styles.outcome}>
                  {t('watch.page.dry.outcome')}
                </th>
                <th scope="col">{t('watch.page.dry.key')}</th>
                <th scope="col" className={styles.size}>
                  {t('watch.page.dry.size')}
                </th>
              </tr>
            </thead>
            <tbody>
              {run.files.map((planned) => (
                <Fragment key={planned.file}>
                  <Row planned={planned} />
                </Fragment>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {total > run.files.length && (
        <p className="secondary">{t('watch.page.dry.first', { count: run.files.length })}</p>
      )}
    </>
  );
}

/** Tells what a rule would do now with each file of its folder. Touches nothing; closing it ends the looking. */
export function DryRunDialog({ rule, onClose }: { rule: WatchRule; onClose: () => void }) {
  const { t } = useTranslation();
  const run = useQuery({
    queryKey: ['watch', 'dryRun', rule.id],
    queryFn: ({ signal }) => call('watch.dryRun', { ruleId: rule.id, draft: draftOfRule(rule) }, { signal }),
    staleTime: 0,
    gcTime: 0,
  });
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('watch.page.dry.title', { name: rule.name })}
      width={820}
      footer={
        <DialogButtons
          confirm={
            <Button autoFocus onPress={onClose}>
              {t(run.isFetching ? 'common.cancel' : 'common.close')}
            </Button>
          }
        />
      }
    >
      <div className={styles.stack}>
        <p className="secondary">{t('watch.page.dry.text')}</p>
        {run.isFetching && <ProgressBar label={t('watch.page.dry.running')} value={null} />}
        {run.error && !run.isFetching && (
          <ErrorNotice error={run.error} connectionId={rule.connectionId} onRetry={() => void run.refetch()} />
        )}
        {run.data && <Plan run={run.data} />}
      </div>
    </Dialog>
  );
}
