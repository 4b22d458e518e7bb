import { ChevronsUpDown, X } from 'lucide-react';
import { type KeyboardEvent, useId, useRef, useState } from 'react';
import { ComboBox as AriaComboBox, Button, Input, Tag, TagGroup, TagList } from 'react-aria-components';
import { cx } from './cx.ts';
import fieldStyles from './Field.module.css';
import { FieldNotes } from './FieldNotes.tsx';
import { Icon } from './Icon.tsx';
import { type Option, Options } from './Options.tsx';
import selectStyles from './Select.module.css';
import styles from './TokenField.module.css';

export type TokenFieldProps = {
  label: string;
  value: readonly string[];
  onChange: (value: string[]) => void;
  /** What can be added; anything else may be typed. */
  suggestions: readonly Option[];
  removeLabel: (token: string) => string;
  placeholder?: string | undefined;
  description?: string | undefined;
  error?: string | undefined;
  isDisabled?: boolean | undefined;
};

/** Several names without blanks: chosen from a list with completion, or typed; each stands as a token that can be removed. */
export function TokenField(props: TokenFieldProps) {
  const {
    label,
    value,
    onChange,
    suggestions,
    removeLabel,
    placeholder,
    description,
    error,
    isDisabled = false,
  } = props;
  const labelId = useId();
  const openId = useId();
  const [typed, setTyped] = useState('');
  // Escape means that what was typed is not wanted; clearing it at once would open the list again.
  const isUnwanted = useRef(false);

  const add = (text: string) => {
    const names = text.split(/[\s,]+/).filter((name) => name !== '');
    setTyped('');
    if (names.length > 0) onChange([...new Set([...value, ...names])]);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Escape') isUnwanted.current = true;
    // With an option marked, Enter takes that one.
    if (event.key !== 'Enter' || event.currentTarget.getAttribute('aria-activedescendant')) return;
    event.preventDefault();
    add(typed);
  };

  return (
    <div className={styles.field}>
      <span id={labelId} className={fieldStyles.label}>
        {label}
      </span>
      {value.length > 0 && (
        <TagGroup
          aria-labelledby={labelId}
          onRemove={(gone) => onChange(value.filter((token) => !gone.has(token)))}
          disabledKeys={isDisabled ? value : []}
        >
          <TagList className={cx(styles.tokens)} items={value.map((id) => ({ id }))}>
            {({ id }) => (
              <Tag id={id} textValue={id} className={cx(styles.token)}>
                <span className="mono ellipsis" title={id}>
                  {id}
                </span>
                <Button slot="remove" className={cx(styles.remove)} aria-label={removeLabel(id)}>
                  <Icon of={X} size={12} />
                </Button>
              </Tag>
            )}
          </TagList>
        </TagGroup>
      )}
      <AriaComboBox
        className={cx(fieldStyles.field)}
        aria-labelledby={labelId}
        allowsCustomValue
        menuTrigger="input"
        selectedKey={null}
        inputValue={typed}
        onInputChange={(text) => {
          isUnwanted.current = false;
          setTyped(text);
        }}
        onSelectionChange={(id) => {
          if (id !== null) add(String(id));
        }}
        defaultItems={suggestions.filter(({ id }) => !value.includes(id))}
        isInvalid={Boolean(error)}
        isDisabled={isDisabled}
        onBlur={() => add(isUnwanted.current ? '' : typed)}
      >
        <div className={selectStyles.combo}>
          <Input
            className={cx(fieldStyles.control)}
            spellCheck={false}
            onKeyDown={onKeyDown}
            {...(placeholder ? { placeholder } : {})}
          />
          <Button className={cx(selectStyles.open)} id={openId} aria-labelledby={openId}>
            <Icon of={ChevronsUpDown} size={14} />
          </Button>
        </div>
        <FieldNotes description={description} error={error} />
        <Options />
      </AriaComboBox>
    </div>
  );
}
