import { useMutation } from '@tanstack/react-query';
import { CircleCheck } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SAMPLE_LIMITS } from '../../../../shared/contract/watch.ts';
import { isCancelled } from '../../../../shared/errors.ts';
import type { WatchRule } from '../../../../shared/watch/rule.ts';
import { call } from '../../../api/client.ts';
import { Button } from '../../../ui/Button.tsx';
import { Checkbox } from '../../../ui/Checkbox.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { DialogButtons } from '../../../ui/DialogButtons.tsx';
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx';
import { FieldRow } from '../../../ui/FieldRow.tsx';
import { Icon } from '../../../ui/Icon.tsx';
import { NumberField } from '../../../ui/NumberField.tsx';
import { ProgressBar } from '../../../ui/ProgressBar.tsx';
import { visiblePath } from '../../../ui/visiblePath.ts';
import styles from './Dialogs.module.css';

type Size = keyof typeof SAMPLE_LIMITS;
const LEAST: Record<Size, number> = { files: 1, rows: 0, columns: 3 };
const FIRST: Record<Size, number | null> = { files: 10, rows: 1000, columns: 6 };
/** Names that are shown of what was written. */
const MOST_NAMES = 20;

type Sizes = Record<Size, number>;

/** The sizes when all of them are within their limits, else null. */
function wholeSizes(sizes: Record<Size, number | null>): Sizes | null {
  const within = (size: Size) => {
    const value = sizes[size];
    return value !== null && value >= LEAST[size] && value <= SAMPLE_LIMITS[size] ? value : null;
  };
  const [files, rows, columns] = [within('files'), within('rows'), within('columns')];
  return files === null || rows === null || columns === null ? null : { files, rows, columns };
}

/** Writes the files; leaving the dialog cancels it. */
function useSamples(ruleId: string) {
  const abort = useRef(new AbortController());
  useEffect(() => {
    const controller = new AbortController();
    abort.current = controller;
    return () => controller.abort();
  }, []);
  return useMutation({
    mutationFn: (asked: Sizes & { faults: boolean }) =>
      call('watch.makeSamples', { ruleId, ...asked }, { signal: abort.current.signal }),
  });
}

function Made({ files }: { files: readonly string[] }) {
  const { t } = useTranslation();
  const more = files.length - MOST_NAMES;
  return (
    <div className={styles.stack} role="status">
      <p className={styles.made}>
        <Icon of={CircleCheck} />
        {t('watch.samples.made', { count: files.length })}
      </p>
      <ul className={styles.files}>
        {files.slice(0, MOST_NAMES).map((file) => (
          <li key={file}>{visiblePath(file, t).plain}</li>
        ))}
        {more > 0 && <li>{t('watch.samples.more', { count: more })}</li>}
      </ul>
    </div>
  );
}

/** Writes sample CSV files into the folder of a rule, to see it work. */
export function SamplesDialog({ rule, onClose }: { rule: WatchRule; onClose: () => void }) {
  const { t } = useTranslation();
  const [sizes, setSizes] = useState(FIRST);
  const [faults, setFaults] = useState(true);
  const make = useSamples(rule.id);
  const whole = wholeSizes(sizes);

  const field = (size: Size) => {
    const limits = { least: LEAST[size], most: SAMPLE_LIMITS[size] };
    const isWrong = sizes[size] === null;
    return (
      <NumberField
        label={t(`watch.samples.${size}`)}
        value={sizes[size]}
        onChange={(value) => setSizes({ ...sizes, [size]: value })}
        min={limits.least}
        max={limits.most}
        isDisabled={make.isPending}
        {...(isWrong ? { error: t('watch.samples.range', limits) } : {})}
      />
    );
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('watch.samples.title')}
      width={560}
      footer={
        make.data ? (
          <DialogButtons
            confirm={
              <Button autoFocus onPress={onClose}>
                {t('common.close')}
              </Button>
            }
          />
        ) : (
          <DialogButtons
            cancel={<Button onPress={onClose}>{t('common.cancel')}</Button>}
            confirm={
              <Button
                variant="primary"
                isPending={make.isPending}
                isDisabled={whole === null}
                onPress={() => {
                  if (whole) make.mutate({ ...whole, faults });
                }}
              >
                {t('watch.samples.confirm', { count: whole?.files ?? sizes.files ?? 0 })}
              </Button>
            }
          />
        )
      }
    >
      {make.data ? (
        <Made files={make.data.files} />
      ) : (
        <div className={styles.stack}>
          <p className="secondary">{t('watch.samples.text', { folder: rule.folder })}</p>
          <FieldRow>
            {field('files')}
            {field('rows')}
            {field('columns')}
          </FieldRow>
          <Checkbox
            isSelected={faults}
            onChange={setFaults}
            isDisabled={make.isPending}
            description={t('watch.samples.faultsHint')}
          >
            {t('watch.samples.faults')}
          </Checkbox>
          {whole && (
            <p className="secondary">{t('watch.samples.cells', { cells: whole.files * whole.rows * whole.columns })}</p>
          )}
          {make.isPending && <ProgressBar label={t('watch.samples.making')} value={null} />}
          {make.error && !isCancelled(make.error) && <ErrorNotice error={make.error} connectionId={null} />}
        </div>
      )}
    </Dialog>
  );
}
