import { useTranslation } from 'react-i18next';
import { SearchInput } from '../../../ui/SearchInput.tsx';
import { Select } from '../../../ui/Select.tsx';
import styles from './LogTools.module.css';
import { STEP_GROUPS } from './logLines.ts';
import type { ShownFilter } from './useLogFilter.ts';

/** Narrows the log: by text, by steps, to this rule or to all. */
export function LogTools({ filter }: { filter: ShownFilter }) {
  const { t } = useTranslation();
  return (
    <div className={styles.tools}>
      <div className={styles.search}>
        <SearchInput
          label={t('watch.log.search')}
          clearLabel={t('watch.log.clearSearch')}
          value={filter.search}
          onChange={filter.setSearch}
        />
      </div>
      <div className={styles.choice}>
        <Select
          hideLabel
          label={t('watch.log.steps')}
          value={filter.group}
          onChange={filter.setGroup}
          options={STEP_GROUPS.map((id) => ({ id, label: t(`watch.log.group.${id}`) }))}
        />
      </div>
      <div className={styles.choice}>
        <Select
          hideLabel
          label={t('watch.log.scope')}
          value={filter.isOfAll ? 'all' : 'this'}
          onChange={(scope) => filter.setOfAll(scope === 'all')}
          options={[
            { id: 'this', label: t('watch.log.this') },
            { id: 'all', label: t('watch.log.all') },
          ]}
        />
      </div>
    </div>
  );
}
