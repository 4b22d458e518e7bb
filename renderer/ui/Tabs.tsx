import type { ReactNode } from 'react';
import { Tabs as AriaTabs, Tab, TabList, TabPanel } from 'react-aria-components';
import { cx } from './cx.ts';
import styles from './Tabs.module.css';

export type TabItem<Id extends string = string> = { id: Id; label: string; content: ReactNode };

/**
 * Tabs drawn as one segmented control. Only the panel of the selected tab is there; it scrolls by itself, or, `isInline`,
 * is as high as what it holds, with tabs as wide as their words.
 */
export function Tabs<Id extends string = string>({
  label,
  selected,
  onSelect,
  items,
  isInline = false,
}: {
  label: string;
  selected: Id;
  onSelect: (id: Id) => void;
  items: readonly TabItem<Id>[];
  isInline?: boolean | undefined;
}) {
  return (
    <AriaTabs
      className={cx(styles.tabs, isInline && styles.inline)}
      selectedKey={selected}
      onSelectionChange={(key) => {
        const item = items.find((one) => one.id === key);
        if (item) onSelect(item.id);
      }}
    >
      <TabList aria-label={label} className={cx(styles.list)}>
        {items.map((item) => (
          <Tab key={item.id} id={item.id} className={cx(styles.tab)}>
            {item.label}
          </Tab>
        ))}
      </TabList>
      {items.map((item) => (
        <TabPanel key={item.id} id={item.id} className={cx(styles.panel)}>
          {item.content}
        </TabPanel>
      ))}
    </AriaTabs>
  );
}
