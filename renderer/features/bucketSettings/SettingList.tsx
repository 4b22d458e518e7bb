import { Check, CircleSlash2 } from 'lucide-react';
import { useState } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { BucketRef } from '../../api/settings.ts';
import { cx } from '../../ui/cx.ts';
import { Icon } from '../../ui/Icon.tsx';
import { moveInList } from '../../ui/moveInList.ts';
import { ITEM_GROUPS, type Item, type ItemId } from './items.ts';
import type { Mark } from './markOf.ts';
import styles from './SettingList.module.css';
import { useMarks } from './useMarks.ts';

function ItemButton({
  item: { id, icon },
  mark,
  isSelected,
  isTabStop,
  onSelect,
  onFocus,
}: {
  item: Item;
  mark: Mark;
  isSelected: boolean;
  isTabStop: boolean;
  onSelect: () => void;
  onFocus: () => void;
}) {
  const { t } = useTranslation();
  const title = t(`settings.${id}.title`);
  return (
    <AriaButton
      className={cx(styles.item, isSelected && styles.selected, mark === 'absent' && styles.absent)}
      excludeFromTabOrder={!isTabStop}
      onPress={onSelect}
      onFocus={onFocus}
      {...(mark ? { 'aria-label': t(mark === 'set' ? 'settings.onServer' : 'settings.notOnServer', { title }) } : {})}
      {...(isSelected ? { 'aria-current': 'page' as const } : {})}
    >
      <Icon of={icon} />
      <span className={cx(styles.name, 'ellipsis')} title={title}>
        {title}
      </span>
      {mark && <Icon of={mark === 'set' ? Check : CircleSlash2} size={14} className={styles.mark} />}
    </AriaButton>
  );
}

/** The pages and settings of a bucket, in groups. One tab stop: arrows, Home and End go through it, Enter opens. */
export function SettingList({
  place,
  selected,
  onSelect,
}: {
  place: BucketRef;
  selected: ItemId;
  onSelect: (id: ItemId) => void;
}) {
  const { t } = useTranslation();
  const marks: ReadonlyMap<ItemId, Mark> = useMarks(place);
  const [focused, setFocused] = useState<ItemId | null>(null);
  return (
    <nav className={styles.list} aria-label={t('settings.list')} onKeyDown={moveInList} onBlur={() => setFocused(null)}>
      {ITEM_GROUPS.map((section) => (
        <section key={section.id} aria-labelledby={`settings-${section.id}`} className={styles.section}>
          <h2 id={`settings-${section.id}`} className={cx(styles.head, 'sectionHead')}>
            {t(`settings.section.${section.id}`)}
          </h2>
          <ul>
            {section.items.map((item) => (
              <li key={item.id}>
                <ItemButton
                  item={item}
                  mark={marks.get(item.id) ?? null}
                  isSelected={item.id === selected}
                  isTabStop={item.id === (focused ?? selected)}
                  onSelect={() => onSelect(item.id)}
                  onFocus={() => setFocused(item.id)}
                />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </nav>
  );
}
