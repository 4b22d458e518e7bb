import { CircleAlert, RotateCw } from 'lucide-react';
import { Disclosure, DisclosurePanel } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { AppError } from '../../../../shared/errors.ts';
import type { TroubledFile } from '../../../../shared/watch/state.ts';
import { Button } from '../../../ui/Button.tsx';
import { cx } from '../../../ui/cx.ts';
import { DetailsToggle } from '../../../ui/DetailsToggle.tsx';
import { ErrorDetails } from '../../../ui/ErrorDetails.tsx';
import { Icon } from '../../../ui/Icon.tsx';
import { useAppError } from '../../../ui/useAppError.ts';
import { useFormat } from '../../../ui/useFormat.ts';
import { visiblePath } from '../../../ui/visiblePath.ts';
import styles from './TroubledFiles.module.css';

type Props = {
  file: TroubledFile;
  /** `top` in CSS pixels from the top of all rows. */
  place: { index: number; count: number; top: number };
  measure: (element: HTMLLIElement | null) => void;
  isBusy: boolean;
  onRetry: () => void;
  onLeave: () => void;
};

/** A file that failed, with the reason and what may be done. */
export function TroubledRow({ file, place, measure, isBusy, onRetry, onLeave }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const { text, data } = useAppError()(new AppError(file.error));
  const name = visiblePath(file.file, t).plain;
  const needsYou = file.retryAt === null;
  return (
    <li
      ref={measure}
      data-index={place.index}
      className={styles.row}
      style={{ translate: `0 ${place.top}px` }}
      aria-label={name}
      aria-posinset={place.index + 1}
      aria-setsize={place.count}
    >
      <Disclosure className={cx(styles.file)}>
        <div className={styles.line}>
          <Icon of={needsYou ? CircleAlert : RotateCw} className={cx(needsYou ? styles.needsYou : styles.again)} />
          <span className={cx(styles.name, 'ellipsis')} title={name}>
            {name}
          </span>
          <span className={cx(styles.state, needsYou && styles.needsYou)}>
            {file.retryAt === null
              ? t('watch.page.troubled.needsYou')
              : t('watch.page.troubled.again', { when: format.when(file.retryAt) })}
          </span>
          <span className={styles.fact}>{t('watch.page.troubled.attempts', { count: file.attempts })}</span>
          <span className={styles.fact} title={format.exactBytes(file.size)}>
            {format.bytes(file.size)}
          </span>
        </div>
        <p className={cx(styles.reason, 'selectable')}>{text}</p>
        <div className={styles.buttons}>
          <Button isSmall isPending={isBusy} onPress={onRetry}>
            {t('watch.page.troubled.retry')}
          </Button>
          <Button isSmall isPending={isBusy} onPress={onLeave}>
            {t('watch.page.troubled.leave')}
          </Button>
          <DetailsToggle />
        </div>
        <DisclosurePanel className={cx(styles.details)}>
          <ErrorDetails data={data} />
        </DisclosurePanel>
      </Disclosure>
    </li>
  );
}
