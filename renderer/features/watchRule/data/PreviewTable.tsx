import { Check, X } from 'lucide-react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Column, DataPreview } from '../../../../shared/watch/data.ts';
import { cx } from '../../../ui/cx.ts';
import { Icon } from '../../../ui/Icon.tsx';
import styles from './PreviewTable.module.css';

/** How many columns are drawn: a file can have thousands. */
const DRAWN = 40;

function Head({ column, isKept }: { column: Column; isKept: boolean }) {
  const { t } = useTranslation();
  return (
    <th scope="col" className={cx(column.type === 'number' && styles.number, !isKept && styles.dropped)}>
      <span className={styles.name} title={column.name}>
        {column.name}
      </span>
      <span className={styles.type}>
        {t(`watch.filter.type.${column.type}`)}
        {!isKept && <span className="spoken">{t('watch.filter.preview.columnDropped')}</span>}
      </span>
    </th>
  );
}

function Mark({ isKept }: { isKept: boolean }) {
  const { t } = useTranslation();
  const word = t(isKept ? 'watch.filter.preview.rowKept' : 'watch.filter.preview.rowDropped');
  return (
    <td className={styles.mark} title={word}>
      <Icon of={isKept ? Check : X} size={14} className={isKept ? styles.kept : styles.left} />
      <span className="spoken">{word}</span>
    </td>
  );
}

/**
 * The first rows of a file. What is not kept, rows and columns, is struck through and dim. `columns`: null for all. It has many
 * cells, and the page is drawn anew with every key: only what changes for it counts.
 */
export const PreviewTable = memo(function PreviewTable({
  label,
  preview,
  columns,
  isOutdated,
}: {
  /** What screen readers call the rows: the file's name. */
  label: string;
  preview: DataPreview;
  columns: readonly string[] | null;
  isOutdated: boolean;
}) {
  const { t } = useTranslation();
  const { rows, file } = preview;
  // While the condition is wrong nobody knows what is kept.
  const isDecided = preview.counts !== null;
  const drawn = file.columns.slice(0, DRAWN).map((column) => ({
    column,
    isKept: columns?.includes(column.name) ?? true,
  }));
  const hidden = file.columns.length - drawn.length;
  return (
    <>
      <section
        className={cx(styles.scroller, isOutdated && styles.outdated)}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard
        tabIndex={0}
        aria-label={label}
      >
        <table className={styles.table} aria-label={t('watch.filter.preview.title')} aria-busy={isOutdated}>
          <thead>
            <tr>
              <th scope="col" className={styles.mark}>
                <span className="spoken">{t('watch.filter.preview.mark')}</span>
              </th>
              {drawn.map(({ column, isKept }, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: two columns may have one name
                <Head key={index} column={column} isKept={isKept} />
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ cells, kept }, row) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity but their place
              <tr key={row} className={cx(isDecided && !kept && styles.dropped)}>
                {isDecided ? <Mark isKept={kept} /> : <td className={styles.mark} />}
                {drawn.map(({ column, isKept }, index) => (
                  <td
                    // biome-ignore lint/suspicious/noArrayIndexKey: see above
                    key={index}
                    className={cx(column.type === 'number' && styles.number, !isKept && styles.dropped)}
                    title={cells[index] ?? ''}
                  >
                    {cells[index] ?? ''}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {rows.length === 0 && <p className="secondary">{t('watch.filter.preview.noRows')}</p>}
      {hidden > 0 && <p className="secondary">{t('watch.filter.preview.moreColumns', { count: hidden })}</p>}
    </>
  );
});
