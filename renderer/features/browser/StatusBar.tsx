import { useTranslation } from 'react-i18next';
import { useListing } from '../../stores/listing.ts';
import { useSelection } from '../../stores/selection.ts';
import { useFormat } from '../../ui/useFormat.ts';
import styles from './StatusBar.module.css';

/** What is selected, and what is here. */
export function StatusBar() {
  const { t } = useTranslation();
  const format = useFormat();
  const shown = useListing((s) => s.shown);
  const isListing = useListing((s) => s.isListing && !s.isBehind);
  const hasFailed = useListing((s) => s.error !== null && s.shown.table.rows.length === 0);
  const selection = useSelection((s) => s.selection);

  const objects = t('browser.status.objects', { count: shown.table.objects.length });
  const folderCount = shown.table.folders.length;
  const folders = t('browser.status.folders', { count: folderCount });
  const all = folderCount === 0 ? objects : t('browser.status.both', { objects, folders });
  const isFiltered = shown.matches !== null;
  const here = isFiltered ? t('browser.status.shown', { count: shown.view.length, all }) : all;
  // What could not be listed is not known to be empty.
  const counted = hasFailed ? '' : here;
  const selected = t('browser.status.selected', { count: shown.view.length, selected: selection.count });
  // How much is in folders is not known, so a size is told only where there is one.
  const { single } = selection;
  const hasSize = selection.bytes > 0 || (single?.kind === 'object' && !single.object.deleted);
  const coming =
    shown.table.rows.length === 0 ? t('browser.status.listingFirst') : t('browser.status.listing', { all: counted });
  return (
    <section className={styles.bar} aria-label={t('browser.status.label')}>
      <span className={styles.text}>
        {selection.count > 0 &&
          (hasSize ? t('browser.status.withBytes', { selected, bytes: format.bytes(selection.bytes) }) : selected)}
      </span>
      <span className={styles.text}>{isListing ? coming : counted}</span>
      {/* The end of a listing is told; its progress is not. */}
      <span role="status" className="spoken">
        {isListing ? '' : counted}
      </span>
    </section>
  );
}
