import { zodResolver } from '@hookform/resolvers/zod';
import { useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { type UseFormReturn, useForm } from 'react-hook-form';
import type { ConnectionSummary } from '../../../shared/contract/connections.ts';
import { call } from '../../api/client.ts';
import { queryKeys } from '../../api/query.ts';
import { useExpanded } from '../../stores/expanded.ts';
import {
  endpointAfterRegion,
  type FormValues,
  formSchema,
  newValues,
  presetValues,
  toSave,
  valuesOf,
} from './formValues.ts';

export type ConnectionForm = {
  form: UseFormReturn<FormValues>;
  chooseProvider(id: string): void;
  changeRegion(region: string): void;
  /** Saves, and shows the connection's buckets in the sidebar. Throws AppError. */
  save(values: FormValues): Promise<void>;
};

/** The form of a new connection, or of a saved one. `canSeal`: this system can keep secrets. */
export function useConnectionForm(saved: ConnectionSummary | undefined, canSeal: boolean): ConnectionForm {
  const client = useQueryClient();
  const expand = useExpanded((s) => s.expand);
  const stay = canSeal ? 'keychain' : 'session';
  const resolver = useMemo(() => zodResolver(formSchema(saved?.secretSet ?? false)), [saved?.secretSet]);
  const form = useForm<FormValues>({
    resolver,
    mode: 'onTouched',
    defaultValues: saved ? { ...valuesOf(saved), stay: canSeal ? saved.stay : 'session' } : newValues(stay),
  });

  const fill = (values: Partial<FormValues>) => {
    form.reset({ ...form.getValues(), ...values }, { keepDefaultValues: true, keepDirty: true });
  };

  return {
    form,
    chooseProvider: (id) => fill(presetValues(id, form.getValues())),
    changeRegion(region) {
      form.setValue('endpoint', endpointAfterRegion(form.getValues(), region));
      form.setValue('region', region, { shouldValidate: form.formState.isSubmitted });
    },
    async save(values) {
      const connection = await call('connections.save', toSave(values));
      await client.invalidateQueries({ queryKey: queryKeys.connections });
      void client.invalidateQueries({ queryKey: queryKeys.buckets(connection.id) });
      expand(connection.id);
    },
  };
}
