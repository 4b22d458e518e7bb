import { Check, type LucideIcon } from 'lucide-react';
import { useRef } from 'react';
import {
  Menu as AriaMenu,
  MenuItem as AriaMenuItem,
  Button,
  Keyboard,
  MenuTrigger,
  Popover,
  Separator,
} from 'react-aria-components';
import { cx } from './cx.ts';
import { Icon } from './Icon.tsx';
import iconButtonStyles from './IconButton.module.css';
import styles from './Menu.module.css';
import { Tooltip } from './Tooltip.tsx';

export type MenuItem =
  | {
      id: string;
      label: string;
      icon?: LucideIcon | undefined;
      /** Only shown, as "Ctrl+R": who owns the keys acts on them. */
      shortcut?: string | undefined;
      isDisabled?: boolean | undefined;
      danger?: boolean | undefined;
      run(): void;
    }
  | { id: string; separator: true };

type MenuItemsProps = {
  items: readonly MenuItem[];
  label: string;
  onClose?: () => void;
  /** Given for a choice of one: the id of the item that is chosen. */
  chosen?: string | undefined;
};

function MenuItems({ items, label, onClose, chosen }: MenuItemsProps) {
  return (
    <AriaMenu
      className={cx(styles.menu)}
      aria-label={label}
      autoFocus="first"
      {...(onClose ? { onClose } : {})}
      {...(chosen === undefined
        ? {}
        : { selectionMode: 'single' as const, disallowEmptySelection: true, selectedKeys: [chosen] })}
    >
      {items.map((item) =>
        'separator' in item ? (
          <Separator key={item.id} className={cx(styles.separator)} />
        ) : (
          <AriaMenuItem
            key={item.id}
            id={item.id}
            textValue={item.label}
            className={cx(styles.item, item.danger && styles.danger)}
            isDisabled={item.isDisabled ?? false}
            onAction={() => item.run()}
          >
            <span className={styles.icon}>
              {item.icon && <Icon of={item.icon} />}
              {item.id === chosen && <Icon of={Check} />}
            </span>
            <span className={styles.label}>{item.label}</span>
            {item.shortcut && <Keyboard className={cx(styles.shortcut)}>{item.shortcut}</Keyboard>}
          </AriaMenuItem>
        ),
      )}
    </AriaMenu>
  );
}

/** An icon button that opens a menu beside it. */
export function MenuButton({
  icon,
  label,
  items,
  isDisabled = false,
  isSmall = false,
  text,
  chosen,
  isFramed = false,
}: {
  icon: LucideIcon;
  label: string;
  items: readonly MenuItem[];
  isDisabled?: boolean | undefined;
  isSmall?: boolean | undefined;
  /** Stands beside the icon, and is told with the label. */
  text?: string | undefined;
  /** Given for a choice of one: the id of the item that is chosen. */
  chosen?: string | undefined;
  /** Looks like a button with a label; for one with a text. */
  isFramed?: boolean | undefined;
}) {
  return (
    <MenuTrigger>
      <Tooltip text={label}>
        <Button
          className={cx(
            iconButtonStyles.button,
            isSmall && iconButtonStyles.small,
            text && iconButtonStyles.worded,
            isFramed && iconButtonStyles.framed,
          )}
          aria-label={text ? `${label}: ${text}` : label}
          isDisabled={isDisabled}
        >
          <Icon of={icon} size={isSmall ? 14 : 16} />
          {text && <span className="numbers">{text}</span>}
        </Button>
      </Tooltip>
      <Popover className={cx(styles.popover)} placement="bottom start" offset={4}>
        <MenuItems items={items} label={label} chosen={chosen} />
      </Popover>
    </MenuTrigger>
  );
}

/** A menu at a point of the window (CSS pixels), as on a right click; closed while `at` is null. */
export function ContextMenu({
  at,
  onClose,
  items,
  label,
}: {
  at: { x: number; y: number } | null;
  onClose: () => void;
  items: readonly MenuItem[];
  label: string;
}) {
  const anchor = useRef<HTMLSpanElement>(null);
  return (
    <>
      <span ref={anchor} className={styles.anchor} style={at ? { left: at.x, top: at.y } : {}} />
      <Popover
        className={cx(styles.popover)}
        triggerRef={anchor}
        isOpen={at !== null}
        onOpenChange={(open) => {
          if (!open) onClose();
        }}
        placement="bottom start"
        offset={0}
        aria-label={label}
      >
        <MenuItems items={items} label={label} onClose={onClose} />
      </Popover>
    </>
  );
}
