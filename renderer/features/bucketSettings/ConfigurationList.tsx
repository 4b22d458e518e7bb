import type { ComponentType, ReactNode } from 'react';
import type { Problem } from '../../../shared/settings/problems.ts';
import { FormStack, ItemList } from '../../ui/FormParts.tsx';
import { AddButtons } from './AddButtons.tsx';
import { newName } from './newName.ts';
import { type ProblemAt, useFieldProblems } from './useFieldProblems.ts';

export type ConfigurationCardProps<Item> = {
  item: Item;
  onChange: (item: Item) => void;
  onRemove: () => void;
  errorAt: ProblemAt;
  isDisabled: boolean;
};

/** A way to begin a configuration. `name` is what its Id is made of; a number is added where that is taken. */
export type ConfigurationTemplate<Item> = { id: string; label: string; name: string; make: (id: string) => Item };

/** Settings of which a bucket has many, each with an Id: a card for each, and buttons to add one. */
export function ConfigurationList<Item extends { Id: string }>({
  list,
  items,
  onChange,
  Card,
  templates,
  problems,
  isDisabled,
  children,
}: {
  /** Where the list stands in the document. */
  list: string;
  items: readonly Item[];
  /** Null: none is left. */
  onChange: (items: Item[] | null) => void;
  Card: ComponentType<ConfigurationCardProps<Item>>;
  templates: readonly ConfigurationTemplate<Item>[];
  problems: readonly Problem[];
  isDisabled: boolean;
  /** Stands below. */
  children?: ReactNode;
}) {
  const errorAt = useFieldProblems(problems);
  const taken = items.map((item) => item.Id);
  const put = (next: Item[]) => onChange(next.length === 0 ? null : next);
  return (
    <FormStack>
      <ItemList items={items}>
        {(item, index) => (
          <Card
            item={item}
            onChange={(next) => put(items.with(index, next))}
            onRemove={() => put(items.toSpliced(index, 1))}
            errorAt={(...path) => errorAt(list, index, ...path)}
            isDisabled={isDisabled}
          />
        )}
      </ItemList>
      <AddButtons
        isEmpty={items.length === 0}
        choices={templates.map(({ id, label, name, make }) => ({
          id,
          label,
          run: () => put([...items, make(newName(name, taken))]),
        }))}
        isDisabled={isDisabled}
      />
      {children}
    </FormStack>
  );
}
