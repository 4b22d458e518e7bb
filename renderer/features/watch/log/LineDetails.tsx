import { X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { AppError } from '../../../../shared/errors.ts';
import type { WatchRule } from '../../../../shared/watch/rule.ts';
import type { LogEntry } from '../../../../shared/watch/state.ts';
import { Button } from '../../../ui/Button.tsx';
import { cx } from '../../../ui/cx.ts';
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx';
import { IconButton } from '../../../ui/IconButton.tsx';
import { useFormat } from '../../../ui/useFormat.ts';
import { visiblePath } from '../../../ui/visiblePath.ts';
import styles from './LineDetails.module.css';
import { lineFacts } from './lineFacts.ts';

function useFacts(entry: LogEntry): { label: string; value: string }[] {
  const { t } = useTranslation();
  const format = useFormat();
  const { bytes, key, versionId, path, rows } = entry.facts;
  const rowWords = lineFacts(
    { ...entry, facts: { ...entry.facts, path: undefined, error: undefined, retryAt: undefined } },
    { t, errorText: () => '', when: format.when },
  );
  const all = [
    { label: t('watch.log.time'), value: format.exactWhen(entry.at) },
    { label: t('watch.log.file'), value: entry.file === null ? undefined : visiblePath(entry.file, t).plain },
    { label: t('watch.log.rowsRead'), value: rows === undefined ? undefined : rowWords.join(', ') },
    { label: t('watch.log.key'), value: key === undefined ? undefined : visiblePath(key, t).plain },
    { label: t('watch.log.version'), value: versionId },
    { label: t('watch.log.path'), value: path === undefined ? undefined : visiblePath(path, t).plain },
    { label: t('watch.log.size'), value: bytes === undefined ? undefined : format.exactBytes(bytes) },
  ];
  return all.flatMap(({ label, value }) => (value === undefined ? [] : [{ label, value }]));
}

/** Everything a line of the log tells, to be read whole and copied, and the way to its object. */
export function LineDetails({
  entry,
  owner,
  onOpen,
  onClose,
}: {
  entry: LogEntry;
  owner: WatchRule | undefined;
  onOpen: () => void;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const facts = useFacts(entry);
  const { key, error } = entry.facts;
  const isLog = entry.step === 'log-uploaded';
  const hasObject = key !== undefined && owner !== undefined && (isLog || entry.step === 'uploaded');
  return (
    <section
      className={styles.details}
      aria-label={t('watch.log.details')}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onClose();
      }}
    >
      <div className={styles.words}>
        <dl className={cx(styles.facts, 'selectable')}>
          {facts.map(({ label, value }) => (
            <div key={label} className={styles.fact}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        {error && <ErrorNotice isQuiet error={new AppError(error)} connectionId={owner?.connectionId ?? null} />}
      </div>
      {hasObject && (
        <Button isSmall onPress={onOpen}>
          {t(isLog ? 'watch.log.versions' : 'watch.log.open')}
        </Button>
      )}
      <IconButton isSmall icon={X} label={t('common.close')} onPress={onClose} />
    </section>
  );
}
